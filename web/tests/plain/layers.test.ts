// The recurrent layers that settings ask for: a choice for each, of which the last holds for all further ones.
import { describe, expect, test } from 'vitest';
import { cellNames, choiceAt, choicesIn, directionsOf, networkName, recurrentLayers, shortNetworkName, withChoice } from '../../src/model/settings/layers.ts';
import { readLink, writeLink } from '../../src/model/settings/link.ts';
import { pageDefaults } from '../../src/model/settings/settings.ts';
import { en } from '../../src/i18n/en.ts';
import { settingValue } from '../../src/view/run-text.ts';
import { layerLabels } from '../../src/view/inside/layer-labels.ts';

const mixed = { ...pageDefaults, cell: 'lstm', units: '16,8,4', bidirectional: 'concat,no', 'upper-cells': 'gru,same' };
const names = en.settings.cells;

describe('recurrent layers', () => {
	test('take their choice from a list, and the last one where it is shorter', () => {
		expect(recurrentLayers(mixed)).toEqual([
			{ cell: 'lstm', units: '16', merge: 'concat' },
			{ cell: 'gru', units: '8', merge: 'no' },
			{ cell: 'lstm', units: '4', merge: 'no' },
		]);
		expect([0, 1, 5].map((layer) => choiceAt('sum,no', layer))).toEqual(['sum', 'no', 'no']);
	});

	test('of a run that was stored before these settings existed are of one cell and direction', () => {
		const { bidirectional: _, 'upper-cells': __, ...older } = { ...mixed };
		expect(recurrentLayers(older)).toMatchObject([{ cell: 'lstm', merge: 'no' }, { cell: 'lstm', merge: 'no' }, { cell: 'lstm', merge: 'no' }]);
	});

	test('are as many directions as the engine shows', () => {
		expect(directionsOf(mixed).map(({ layer, backward }) => [layer, backward])).toEqual([[0, false], [0, true], [1, false], [2, false]]);
		expect(layerLabels(directionsOf(mixed))).toEqual(['1 →', '1 ←', '2', '3']);
		expect(layerLabels([{ backward: false }, { backward: false }])).toEqual(['1', '2']);
	});

	test('have a name', () => {
		expect(networkName(mixed, names)).toBe('BiLSTM(16) → GRU(8) → LSTM(4)');
		expect(shortNetworkName(mixed, names)).toBe('BiLSTM(16) → GRU(8) → LSTM(4)');
		expect(shortNetworkName({ ...pageDefaults, units: '8,4', bidirectional: 'sum' }, names)).toBe('BiGRU(8,4)');
		expect(cellNames(mixed, names)).toBe('BiLSTM + GRU + LSTM (16 + 8 + 4)');
		expect(cellNames({ ...pageDefaults, units: '8,8' }, names)).toBe('GRU (8 + 8)');
	});

	test.each([
		['no', 3, 0, 'concat', 'concat,no'],
		['concat,no', 3, 0, 'no', 'no'],
		['no', 3, 2, 'sum', 'no,no,sum'],
		['concat', 1, 0, 'no', 'no'],
		['same', 2, 1, 'gru', 'same,gru'],
	])('of %s: of %i layers number %i becomes %s: %s', (list, layers, layer, choice, expected) => {
		expect(withChoice(list, layers, layer, choice)).toBe(expected);
	});

	test('have a cell of their own from the second on', () => {
		expect(choicesIn('upper-cells', pageDefaults)).toBe(0);
		expect(choicesIn('upper-cells', mixed)).toBe(2);
		expect(choicesIn('bidirectional', mixed)).toBe(3);
	});
});

describe('a list of choices', () => {
	test('is said by its options', () => {
		expect(settingValue('bidirectional', 'concat,no', en)).toBe('Concatenate, No');
		expect(settingValue('upper-cells', 'same,gru', en)).toBe('Same, GRU');
	});

	const linked = { settings: pageDefaults, cells: ['gru' as const], corpus: '', reviews: '', edition: null, language: null, run: false, hide: [], part: 'train' as const };

	test('stands in a link and is read back', () => {
		const hash = writeLink({ ...linked, cells: ['lstm'], settings: mixed });
		expect(hash).toContain('&upper-cells=gru,same&bidirectional=concat,no&');
		expect(readLink(hash)).toMatchObject({ strange: [], linked: { settings: mixed } });
		const most = 'simple-rnn,lstm,simple-rnn,lstm,simple-rnn,lstm,simple-rnn';
		expect(readLink(`#cells=gru&upper-cells=${most}`).linked?.settings['upper-cells']).toBe(most);
		expect(readLink(`#cells=gru&upper-cells=${most},gru`).strange).toHaveLength(1);
		expect(readLink('#cells=gru&bidirectional=concat,maybe').strange).toEqual(['bidirectional=concat,maybe']);
	});
});
