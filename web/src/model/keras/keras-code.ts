import { poolingOf, type Pooling } from '../../protocol/inside.ts';
import type { SettingTexts, Tokenizer } from '../../protocol/types.ts';
import type { kerasTexts } from '../../i18n/keras.ts';
import { networkName, recurrentLayers, type Merge } from '../settings/layers.ts';
import { valueIn } from '../settings/settings.ts';
import { batchesClass } from './keras-batches.ts';
import { deltaCode, monitorCode, plateauLines, rateCode, scheduleLines } from './keras-schedule.ts';

// A run as Keras 3 code (docs/keras.md). Every value is read as a number or as one of a few words, so that
// nothing of a link can become code.

/** A weight of a network, as Keras has it: the tensors of a model file, in the order of set_weights(). */
export interface KerasTensor {
	name: string;
	shape: number[];
}

export type Comments = (typeof kerasTexts)['en']['keras'];
export type TorchComments = (typeof kerasTexts)['en']['pytorch'];

const cells = {
	'simple-rnn': { type: 'SimpleRNN', name: 'simple_rnn', gates: 1 },
	lstm: { type: 'LSTM', name: 'lstm', gates: 4 },
	gru: { type: 'GRU', name: 'gru', gates: 3 },
} as const;

const optimizers = { rmsprop: 'RMSprop', adam: 'Adam', sgd: 'SGD', adamw: 'AdamW', nadam: 'Nadam' };
const cellTypes = { 'simple-rnn': 'SimpleRNN', lstm: 'LSTM', gru: 'GRU' };

export interface PlannedLayer {
	cell: (typeof cells)[keyof typeof cells];
	units: number;
	merge: Merge;
	/** Of the layer, or of the one that Bidirectional wraps. */
	name: string;
	/** Of Bidirectional. */
	outer: string;
}

export interface Plan {
	layers: PlannedLayer[];
	oneHot: boolean;
	masked: boolean;
	/** The embedding is not trained. */
	frozen: boolean;
	/** A batch is as long as its longest review, and that makes a difference. */
	toLongest: boolean;
	pooling: Pooling;
	/** Of the last layer: one output of two classes, more have one each. */
	outputs: number;
	/** Of a hidden dense layer. */
	activation: 'relu' | 'tanh';
	/** The run has PyTorch's initial values, biases and optimizers. */
	byPytorch: boolean;
	number: (name: string) => number;
	side: (name: string) => 'pre' | 'post';
}

/** Keras numbers the layers of a class, from the second on. */
const numbered = (base: string, before: number) => (before === 0 ? base : `${base}_${before}`);

const outputsOf = (settings: SettingTexts): number => {
	const classes = Number(valueIn(settings, 'classes'));
	return classes > 2 ? classes : 1;
};

export function planOf(settings: SettingTexts): Plan {
	const layers = recurrentLayers(settings);
	const masked = settings.input !== 'one-hot' && settings['mask-zero'] === 'yes';
	return {
		layers: layers.map(({ cell, units, merge }, index) => ({
			cell: cells[cell],
			units: Number(units),
			merge,
			name: numbered(cells[cell].name, layers.slice(0, index).filter((below) => below.cell === cell).length),
			outer: numbered('bidirectional', layers.slice(0, index).filter((below) => below.merge !== 'no').length),
		})),
		oneHot: settings.input === 'one-hot',
		masked,
		frozen: valueIn(settings, 'embedding-trainable') === 'no',
		toLongest: !masked && valueIn(settings, 'pad-to') === 'longest',
		pooling: poolingOf(settings),
		outputs: outputsOf(settings),
		activation: settings['dense-activation'] === 'tanh' ? 'tanh' : 'relu',
		byPytorch: settings.convention === 'pytorch',
		number: (name) => Number(valueIn(settings, name)),
		side: (name) => (settings[name] === 'post' ? 'post' : 'pre'),
	};
}

/** Of the last layer. */
export const lastName = (plan: Plan) => (plan.number('dense') > 0 ? 'dense_1' : 'dense');

/** A cell of PyTorch has two biases, which are added up, where Keras' has one but in a GRU. */
const twoBiases = (plan: Plan, cell: PlannedLayer['cell']) => plan.byPytorch || cell.type === 'GRU';

