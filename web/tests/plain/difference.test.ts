import { describe, expect, test } from 'vitest';
import { changesBetween, differenceOf } from '../../src/model/settings/difference.ts';
import { pageDefaults } from '../../src/model/settings/settings.ts';
import { changesText } from '../../src/view/run-text.ts';
import { en } from '../../src/i18n/en.ts';
import { ko } from '../../src/i18n/ko.ts';

const run = (id: string, changes: Record<string, string> = {}, corpus: string | null = 'reviews') => {
	const settings = { ...pageDefaults, ...changes };
	return { id, name: '', number: 1, cell: settings.cell ?? '', settings, corpus };
};

describe('how a run differs', () => {
	test('two ways to write a value are no change', () => {
		const changes = changesBetween({ ...pageDefaults, 'learning-rate': '0.0001' }, { ...pageDefaults, 'learning-rate': '1e-4' });
		expect(changes).toEqual([]);
		expect(changesBetween({ ...pageDefaults, units: '8,8' }, { ...pageDefaults, units: '8, 8' })).toEqual([]);
	});

	test('changes come in the order of the settings', () => {
		const changes = changesBetween(pageDefaults, { ...pageDefaults, seed: '7', units: '16' });
		expect(changes).toEqual([
			{ name: 'units', from: '8', to: '16' },
			{ name: 'seed', from: '42', to: '7' },
		]);
	});

	test('a setting that an older run does not name has its default', () => {
		const { 'mask-zero': _, ...older } = pageDefaults;
		expect(changesBetween(older, pageDefaults)).toEqual([]);
		expect(changesBetween(older, { ...pageDefaults, 'mask-zero': 'yes' })).toEqual([{ name: 'mask-zero', from: 'no', to: 'yes' }]);
	});

	test('the first run has none before it', () => {
		expect(differenceOf(run('a'), []).before).toBeNull();
	});

	test('a run is compared with the last of its cell, otherwise with the last of all', () => {
		const earlier = [run('gru'), run('lstm', { cell: 'lstm' })];
		expect(differenceOf(run('b', { units: '16' }), earlier)).toMatchObject({
			before: { id: 'gru' },
			changes: [{ name: 'units' }],
		});
		expect(differenceOf(run('c', { cell: 'simple-rnn' }), earlier)).toMatchObject({
			before: { id: 'lstm' },
			changes: [{ name: 'cell', from: 'lstm', to: 'simple-rnn' }],
		});
	});

	test('other reviews are reported, where both are known', () => {
		expect(differenceOf(run('b', {}, 'others'), [run('a')]).otherCorpus).toBe(true);
		expect(differenceOf(run('b'), [run('a', {}, null)]).otherCorpus).toBe(false);
		expect(differenceOf(run('b', {}, null), [run('a')]).otherCorpus).toBe(false);
	});
});

describe('changes in words', () => {
	const two = changesBetween(pageDefaults, { ...pageDefaults, 'learning-rate': '0.001', optimizer: 'adam' });

	test('are a sentence’s part in each language, with the names of the form', () => {
		expect(changesText(two, en, 'en')).toBe('optimizer RMSprop → Adam and learning rate 0.01 → 0.001');
		expect(changesText(two, ko, 'ko')).toBe('옵티마이저 RMSprop → Adam 및 학습률 0.01 → 0.001');
	});

	test('are nothing where nothing changed', () => {
		expect(changesText([], en, 'en')).toBe('');
	});

	test('that are many are counted', () => {
		const all = { units: '9', words: '400', length: '50', seed: '1', batch: '32', epochs: '3' };
		const text = changesText(changesBetween(pageDefaults, { ...pageDefaults, ...all }), en, 'en');
		expect(text).toBe('units 8 → 9, vocabulary 500 → 400, length 100 → 50 and 3 more settings');
	});
});
