import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { kerasTexts } from '../../src/i18n/keras.ts';
import { kerasCode, kerasTensors } from '../../src/model/keras/keras-code.ts';
import { presets } from '../../src/model/settings/settings.ts';

const file = 'unroll.safetensors';
const code = (changes: Record<string, string>) => kerasCode({ ...presets.run6, ...changes }, file, kerasTexts.en.keras);
const python = spawnSync('python3', ['--version']).status === 0;

describe('the Keras code of a run', () => {
	test('has run 6 of the textbook as its notebook has it', () => {
		const lines = code({});
		for (const line of [
			'WORDS, LENGTH = 500, 100',
			'        keras.Input(shape=(LENGTH,), dtype="int32"),',
			'        layers.Embedding(WORDS, 16, name="embedding"),',
			'        layers.GRU(8, name="gru"),',
			'        layers.Dense(1, activation="sigmoid", name="dense"),',
			'    ids = keras.utils.pad_sequences(reviews, maxlen=LENGTH, padding="pre", truncating="pre")',
			'    train_x, train_y, test_size=0.2, random_state=42',
			'    optimizer=keras.optimizers.RMSprop(learning_rate=0.0001),',
			'    keras.callbacks.ModelCheckpoint("best.keras", monitor="val_loss", save_best_only=True),',
			'    keras.callbacks.EarlyStopping(monitor="val_loss", patience=3, restore_best_weights=True),',
			'    batch_size=64,',
			'    epochs=100,',
			'    shuffle=False,',
			'tensors = load_file("unroll.safetensors")',
		]) {
			expect(lines.split('\n')).toContain(line);
		}
		expect(lines).not.toContain('mask_zero');
	});

	test('has an output for each of more than two classes', () => {
		const lines = code({ classes: '4' });
		expect(lines).toContain('        layers.Dense(4, activation="softmax", name="dense"),');
		expect(lines).toContain('    loss="sparse_categorical_crossentropy",');
		expect(lines).toContain('random_state=42, stratify=train_y');
		expect(lines).toContain('print(model.predict(inputs_of([ids_of(review)]), verbose=0)[0].tolist())');
		expect(lines).not.toMatch(/imdb|sigmoid|binary/);
		expect(kerasTensors({ ...presets.run6, classes: '4' }).slice(-2)).toEqual([
			{ name: 'dense/kernel', shape: [8, 4] },
			{ name: 'dense/bias', shape: [4] },
		]);
		const smoothed = code({ classes: '3', 'label-smoothing': '0.1', 'class-weight': 'balanced' });
		expect(smoothed).toContain('    loss=keras.losses.CategoricalCrossentropy(label_smoothing=0.1),');
		// Weights are of the numbers of the classes, before these are written out.
		expect(smoothed.indexOf('classes=np.arange(3), y=train_y)')).toBeGreaterThan(0);
		expect(smoothed.indexOf('keras.utils.to_categorical(labels, 3)')).toBeGreaterThan(smoothed.indexOf('classes=np.arange(3), y=train_y)'));
	});

	test('has what other settings ask for', () => {
		expect(code({ cell: 'lstm', units: '16,8', dropout: '0.3', 'recurrent-dropout': '.1' })).toContain(
			[
				'        layers.LSTM(16, dropout=0.3, recurrent_dropout=0.1, return_sequences=True, name="lstm"),',
				'        layers.LSTM(8, dropout=0.3, recurrent_dropout=0.1, name="lstm_1"),',
			].join('\n'),
		);
		const oneHot = code({ cell: 'simple-rnn', input: 'one-hot' });
		expect(oneHot).toContain('keras.Input(shape=(LENGTH, WORDS)),');
		expect(oneHot).toContain('import numpy as np');
		expect(oneHot).not.toContain('Embedding');
		expect(code({ optimizer: 'adam', 'learning-rate': '1e-3', 'clip-norm': '1' })).toContain(
			'keras.optimizers.Adam(learning_rate=0.001, global_clipnorm=1)',
		);
		expect(code({ optimizer: 'sgd', momentum: '0.9' })).toContain(
			'keras.optimizers.SGD(learning_rate=0.0001, momentum=0.9)',
		);
		expect(code({ optimizer: 'adamw', 'weight-decay': '0.01' })).toContain('keras.optimizers.AdamW(learning_rate=0.0001, weight_decay=0.01)');
		expect(code({ optimizer: 'nadam' })).toContain('keras.optimizers.Nadam(learning_rate=0.0001)');
		const penalized = code({ l2: '1e-3', 'label-smoothing': '0.1', 'class-weight': 'balanced' });
		const l2 = 'regularizer=keras.regularizers.L2(0.001)';
		expect(penalized).toContain(`layers.GRU(8, kernel_${l2}, recurrent_${l2}, name="gru"),`);
		expect(penalized).toContain(`layers.Dense(1, activation="sigmoid", kernel_${l2}, name="dense"),`);
		expect(penalized).toContain('    loss=keras.losses.BinaryCrossentropy(label_smoothing=0.1),');
		expect(penalized).toContain('    class_weight=dict(enumerate(class_weights)),');
		expect(penalized).toContain('import numpy as np');
		expect(code({ padding: 'post', truncating: 'post' })).toContain('padding="post", truncating="post"');
		expect(code({ 'mask-zero': 'yes' })).toContain('layers.Embedding(WORDS, 16, mask_zero=True, name="embedding"),');
		expect(code({ 'embedding-trainable': 'no' })).toContain('layers.Embedding(WORDS, 16, trainable=False, name="embedding"),');
		expect(code({ shuffle: 'each-epoch' })).toContain('shuffle=True');
		// Keras stops after `patience` epochs; as many as there are never stop a run.
		expect(code({ patience: '0', epochs: '7' })).toContain('patience=7,');
	});

	test('has layers of both directions and of other cells', () => {
		const lines = code({ cell: 'lstm', units: '16,8,4', bidirectional: 'concat,no,average', 'upper-cells': 'gru,lstm', dropout: '0.3' });
		expect(lines).toContain('# BiLSTM(16) → GRU(8) → BiLSTM(4)'.slice(2));
		expect(lines).toContain(
			[
				'        layers.Bidirectional(layers.LSTM(16, dropout=0.3, return_sequences=True, name="lstm"), name="bidirectional"),',
				'        layers.GRU(8, dropout=0.3, return_sequences=True, name="gru"),',
				'        layers.Bidirectional(layers.LSTM(4, dropout=0.3, name="lstm_1"), merge_mode="ave", name="bidirectional_1"),',
			].join('\n'),
		);
		expect(code({ bidirectional: 'sum' })).toContain('layers.Bidirectional(layers.GRU(8, name="gru"), merge_mode="sum", name="bidirectional"),');
		expect(lines).toContain('"bidirectional_1/backward_lstm_1/recurrent_kernel",  # (4, 16)');
	});

	test('pads each batch to its longest review, in a dataset of its own', () => {
		const longest = code({ 'pad-to': 'longest', batch: '32', shuffle: 'each-epoch' });
		for (const line of [
			'import numpy as np',
			'        keras.Input(shape=(None,), dtype="int32"),',
			'    longest = min(LENGTH, max(len(review) for review in reviews))',
			'        some = self.order[32 * index : 32 * (index + 1)]',
			'    Batches(train_x, train_y, shuffled=True),',
			'    validation_data=Batches(val_x, val_y),',
			'print(model.evaluate(Batches(test_x, test_y), verbose=0))',
		]) {
			expect(longest.split('\n')).toContain(line);
		}
		expect(longest).not.toContain('train_x, val_x = inputs_of');
		// Where padding is masked, it makes no difference.
		expect(code({ 'pad-to': 'longest', 'mask-zero': 'yes' })).toBe(code({ 'mask-zero': 'yes' }));
	});

	test('pools, with a class of its own where the maximum leaves out masked padding', () => {
		expect(code({ pooling: 'mean', 'mask-zero': 'yes' })).toContain(
			['layers.GRU(8, return_sequences=True, name="gru"),', 'layers.GlobalAveragePooling1D(name="global_average_pooling1d"),', 'layers.Dense('].join('\n        '),
		);
		const maximum = code({ pooling: 'max', input: 'one-hot', 'mask-zero': 'yes' });
		expect(maximum).toContain('        layers.GlobalMaxPooling1D(name="global_max_pooling1d"),');
		expect(maximum).not.toContain('class ');
		const masked = code({ pooling: 'max', 'mask-zero': 'yes' });
		expect(masked).toContain('class MaskedMaxPooling1D(layers.GlobalMaxPooling1D):');
		expect(masked).toContain('        MaskedMaxPooling1D(name="global_max_pooling1d"),');
		expect(code({})).not.toContain('ooling');
	});

	test('has a hidden dense layer, which is the first of two by name', () => {
		const lines = code({ dense: '16', 'dense-activation': 'tanh', l2: '0.001' });
		const l2 = 'kernel_regularizer=keras.regularizers.L2(0.001)';
		expect(lines).toContain(`layers.Dense(16, activation="tanh", ${l2}, name="dense"),\n        layers.Dense(1, activation="sigmoid", ${l2}, name="dense_1"),`);
		expect(lines).toContain('"dense/kernel",  # (8, 16)');
		expect(lines).toContain('"dense_1/bias",  # (1,)');
		expect(code({ dense: '4' })).toContain('layers.Dense(4, activation="relu", name="dense"),');
	});

	test('has layers of dropout between the recurrent ones and before the last', () => {
		const lines = code({ units: '8,8', dense: '16', 'layer-dropout': '0.2', 'dense-dropout': '0.5' });
		expect(lines).toContain('name="gru"),\n        layers.Dropout(0.2, name="dropout"),\n        layers.GRU(8, name="gru_1"),');
		expect(lines).toContain('name="dense"),\n        layers.Dropout(0.5, name="dropout_1"),\n        layers.Dense(1,');
		expect(code({ 'layer-dropout': '0.2', 'dense-dropout': '0.5' })).toContain('layers.Dropout(0.5, name="dropout"),\n        layers.Dense(1,');
		expect(code({})).not.toContain('Dropout');
	});

	test('has the schedule of the learning rate, and what is monitored', () => {
		const schedules = 'learning_rate=keras.optimizers.schedules';
		expect(code({ schedule: 'step', 'rate-epochs': '4' })).toContain(`${schedules}.ExponentialDecay(0.0001, 4 * updates, 0.1, staircase=True)`);
		expect(code({ schedule: 'cosine', 'min-rate': '1e-5' })).toContain(`${schedules}.CosineDecay(0.0001, 100 * updates, alpha=0.1)`);
		expect(code({ schedule: 'cosine', 'warm-up': '50' })).toContain(
			`${schedules}.CosineDecay(0.0, max(1, 100 * updates - 50), alpha=0, warmup_target=0.0001, warmup_steps=50)`,
		);
		expect(code({ 'warm-up': '50' })).toContain('learning_rate=WarmUp(0.0001, 50)');
		expect(code({ 'warm-up': '50', schedule: 'step' })).toContain('learning_rate=WarmUp(keras.optimizers.schedules.ExponentialDecay(');
		expect(code({ schedule: 'step' })).toContain('updates = -(-len(train_x) // 64)');
		const plateau = code({ schedule: 'plateau', 'rate-epochs': '1', monitor: 'val-accuracy', 'min-delta': '.01', 'warm-up': '50' });
		expect(plateau).toContain(
			'keras.callbacks.ReduceLROnPlateau(monitor="val_accuracy", factor=0.1, patience=1, min_delta=0.01, min_lr=0),',
		);
		expect(plateau).toContain('keras.callbacks.EarlyStopping(monitor="val_accuracy", min_delta=0.01, patience=3, restore_best_weights=True),');
		expect(plateau).toContain('learning_rate=0.0001)');
		expect(code({})).not.toMatch(/updates|WarmUp|Plateau|min_delta/);
	});

	test('holds out what the run held out', () => {
		expect(code({ 'held-out': 'last', validation: '0.3' })).toContain('split = int(len(train_x) * (1 - 0.3))');
		expect(code({ 'held-out': 'test' })).toContain('\nval_x, val_y = test_x, test_y\n');
		expect(code({ 'held-out': 'test' })).not.toContain('train_test_split');
	});

	test('adds up the two biases of PyTorch', () => {
		const rnn = code({ convention: 'pytorch', cell: 'simple-rnn' });
		expect(rnn).toContain('"simple_rnn/bias",  # (2, 8)');
		expect(rnn).toContain('tensors[name] = tensors[name].sum(axis=0)');
		expect(rnn).toContain(`# ${kerasTexts.en.keras.byPytorch}`);
		expect(code({ convention: 'pytorch' })).not.toContain('sum(axis=0)'); // Keras' GRU has both
		expect(code({ cell: 'lstm' })).not.toMatch(/sum\(axis=0\)|PyTorch/);
	});

	test('leaves the weights out where there are none', () => {
		const lines = kerasCode(presets.run6, null, kerasTexts.en.keras);
		expect(lines).not.toContain('safetensors');
		expect(lines).toContain('model.fit(');
	});

	test('lets no setting of a link become code', () => {
		const hostile = Object.fromEntries(Object.keys(presets.run6).map((name) => [name, '1); import os #']));
		expect(kerasCode(hostile, '"); import os #', kerasTexts.en.keras)).not.toMatch(/^(?!.*load_file\("\\").*import os/m);
	});

	test('lists the weights in the order and shapes of set_weights()', () => {
		expect(kerasTensors({ ...presets.run6, units: '8,5' })).toEqual([
			{ name: 'embedding/embeddings', shape: [500, 16] },
			{ name: 'gru/kernel', shape: [16, 24] },
			{ name: 'gru/recurrent_kernel', shape: [8, 24] },
			{ name: 'gru/bias', shape: [2, 24] },
			{ name: 'gru_1/kernel', shape: [8, 15] },
			{ name: 'gru_1/recurrent_kernel', shape: [5, 15] },
			{ name: 'gru_1/bias', shape: [2, 15] },
			{ name: 'dense/kernel', shape: [5, 1] },
			{ name: 'dense/bias', shape: [1] },
		]);
		expect(code({})).toContain('    "gru/bias",  # (2, 24)\n    "dense/kernel",  # (8, 1)\n    "dense/bias",  # (1,)\n]');
	});

	test.skipIf(!python)('is Python, for every preset and in both languages', () => {
		const special = { ...presets.run6, optimizer: 'adamw', l2: '0.1', 'label-smoothing': '0.1', 'class-weight': 'balanced', schedule: 'step', 'warm-up': '9' };
		const longest = { ...presets.run1, 'pad-to': 'longest' };
		const codes = [...Object.values(presets), special, longest].flatMap((settings) =>
			[kerasTexts.en.keras, kerasTexts.ko.keras].flatMap((texts) =>
				[file, 'a "name" \\ 이름.safetensors', null].map((weights) => kerasCode(settings, weights, texts)),
			),
		);
		const parse = 'import ast, json, sys; print(len([ast.parse(code) for code in json.load(sys.stdin)]))';
		const parsed = spawnSync('python3', ['-c', parse], {
			input: JSON.stringify(codes),
			encoding: 'utf8',
			env: { ...process.env, PYTHONUTF8: '1' },
		});
		expect(parsed.stderr).toBe('');
		expect(Number(parsed.stdout)).toBe(codes.length);
	});
});