/** The weights of the network that settings make, as a model file has them: Keras lists kernel, recurrent kernel and bias of each layer. */
export function kerasTensors(settings: SettingTexts): KerasTensor[] {
	const plan = planOf(settings);
	const tensors: KerasTensor[] = [];
	let inputs = plan.number(plan.oneHot ? 'words' : 'embedding');
	if (!plan.oneHot) {
		tensors.push({ name: 'embedding/embeddings', shape: [plan.number('words'), inputs] });
	}
	for (const { cell, units, merge, name, outer } of plan.layers) {
		const columns = cell.gates * units;
		for (const layer of merge === 'no' ? [name] : [`${outer}/forward_${name}`, `${outer}/backward_${name}`]) {
			tensors.push({ name: `${layer}/kernel`, shape: [inputs, columns] });
			tensors.push({ name: `${layer}/recurrent_kernel`, shape: [units, columns] });
			tensors.push({ name: `${layer}/bias`, shape: twoBiases(plan, cell) ? [2, columns] : [columns] });
		}
		inputs = merge === 'concat' ? 2 * units : units;
	}
	const dense = plan.number('dense');
	if (dense > 0) {
		tensors.push({ name: 'dense/kernel', shape: [inputs, dense] }, { name: 'dense/bias', shape: [dense] });
		inputs = dense;
	}
	const last = lastName(plan);
	tensors.push({ name: `${last}/kernel`, shape: [inputs, plan.outputs] }, { name: `${last}/bias`, shape: [plan.outputs] });
	return tensors;
}

const mergeModes: Record<Merge, string> = { no: '', concat: '', sum: ', merge_mode="sum"', average: ', merge_mode="ave"' };

const penalty = (plan: Plan) => `keras.regularizers.L2(${plan.number('l2')})`;

/** The layer that pools, and the class of it where Keras has none that knows a mask. */
function poolingCode({ pooling, masked }: Plan, texts: Comments): { layer: string[]; definition: string[] } {
	if (pooling !== 'max' || !masked) {
		const layers = { last: [], mean: ['layers.GlobalAveragePooling1D(name="global_average_pooling1d")'], max: ['layers.GlobalMaxPooling1D(name="global_max_pooling1d")'] };
		return { layer: layers[pooling], definition: [] };
	}
	return {
		layer: ['MaskedMaxPooling1D(name="global_max_pooling1d")'],
		definition: [
			`# ${texts.maskedMaximum}`,
			'class MaskedMaxPooling1D(layers.GlobalMaxPooling1D):',
			'    def call(self, inputs, mask=None):',
			'        if mask is not None:',
			'            inputs = keras.ops.where(keras.ops.expand_dims(mask, -1), inputs, float("-inf"))',
			'        return super().call(inputs)',
			'',
			'    def compute_mask(self, inputs, mask=None):',
			'        return None',
			'',
			'',
		],
	};
}

const denseCode = (plan: Plan, units: number, activation: string, name: string) =>
	`        layers.Dense(${units}, activation="${activation}", ${plan.number('l2') > 0 ? `kernel_regularizer=${penalty(plan)}, ` : ''}name="${name}"),`;

/** Between recurrent layers or before the last dense one; `before` of them stand below. */
const dropoutCode = (rate: number, before: number) => `        layers.Dropout(${rate}, name="${numbered('dropout', before)}"),`;

/** The class that Keras does not have, where the network needs it. */
export const maskedCode = (plan: Plan, texts: Comments): string[] => poolingCode(plan, texts).definition;

/** The function that makes the model. */
export function modelCode(plan: Plan, texts: Comments): string[] {
	const pooling = poolingCode(plan, texts);
	const between = plan.number('layer-dropout');
	const layers = plan.layers.flatMap(({ cell, units, merge, name, outer }, index) => {
		const options = [
			...(plan.number('dropout') > 0 ? [`dropout=${plan.number('dropout')}`] : []),
			...(plan.number('recurrent-dropout') > 0 ? [`recurrent_dropout=${plan.number('recurrent-dropout')}`] : []),
			...(plan.number('l2') > 0 ? [`kernel_regularizer=${penalty(plan)}`, `recurrent_regularizer=${penalty(plan)}`] : []),
			...(index + 1 < plan.layers.length || plan.pooling !== 'last' ? ['return_sequences=True'] : []),
			`name="${name}"`,
		];
		const layer = `layers.${cell.type}(${units}, ${options.join(', ')})`;
		return [
			...(index > 0 && between > 0 ? [dropoutCode(between, index - 1)] : []),
			`        ${merge === 'no' ? layer : `layers.Bidirectional(${layer}${mergeModes[merge]}, name="${outer}")`},`,
		];
	});
	const length = plan.toLongest ? 'None' : 'LENGTH';
	const input = plan.oneHot
		? [`        keras.Input(shape=(${length}, WORDS)),`]
		: [
				`        keras.Input(shape=(${length},), dtype="int32"),`,
				`        layers.Embedding(WORDS, ${plan.number('embedding')}, ${plan.masked ? 'mask_zero=True, ' : ''}${plan.frozen ? 'trainable=False, ' : ''}name="embedding"),`,
			];
	return [
		...pooling.definition,
		`# ${texts.network}`,
		'def make_model():',
		'    return keras.Sequential([',
		...input,
		...layers,
		...pooling.layer.map((layer) => `        ${layer},`),
		...(plan.number('dense') > 0 ? [denseCode(plan, plan.number('dense'), plan.activation, 'dense')] : []),
		...(plan.number('dense-dropout') > 0 ? [dropoutCode(plan.number('dense-dropout'), layers.length - plan.layers.length)] : []),
		denseCode(plan, plan.outputs, plan.outputs > 1 ? 'softmax' : 'sigmoid', lastName(plan)),
		'    ])',
		'',
		'',
	];
}

