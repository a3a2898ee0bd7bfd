// The networks that came with the page stand in the page's order, each with a name and a colour of its own.
import { expect, test } from 'vitest';
import type { Predictor } from '../../../src/protocol/library.ts';
import { lookAtNothing } from '../../../src/protocol/inside.ts';
import { predictorSources } from '../../../src/model/inside/sources.ts';
import { en } from '../../../src/i18n/en.ts';

const predictor = (id: string, cell: string, units: string): Predictor => ({
	id,
	kind: 'shipped',
	settings: { cell, units },
	parameters: 1,
	fingerprint: '',
});

test('predictors have an order, names and colours, and each is asked by its id', () => {
	const asked: string[] = [];
	const predictors = [predictor('a', 'gru', '8'), predictor('b', 'gru', '32'), predictor('c', 'simple-rnn', '8'), predictor('d', 'lstm', '8,8')];
	const sources = predictorSources(predictors, en.settings.cells, (id) => asked.push(id));
	expect(sources.map(({ name }) => name)).toEqual(['SimpleRNN(8)', 'LSTM(8,8)', 'GRU(8)', 'GRU(32)']);
	expect(new Set(sources.map(({ colour }) => colour)).size).toBe(4);
	sources.forEach((source) => source.look(lookAtNothing));
	expect(asked).toEqual(['c', 'd', 'a', 'b']);
});
