// Short runs on the made-up corpus that together pass through every kind of network, for tests that compare bits.
import type { SettingTexts } from '../../src/engine/settings.ts';
import { pageDefaults } from '../../src/model/settings/settings.ts';
import { words } from './made-up-corpus.ts';

// No size is a multiple of the lanes; a batch of 70 has five blocks, so that its four parts are not alike.
const common = { ...pageDefaults, words: String(words), length: '18', embedding: '7', epochs: '2', batch: '70' };

export const shortRuns: Record<string, SettingTexts> = {
	'SimpleRNN on one-hot words': { ...common, cell: 'simple-rnn', input: 'one-hot', units: '9' },
	'LSTM with dropout': { ...common, cell: 'lstm', units: '5', dropout: '0.3', 'recurrent-dropout': '0.2' },
	'two GRUs, Adam, clipped': { ...common, cell: 'gru', units: '7,3', optimizer: 'adam', 'clip-norm': '0.1' },
	'GRU with masked padding behind the words': { ...common, cell: 'gru', units: '6,4', length: '60', padding: 'post', 'mask-zero': 'yes' },
	'LSTM with AdamW, a penalty and smoothed labels': { ...common, cell: 'lstm', units: '6', optimizer: 'adamw', 'weight-decay': '0.1', l2: '0.001', 'label-smoothing': '0.1' },
	'SimpleRNN on one-hot words, Nadam, balanced': { ...common, cell: 'simple-rnn', input: 'one-hot', units: '9', optimizer: 'nadam', l2: '0.01', 'class-weight': 'balanced' },
	'LSTM in both directions under a GRU': { ...common, cell: 'lstm', units: '5,3', bidirectional: 'concat,sum', 'upper-cells': 'gru', 'mask-zero': 'yes' },
	'SimpleRNN in both directions on one-hot words': { ...common, cell: 'simple-rnn', input: 'one-hot', units: '9', bidirectional: 'average' },
	'GRU with the mean of its timesteps, masked': { ...common, cell: 'gru', units: '6', pooling: 'mean', length: '60', padding: 'post', 'mask-zero': 'yes' },
	'GRU in batches as long as their longest review': { ...common, cell: 'gru', units: '6', length: '60', batch: '7', 'pad-to': 'longest' },
	'SimpleRNN under a hidden dense layer': { ...common, cell: 'simple-rnn', units: '6', dense: '19', l2: '0.001' },
	'GRU with the maximum of its timesteps under a hidden dense layer': { ...common, cell: 'gru', units: '6', pooling: 'max', dense: '5', 'dense-activation': 'tanh' },
	'LSTM in both directions with the maximum of its timesteps': { ...common, cell: 'lstm', units: '5', bidirectional: 'concat', pooling: 'max' },
	'GRU that validates on the test half, on plateaus': { ...common, cell: 'gru', units: '5', 'held-out': 'test', schedule: 'plateau', 'rate-epochs': '1', 'min-delta': '0.5' },
	'LSTM and SimpleRNN by PyTorch': { ...common, cell: 'lstm', units: '6,3', 'upper-cells': 'simple-rnn', convention: 'pytorch', 'clip-norm': '0.5' },
	'GRUs with dropout between and above, masked': { ...common, cell: 'gru', units: '6,3', 'layer-dropout': '0.3', 'dense-dropout': '0.4', 'mask-zero': 'yes' },
	'LSTM of 33 units, SGD, padded behind': {
		...common,
		cell: 'lstm',
		units: '33',
		optimizer: 'sgd',
		momentum: '0.9',
		padding: 'post',
	},
};

/** Of more than two classes, which the page does not train. */
export const classRuns: Record<string, SettingTexts> = {
	'GRU of five classes under a hidden dense layer, balanced': { ...common, cell: 'gru', units: '6', dense: '7', classes: '5', 'label-smoothing': '0.1', 'class-weight': 'balanced' },
	'LSTM of twenty classes in both directions': { ...common, cell: 'lstm', units: '5', bidirectional: 'concat', classes: '20', dropout: '0.2' },
};