/** The function that pads ids as the model takes them. */
export function inputsCode(plan: Plan): string[] {
	const padding = `padding="${plan.side('padding')}", truncating="${plan.side('truncating')}"`;
	return [
		'def inputs_of(reviews):',
		...longestCode(plan),
		`    ids = keras.utils.pad_sequences(reviews, maxlen=${plan.toLongest ? 'longest' : 'LENGTH'}, ${padding})`,
		`    return ${plan.oneHot ? 'np.eye(WORDS, dtype="float32")[ids]' : 'ids'}`,
		'',
		'',
	];
}

const networkCode = (plan: Plan, texts: Comments): string[] => [
	...modelCode(plan, texts),
	...inputsCode(plan),
	...(plan.toLongest ? batchesClass(plan.number('batch')) : []),
	'model = make_model()',
	'model.summary()',
];

/** The length of a batch, where it is that of its longest review. */
export const longestCode = (plan: Plan): string[] =>
	plan.toLongest ? ['    longest = min(LENGTH, max(len(review) for review in reviews))'] : [];

const separators = (more: string) =>
	`separators = str.maketrans({letter: " " for letter in '!"#$%&()*+,-./:;<=>?@[\\\\]^_\`{|}~\\t\\n'${more}})`;

/** Where a program has the vocabulary: among the tensors of a safetensors file, or as a text among its metadata. */
type Vocabulary = 'tensors' | 'metadata';
const vocabularyText = (name: string, from: Vocabulary) => `${from}["${name}"]${from === 'tensors' ? '.tobytes().decode("utf-8")' : ''}.split("\\n")`;

function wordIdsCode(texts: Comments, from: Vocabulary): string[] {
	return [
		`# ${texts.ids}`,
		`words = ${vocabularyText('vocabulary', from)}`,
		'id_of = {word: id for id, word in enumerate(words, start=4)}',
		separators(''),
		'',
		'',
		'def ids_of(text):',
		'    found = text.lower().translate(separators).split(" ")',
		'    return [1] + [id_of.get(word, 2) for word in found if word]',
	];
}

// As src/text/pieces.h has it. The two pieces that a merge joins are how the pieces before it cut its text.
function pieceIdsCode(texts: Comments, from: Vocabulary): string[] {
	return [
		`# ${texts.pieces}`,
		`pieces = ${vocabularyText('pieces', from)}`,
		'id_of = {piece: id for id, piece in enumerate(pieces, start=4)}',
		'merged = {}',
		separators(' + "".join(map(chr, range(32))) + "\\x7f\\u2581"'),
		'',
		'',
		'def bytes_of(letter):',
		'    return [letter] if letter in id_of else [f"<0x{byte:02x}>" for byte in letter.encode("utf-8")]',
		'',
		'',
		'def pieces_of(word):',
		'    parts = [part for letter in word for part in bytes_of(letter)]',
		'    while True:',
		'        pairs = [(id_of[merged[pair]], at) for at, pair in enumerate(zip(parts, parts[1:])) if pair in merged]',
		'        if not pairs:',
		'            return parts',
		'        at = min(pairs)[1]',
		'        parts[at : at + 2] = [merged[tuple(parts[at : at + 2])]]',
		'',
		'',
		'for piece in pieces[257:]:',
		'    if len(piece) > 1:',
		'        merged[tuple(pieces_of(piece))] = piece',
		'',
		'',
		'def ids_of(text):',
		'    ids = [1]',
		'    for word in text.lower().translate(separators).split():',
		'        for start in range(0, len(word), 64):',
		'            chunk = ("\\u2581" if start == 0 else "") + word[start : start + 64]',
		'            ids += [id_of.get(piece, 2) for piece in pieces_of(chunk)]',
		'    return ids',
	];
}

