// How each language writes numbers.

import type { Language } from '../storage/preferences.ts';

export type { Language };

export const locales: Record<Language, string> = { en: 'en-GB', ko: 'ko-KR' };

/** Intl.NumberFormat knows these too, but takes some 60 ms of the main thread to start: a tenth of the time until a first visitor
 * can do something. */
const signs: Record<Language, { group: string; point: string }> = {
	en: { group: ',', point: '.' },
	ko: { group: ',', point: '.' },
};

/** With `digits` decimals: 12,345.60 */
function decimal(value: number, language: Language, digits: number): string {
	const { group, point } = signs[language];
	const [whole = '', ...fraction] = value.toFixed(digits).split('.');
	return [whole.replace(/\B(?=(\d{3})+$)/g, group), ...fraction].join(point);
}

/** To `digits` significant digits, without trailing zeros. */
function significant(value: number, language: Language, digits: number): string {
	const rounded = Number(value.toPrecision(digits));
	const magnitude = rounded === 0 ? 0 : Math.floor(Math.log10(Math.abs(rounded)));
	let after = Math.min(100, Math.max(0, digits - 1 - magnitude));
	while (after > 0 && Number(rounded.toFixed(after - 1)) === rounded) {
		after--;
	}
	return decimal(rounded, language, after);
}

/** In place of a number that is not known yet. */
export const nothing = '–';

/** 20,000 */
export function formatCount(value: number, language: Language): string {
	return decimal(value, language, 0);
}

/** 0.4321; `digits` after the point. */
export function formatLoss(value: number, language: Language, digits = 4): string {
	return Number.isFinite(value) ? decimal(value, language, digits) : nothing;
}

/** 79.3%, of a fraction of 1; `digits` after the point. */
export function formatPercent(value: number, language: Language, digits = 1): string {
	return Number.isFinite(value) ? `${decimal(100 * value, language, digits)}%` : nothing;
}

/** To two digits, since a speed varies: 58,000 */
export function formatSpeed(value: number | null, language: Language): string {
	return value === null ? nothing : significant(value, language, 2);
}

/** 1.2 MB, in powers of 1000. */
export function formatBytes(bytes: number, language: Language): string {
	const units = ['B', 'kB', 'MB', 'GB'];
	let unit = 0;
	let value = bytes;
	while (value >= 999.5 && unit < units.length - 1) {
		value /= 1000;
		unit++;
	}
	const digits = unit > 0 && value < 9.95 && !Number.isInteger(Number(value.toFixed(1))) ? 1 : 0;
	return `${decimal(value, language, digits)}\u00a0${units[unit]}`;
}

/** A duration in its two largest units: 75,000 ms are 1 minute, 15 seconds. */
export function splitDuration(milliseconds: number): { hours: number; minutes: number; seconds: number } {
	const seconds = Math.round(milliseconds / 1000);
	if (seconds >= 3600) {
		const minutes = Math.round(seconds / 60);
		return { hours: Math.floor(minutes / 60), minutes: minutes % 60, seconds: 0 };
	}
	return { hours: 0, minutes: Math.floor(seconds / 60), seconds: seconds % 60 };
}

/** +0.42, −0.42: with its sign, and a minus that is as wide as the plus. */
export function formatSigned(value: number, language: Language, digits: number): string {
	if (!Number.isFinite(value)) {
		return nothing;
	}
	const number = decimal(Math.abs(value), language, digits);
	const sign = Number(value.toFixed(digits)) === 0 ? '' : value < 0 ? '\u2212' : '+';
	return sign + number;
}

/** To `digits` significant digits: 48,000; 0.00012. */
export function formatRounded(value: number, language: Language, digits: number): string {
	return Number.isFinite(value) ? significant(value, language, digits) : nothing;
}
