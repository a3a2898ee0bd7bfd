import { describe, expect, test } from 'vitest';
import {
	formatBytes,
	formatCount,
	formatLoss,
	formatPercent,
	formatRounded,
	formatSigned,
	formatSpeed,
	locales,
	nothing,
	splitDuration,
} from '../../src/i18n/format.ts';

describe('numbers for readers', () => {
	test('counts are grouped', () => {
		expect(formatCount(20000, 'en')).toBe('20,000');
		expect(formatCount(8633, 'ko')).toBe('8,633');
	});

	test('losses have four digits, as Keras prints them', () => {
		expect(formatLoss(0.43166, 'en')).toBe('0.4317');
		expect(formatLoss(NaN, 'en')).toBe(nothing);
		expect(formatLoss(Infinity, 'ko')).toBe(nothing);
	});

	test('the percent sign follows the number', () => {
		expect(formatPercent(0.7978, 'en')).toBe('79.8%');
		expect(formatPercent(0.7978, 'ko', 0)).toBe('80%');
		expect(formatPercent(NaN, 'en')).toBe(nothing);
	});

	test('a speed has two digits', () => {
		expect(formatSpeed(58_432, 'en')).toBe('58,000');
		expect(formatSpeed(null, 'en')).toBe(nothing);
	});

	test('bytes come in the unit that fits', () => {
		expect(formatBytes(0, 'en')).toBe('0\u00a0B');
		expect(formatBytes(999, 'en')).toBe('999\u00a0B');
		expect(formatBytes(1_440_000, 'en')).toBe('1.4\u00a0MB');
		expect(formatBytes(212_000_000, 'en')).toBe('212\u00a0MB');
		expect(formatBytes(999_700_000, 'en')).toBe('1\u00a0GB');
	});

	test('numbers are written as Intl writes them, in both languages', () => {
		const values = [0, 1, 7, 12, 99.4, 999, 1000, 1234.4, 58_432, 999_999, 1_234_567, 0.5312, 0.00012, 0.0000101, 0.1, 1e-9, 3.04, -0.42, -1234.4];
		for (const language of ['en', 'ko'] as const) {
			const intl = (value: number, options: Intl.NumberFormatOptions) => new Intl.NumberFormat(locales[language], options).format(value);
			for (const value of values) {
				expect(formatCount(value, language)).toBe(intl(value, { maximumFractionDigits: 0 }));
				expect(formatLoss(value, language)).toBe(intl(value, { minimumFractionDigits: 4, maximumFractionDigits: 4 }));
				for (const digits of [1, 2, 3]) {
					expect(formatRounded(value, language, digits)).toBe(intl(value, { maximumSignificantDigits: digits }));
				}
				const signed = intl(value, { minimumFractionDigits: 2, maximumFractionDigits: 2, signDisplay: 'exceptZero' });
				expect(formatSigned(value, language, 2)).toBe(signed.replace('-', '\u2212'));
			}
		}
	});

	test('a duration is split without ever reaching 60', () => {
		expect(splitDuration(75_000)).toEqual({ hours: 0, minutes: 1, seconds: 15 });
		expect(splitDuration(59_600)).toEqual({ hours: 0, minutes: 1, seconds: 0 });
		expect(splitDuration(2 * 3_600_000 - 1)).toEqual({ hours: 2, minutes: 0, seconds: 0 });
	});
});