function weightsCode(settings: SettingTexts, file: string, texts: Comments, tokenizer: Tokenizer): string[] {
	const plan = planOf(settings);
	const output = 'model.predict(inputs_of([ids_of(review)]), verbose=0)';
	const summed = plan.layers.some(({ cell }) => twoBiases(plan, cell) && cell.type !== 'GRU');
	const names = kerasTensors(settings).map(
		({ name, shape }) => `    "${name}",  # (${shape.join(', ')}${shape.length === 1 ? ',' : ''})`,
	);
	return [
		`# ${texts.weights}`,
		'from safetensors.numpy import load_file',
		'',
		`tensors = load_file(${JSON.stringify(file)})`,
		`# ${texts.order}`,
		'names = [',
		...names,
		']',
		...(summed
			? [
					`# ${texts.biases}`,
					'for name in names:',
					'    if name.endswith("/bias") and "gru" not in name and tensors[name].ndim == 2:',
					'        tensors[name] = tensors[name].sum(axis=0)',
				]
			: []),
		'model.set_weights([tensors[name] for name in names])',
		'',
		...predictionCode(texts, tokenizer, plan.outputs > 1 ? `${output}[0].tolist()` : `float(${output}[0, 0])`),
	];
}

/** The ids of a typed review by the vocabulary of a file; and its prediction, an expression. */
export const predictionCode = (texts: Comments, tokenizer: Tokenizer, prediction: string, from: Vocabulary = 'tensors'): string[] => [
	`# ${texts.predict}`,
	...(tokenizer === 'words' ? wordIdsCode(texts, from) : pieceIdsCode(texts, from)),
	'',
	'',
	'review = "a warm and funny film, much better than i had expected"',
	`print(${prediction})`,
];

function optimizerCode(plan: Plan, settings: SettingTexts): string {
	const options = [`learning_rate=${rateCode(settings)}`];
	const type = optimizers[settings.optimizer as keyof typeof optimizers] ?? 'RMSprop';
	if (type === 'AdamW') {
		options.push(`weight_decay=${plan.number('weight-decay')}`);
	}
	if (type === 'SGD' && plan.number('momentum') > 0) {
		options.push(`momentum=${plan.number('momentum')}`);
	}
	if (plan.number('clip-norm') > 0) {
		options.push(`global_clipnorm=${plan.number('clip-norm')}`);
	}
	return `keras.optimizers.${type}(${options.join(', ')})`;
}

/** The official reviews; of texts that were cut into pieces or have more classes, those that the reader has. */
function dataCode(texts: Comments, tokenizer: Tokenizer, { outputs }: Plan): string[] {
	return tokenizer === 'words' && outputs === 1
		? [`# ${texts.data}`, '(train_x, train_y), (test_x, test_y) = keras.datasets.imdb.load_data(num_words=WORDS)']
		: [
				`# ${outputs > 1 ? texts.ownClasses(outputs - 1) : texts.ownTexts}`,
				'train_texts, train_y, test_texts, test_y = [], [], [], []',
				'train_x, test_x = [ids_of(text) for text in train_texts], [ids_of(text) for text in test_texts]',
			];
}

/** Which reviews validate. */
const heldOutLines: Record<'random' | 'last' | 'test', (plan: Plan, texts: Comments) => string[]> = {
	random: (plan) => [
		'train_x, val_x, train_y, val_y = train_test_split(',
		`    train_x, train_y, test_size=${plan.number('validation')}, random_state=${plan.number('split-seed')}${plan.outputs > 1 ? ', stratify=train_y' : ''}`,
		')',
	],
	last: (plan, texts) => [
		`# ${texts.last}`,
		`split = int(len(train_x) * (1 - ${plan.number('validation')}))`,
		'train_x, val_x, train_y, val_y = train_x[:split], train_x[split:], train_y[:split], train_y[split:]',
	],
	test: () => ['val_x, val_y = test_x, test_y'],
};

/** The reviews, and which of them train and validate, behind a line that seeds what follows. */
export function splitCode(settings: SettingTexts, texts: Comments, tokenizer: Tokenizer, seed: string): string[] {
	const plan = planOf(settings);
	const heldOut = settings['held-out'] === 'last' || settings['held-out'] === 'test' ? settings['held-out'] : 'random';
	return [
		...(heldOut === 'random' ? ['from sklearn.model_selection import train_test_split', ''] : []),
		seed,
		...dataCode(texts, tokenizer, plan),
		...heldOutLines[heldOut](plan, texts),
	];
}

