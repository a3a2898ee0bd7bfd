// Edits of the list of layers: what each changes in the settings, and what it leaves.
import { describe, expect, test } from 'vitest';
import { hasLayer, hasRoom, withChanged, withLayer, withoutLayer } from '../../src/model/settings/layer-edits.ts';
import { networkName, sameLayers } from '../../src/model/settings/layers.ts';
import { pageDefaults } from '../../src/model/settings/settings.ts';
import { en } from '../../src/i18n/en.ts';
import type { SettingTexts } from '../../src/protocol/types.ts';

const mixed: SettingTexts = { ...pageDefaults, cell: 'lstm', units: '16,8,4', bidirectional: 'concat,no', 'upper-cells': 'gru,same', 'layer-dropout': '0.3' };
const changed = (settings: SettingTexts, edit: (settings: SettingTexts) => SettingTexts) => ({ ...settings, ...edit(settings) });
const nameAfter = (edit: (settings: SettingTexts) => SettingTexts, settings = mixed) => networkName(changed(settings, edit), en.settings.cells);

describe('a recurrent layer', () => {
	test.each([
		[0, 'BiLSTM(16) → BiLSTM(16) → GRU(8) → LSTM(4)'],
		[1, 'BiLSTM(16) → BiLSTM(16) → GRU(8) → LSTM(4)'],
		[2, 'BiLSTM(16) → GRU(8) → GRU(8) → LSTM(4)'],
		[3, 'BiLSTM(16) → GRU(8) → LSTM(4) → LSTM(4)'],
	])('that is added at %i is like the one that it stands on', (at, expected) => {
		expect(nameAfter((settings) => withLayer(settings, at))).toBe(expected);
	});

	test.each([
		[0, 'GRU(8) → LSTM(4)'],
		[1, 'BiLSTM(16) → LSTM(4)'],
		[2, 'BiLSTM(16) → GRU(8)'],
	])('that is removed, number %i, leaves the cells of the others', (at, expected) => {
		expect(nameAfter((settings) => withoutLayer(settings, at))).toBe(expected);
	});

	test.each([
		[0, { cell: 'gru' }, 'BiGRU(16) → GRU(8) → LSTM(4)'],
		[0, { cell: 'simple-rnn', merge: 'no' }, 'SimpleRNN(16) → GRU(8) → LSTM(4)'],
		[1, { cell: 'lstm', merge: 'sum' }, 'BiLSTM(16) → BiLSTM(8) → LSTM(4)'],
		[2, { units: '32' }, 'BiLSTM(16) → GRU(8) → LSTM(32)'],
	])('number %i with %o leaves the others as they are', (at, change, expected) => {
		expect(nameAfter((settings) => withChanged(settings, at, change))).toBe(expected);
	});

	test('that is added and removed leaves the settings as they were, and of every cell of a comparison', () => {
		for (const settings of [mixed, pageDefaults]) {
			const added = changed(settings, (one) => withLayer(one, 1));
			expect(sameLayers(added, settings)).toBe(false);
			expect(changed(added, (one) => withoutLayer(one, 1))).toEqual(settings);
		}
		expect(withLayer(pageDefaults, 1)).toMatchObject({ units: '8,8', 'upper-cells': 'same', bidirectional: 'no' });
	});

	test('that is the last one takes the dropout between layers with it', () => {
		const two = { ...pageDefaults, units: '8,8', 'layer-dropout': '0.2' };
		expect(hasLayer(two, 'layer-dropout')).toBe(true);
		expect(withoutLayer(two, 1)).toMatchObject({ units: '8', 'layer-dropout': '0' });
	});

	test('may be added until there are eight', () => {
		expect(hasRoom(mixed)).toBe(true);
		expect(hasRoom({ ...mixed, units: '8,8,8,8,8,8,8,8' })).toBe(false);
	});
});
