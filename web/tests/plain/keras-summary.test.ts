import { expect, test } from 'vitest';
import { kerasSize, kerasSummary } from '../../src/model/keras/keras-summary.ts';

// The lines of `rich`, which Keras draws its table with, for these layers on 80 columns.
test('the summary is line by line what Keras 3 prints', () => {
	const layers = [
		{ name: 'embedding', type: 'Embedding', steps: 100, features: 16, parameters: 8000 },
		{ name: 'lstm', type: 'LSTM', steps: 100, features: 8, parameters: 800 },
		{ name: 'lstm_1', type: 'LSTM', steps: 0, features: 8, parameters: 544 },
		{ name: 'dense', type: 'Dense', steps: 0, features: 1, parameters: 9 },
	];
	expect(kerasSummary(layers).split('\n')).toEqual([
		'Model: "sequential"',
		'┏━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━━━━┓',
		'┃ Layer (type)                    ┃ Output Shape           ┃       Param # ┃',
		'┡━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━━━━┩',
		'│ embedding (Embedding)           │ (None, 100, 16)        │         8,000 │',
		'├─────────────────────────────────┼────────────────────────┼───────────────┤',
		'│ lstm (LSTM)                     │ (None, 100, 8)         │           800 │',
		'├─────────────────────────────────┼────────────────────────┼───────────────┤',
		'│ lstm_1 (LSTM)                   │ (None, 8)              │           544 │',
		'├─────────────────────────────────┼────────────────────────┼───────────────┤',
		'│ dense (Dense)                   │ (None, 1)              │             9 │',
		'└─────────────────────────────────┴────────────────────────┴───────────────┘',
		' Total params: 9,353 (36.54 KB)',
		' Trainable params: 9,353 (36.54 KB)',
		' Non-trainable params: 0 (0.00 B)',
		'',
	]);
});

// Names that are too long for the column go on in the next line.
test('a long name takes two lines', () => {
	const layer = { name: 'global_average_pooling1d', type: 'GlobalAveragePooling1D', steps: 0, features: 16, parameters: 0 };
	expect(kerasSummary([layer]).split('\n').slice(4, 7)).toEqual([
		'│ global_average_pooling1d        │ (None, 16)             │             0 │',
		'│ (GlobalAveragePooling1D)        │                        │               │',
		'└─────────────────────────────────┴────────────────────────┴───────────────┘',
	]);
});

test('sizes are in powers of 1024', () => {
	expect([0, 1023, 1024, 34_532, 1_048_575, 1_048_576, 5e9].map(kerasSize)).toEqual([
		'0.00 B',
		'1023.00 B',
		'1.00 KB',
		'33.72 KB',
		'1024.00 KB',
		'1.00 MB',
		'4.66 GB',
	]);
});