/** Labels are the numbers of classes; Keras smooths those of more than two only where they are written out as zeros and a one. */
const lossCode = (outputs: number, smoothing: number): string => {
	const type = outputs > 1 ? 'Categorical' : 'Binary';
	const plain = outputs > 1 ? '"sparse_categorical_crossentropy"' : '"binary_crossentropy"';
	return smoothing > 0 ? `keras.losses.${type}Crossentropy(label_smoothing=${smoothing})` : plain;
};

const balancedLines = ({ outputs }: Plan, texts: Comments) => [
	`# ${texts.balanced}`,
	'from sklearn.utils.class_weight import compute_class_weight',
	'',
	`class_weights = compute_class_weight("balanced", classes=${outputs > 1 ? `np.arange(${outputs})` : 'np.array([0, 1])'}, y=train_y)`,
];

function trainingCode(settings: SettingTexts, texts: Comments, tokenizer: Tokenizer): string[] {
	const plan = planOf(settings);
	const patience = plan.number('patience');
	const once = settings.shuffle === 'once';
	const smoothing = plan.number('label-smoothing');
	const balanced = settings['class-weight'] === 'balanced';
	const { outputs } = plan;
	return [
		`# ${texts.training}`,
		...(plan.byPytorch ? [`# ${texts.byPytorch}`] : []),
		...splitCode(settings, texts, tokenizer, `keras.utils.set_random_seed(${plan.number('seed')})`),
		...(plan.toLongest ? [] : [...(plan.oneHot ? [`# ${texts.oneHot}`] : []), 'train_x, val_x = inputs_of(train_x), inputs_of(val_x)']),
		...(balanced ? balancedLines(plan, texts) : []),
		...(outputs > 1 && smoothing > 0 ? [`train_y, val_y, test_y = (keras.utils.to_categorical(labels, ${outputs}) for labels in (train_y, val_y, test_y))`] : []),
		'',
		'model = make_model()',
		...scheduleLines(settings),
		'model.compile(',
		`    optimizer=${optimizerCode(plan, settings)},`,
		`    loss=${lossCode(outputs, smoothing)},`,
		'    metrics=["accuracy"],',
		')',
		...(patience === 0 ? [`# ${texts.forever}`] : []),
		'callbacks = [',
		`    keras.callbacks.ModelCheckpoint("best.keras", ${monitorCode(settings)}, save_best_only=True),`,
		`    keras.callbacks.EarlyStopping(${monitorCode(settings)}, ${deltaCode(settings)}patience=${patience || plan.number('epochs')}, restore_best_weights=True),`,
		...plateauLines(settings),
		']',
		...(once ? [`# ${texts.once}`] : []),
		'history = model.fit(',
		...(plan.toLongest
			? [`    Batches(train_x, train_y, shuffled=${once ? 'False' : 'True'}),`]
			: ['    train_x,', '    train_y,', `    batch_size=${plan.number('batch')},`]),
		`    epochs=${plan.number('epochs')},`,
		`    shuffle=${once || plan.toLongest ? 'False' : 'True'},`,
		`    validation_data=${plan.toLongest ? 'Batches' : ''}(val_x, val_y),`,
		'    callbacks=callbacks,',
		...(balanced ? ['    class_weight=dict(enumerate(class_weights)),'] : []),
		')',
		`# ${texts.test}`,
		`print(model.evaluate(${plan.toLongest ? 'Batches(test_x, test_y)' : 'inputs_of(test_x), test_y'}, verbose=0))`,
	];
}

/** What a program's first line calls the network; numbers are read as such, so that nothing of a link can become code. */
export const networkTitle = (settings: SettingTexts): string =>
	networkName({ ...settings, units: planOf(settings).layers.map(({ units }) => units).join(',') }, cellTypes);

/**
 * The Python code of a run, with comments in the page's language. `weightsFile` is the name of the model file that
 * goes with it; null leaves that part out.
 */
export function kerasCode(settings: SettingTexts, weightsFile: string | null, texts: Comments, tokenizer: Tokenizer = 'words'): string {
	const plan = planOf(settings);
	const parts = [
		`# ${texts.title(networkTitle(settings))}`,
		...(plan.oneHot || plan.toLongest || settings['class-weight'] === 'balanced' ? ['import numpy as np'] : []),
		'import keras',
		'from keras import layers',
		'',
		`WORDS, LENGTH = ${plan.number('words')}, ${plan.number('length')}`,
		'',
		'',
		...networkCode(plan, texts),
		'',
		...(weightsFile === null ? [] : [...weightsCode(settings, weightsFile, texts, tokenizer), '']),
		...trainingCode(settings, texts, tokenizer),
	];
	return `${parts.join('\n')}\n`;
}
