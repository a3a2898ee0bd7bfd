import type { SettingTexts, Tokenizer } from '../../protocol/types.ts';
import { longestCode, lastName, networkTitle, planOf, predictionCode, type Comments, type Plan, type PlannedLayer, type TorchComments } from '../keras/keras-code.ts';
import { trainingCode } from './pytorch-training.ts';

// A run as a PyTorch program (docs/pytorch.md). As in the Keras code, every value is read as a number or as one of a few
// words, so that nothing of a link can become code.

const types = { SimpleRNN: 'RNN', LSTM: 'LSTM', GRU: 'GRU' } as const;

interface TorchLayer extends PlannedLayer {
	/** Of the attribute of the network. */
	attribute: string;
	inputs: number;
	/** The layers of the run that it is: several that are alike are one with num_layers. */
	stack: PlannedLayer[];
}

/** Whether one layer of PyTorch can be all: nothing stands between them but its own dropout. */
function areAlike({ layers, number }: Plan): boolean {
	const [first, ...others] = layers;
	const merges = ['no', 'concat'];
	return (
		first !== undefined &&
		number('dropout') === 0 &&
		merges.includes(first.merge) &&
		others.every(({ cell, units, merge }) => cell === first.cell && units === first.units && merge === first.merge)
	);
}

function torchLayers(plan: Plan): TorchLayer[] {
	let inputs = plan.oneHot ? plan.number('words') : plan.number('embedding');
	const stacks = areAlike(plan) ? [plan.layers] : plan.layers.map((layer) => [layer]);
	return stacks.flatMap((stack) =>
		stack.slice(0, 1).map((layer) => {
			const planned = { ...layer, attribute: layer.name.replace('simple_', ''), inputs, stack };
			inputs = layer.merge === 'concat' ? 2 * layer.units : layer.units;
			return planned;
		}),
	);
}

/** The layer below the dense ones. */
const topOf = (layers: TorchLayer[]) => layers.at(-1) as TorchLayer;

const outputs = ({ merge, units }: TorchLayer) => (merge === 'concat' ? 2 * units : units);

/** What becomes of both directions where they are added: `forward` and `backward` are what they give. */
const merged = (layer: TorchLayer, forward: string, backward: string) =>
	layer.merge === 'average' ? `(${forward} + ${backward}) / 2` : `${forward} + ${backward}`;

/** Lines of forward() for one layer, which leave the states of all its timesteps in x, or of the top layer its last ones in h. */
function layerLines(plan: Plan, layer: TorchLayer, first: boolean, all: boolean): string[] {
	const { attribute, units, merge, cell } = layer;
	const call = plan.masked ? `run(self.${attribute}, x, lengths)` : `self.${attribute}(x)`;
	const drop = [
		...(first || plan.number('layer-dropout') === 0 ? [] : ['        x = self.layer_dropout(x)']),
		...(plan.number('dropout') > 0 ? [`        x = self.drop(x, ${plan.number('dropout')})`] : []),
	];
	if (!all) {
		return [...drop, `        _, ${cell.type === 'LSTM' ? '(h, _)' : 'h'} = ${call}`];
	}
	const sum = merge === 'sum' || merge === 'average' ? [`        x = ${merged(layer, `x[..., :${units}]`, `x[..., ${units}:]`)}`] : [];
	return [...drop, `        x, _ = ${call}`, ...sum];
}

/** What the dense layers are given: the top layer's last states, or its timesteps pooled, of masked reviews those that have words. */
function given(plan: Plan, top: TorchLayer): string {
	switch (plan.pooling) {
		case 'mean':
			return plan.masked ? 'x.sum(dim=1) / lengths[:, None]' : 'x.mean(dim=1)';
		case 'max':
			return `${plan.masked ? 'x.masked_fill((ids == 0)[..., None], float("-inf"))' : 'x'}.amax(dim=1)`;
		case 'last':
			return { no: 'h[-1]', concat: 'torch.cat([h[-2], h[-1]], dim=1)', sum: merged(top, 'h[-2]', 'h[-1]'), average: merged(top, 'h[-2]', 'h[-1]') }[top.merge];
	}
}

/** Behind the recurrent layers: a hidden dense layer, if there is one, and the logit. */
function headLines(plan: Plan, top: TorchLayer): string[] {
	const hidden = plan.number('dense') > 0;
	const below = hidden ? 'x' : given(plan, top);
	return [
		...(hidden ? [`        x = torch.${plan.activation}(self.dense(${given(plan, top)}))`] : []),
		`        return self.${lastName(plan)}(${plan.number('dense-dropout') > 0 ? `self.dense_dropout(${below})` : below})${plan.outputs > 1 ? '' : '.squeeze(1)'}`,
	];
}

/** The dense layers and how many inputs and units each has. */
function denseLayers(plan: Plan, top: TorchLayer): { name: string; inputs: number; units: number }[] {
	const hidden = plan.number('dense');
	const last = { name: lastName(plan), inputs: hidden > 0 ? hidden : outputs(top), units: plan.outputs };
	return hidden > 0 ? [{ name: 'dense', inputs: outputs(top), units: hidden }, last] : [last];
}

/** Keras' dropout in a recurrent layer; nn.RNN, nn.LSTM and nn.GRU have another, between layers and anew at every timestep. */
const dropLines = (texts: TorchComments) => [
	'',
	`    # ${texts.dropout}`,
	'    def drop(self, x, rate):',
	'        if not self.training:',
	'            return x',
	'        keep = torch.full((x.shape[0], 1, x.shape[2]), 1 - rate)',
	'        return x * torch.bernoulli(keep) / (1 - rate)',
];

const packingLines = (texts: TorchComments) => [
	`# ${texts.packed}`,
	'def run(layer, x, lengths):',
	'    packed = nn.utils.rnn.pack_padded_sequence(x, lengths, batch_first=True, enforce_sorted=False)',
	'    packed, states = layer(packed)',
	'    return nn.utils.rnn.pad_packed_sequence(packed, batch_first=True, total_length=LENGTH)[0], states',
	'',
	'',
];

/** Keras' initial values, where the run has them: PyTorch's own are drawn by the layers. */
function initialLines(plan: Plan, layers: TorchLayer[], texts: TorchComments): string[] {
	const lines = [`# ${texts.initial}`, 'def initialize(model):'];
	if (!plan.oneHot) {
		lines.push('    nn.init.uniform_(model.embedding.weight, -0.05, 0.05)');
	}
	lines.push(
		'    for name, parameter in model.named_parameters():',
		'        if "weight_hh" in name:',
		'            nn.init.orthogonal_(parameter)',
		'        elif "bias" in name:',
		'            nn.init.zeros_(parameter)',
		'        elif "embedding" not in name:',
		'            nn.init.xavier_uniform_(parameter)',
	);
	if (layers.some(({ cell }) => cell.type !== 'GRU')) {
		lines.push(`        # ${texts.oneBias}`, '        if "bias_hh" in name and "gru" not in name:', '            parameter.requires_grad = False');
	}
	if (layers.some(({ cell }) => cell.type === 'LSTM')) {
		lines.push(
			`        # ${texts.forgetGate}`,
			'        if "bias_ih" in name and "lstm" in name:',
			'            nn.init.ones_(parameter.data[len(parameter) // 4 : len(parameter) // 2])',
		);
	}
	return ['', '', ...lines];
}

function layerCode(plan: Plan, { cell, inputs, units, merge, stack }: TorchLayer): string {
	const dropout = plan.number('layer-dropout');
	const options = [
		...(stack.length > 1 ? [`num_layers=${stack.length}`] : []),
		'batch_first=True',
		...(merge === 'no' ? [] : ['bidirectional=True']),
		...(stack.length > 1 && dropout > 0 ? [`dropout=${dropout}`] : []),
	];
	return `nn.${types[cell.type]}(${inputs}, ${units}, ${options.join(', ')})`;
}

const dropoutModule = (plan: Plan, name: 'layer-dropout' | 'dense-dropout') =>
	plan.number(name) > 0 ? [`        self.${name.replace('-', '_')} = nn.Dropout(${plan.number(name)})`] : [];

function networkCode(plan: Plan, layers: TorchLayer[], texts: TorchComments): string[] {
	const dropping = plan.number('dropout') > 0;
	const padding = plan.masked ? 'post' : plan.side('padding');
	return [
		...(plan.masked ? packingLines(texts) : []),
		`# ${texts.network}`,
		'class Network(nn.Module):',
		'    def __init__(self):',
		'        super().__init__()',
		...(plan.oneHot ? [] : [`        self.embedding = nn.Embedding(WORDS, ${plan.number('embedding')})`]),
		...(plan.frozen && !plan.oneHot ? ['        self.embedding.weight.requires_grad_(False)'] : []),
		...layers.map((layer) => `        self.${layer.attribute} = ${layerCode(plan, layer)}`),
		...(layers.length > 1 ? dropoutModule(plan, 'layer-dropout') : []),
		...dropoutModule(plan, 'dense-dropout'),
		...denseLayers(plan, topOf(layers)).map(({ name, inputs, units }) => `        self.${name} = nn.Linear(${inputs}, ${units})`),
		'',
		`    # ${plan.outputs > 1 ? texts.logits : texts.logit}`,
		'    def forward(self, ids):',
		...(plan.masked ? ['        lengths = (ids != 0).sum(dim=1)'] : []),
		`        x = ${plan.oneHot ? 'nn.functional.one_hot(ids, WORDS).float()' : 'self.embedding(ids)'}`,
		...(plan.number('recurrent-dropout') > 0 ? [`        # ${texts.recurrentDropout}`] : []),
		...layers.flatMap((layer, index) => layerLines(plan, layer, index === 0, layer !== topOf(layers) || plan.pooling !== 'last')),
		...headLines(plan, topOf(layers)),
		...(dropping ? dropLines(texts) : []),
		...(plan.byPytorch ? [] : initialLines(plan, layers, texts)),
		'',
		'',
		'def make_model():',
		...(plan.byPytorch ? ['    return Network()'] : ['    model = Network()', '    initialize(model)', '    return model']),
		'',
		'',
		'def inputs_of(reviews):',
		...(plan.masked ? [`    # ${texts.padding}`] : []),
		...longestCode(plan),
		`    ids = keras.utils.pad_sequences(reviews, maxlen=${plan.toLongest ? 'longest' : 'LENGTH'}, padding="${padding}", truncating="${plan.side('truncating')}")`,
		'    return torch.from_numpy(ids).long()',
		'',
		'',
		'model = make_model()',
		'print(model, sum(parameter.numel() for parameter in model.parameters() if parameter.requires_grad))',
	];
}

/** The network of settings, as the function that makes it, the one that pads ids, and `model`. */
export const torchNetworkCode = (settings: SettingTexts, texts: TorchComments): string[] => {
	const plan = planOf(settings);
	return networkCode(plan, torchLayers(plan), texts);
};

/** Keras' gates i, f, c, o and z, r, h are PyTorch's i, f, g, o and r, z, n. */
const gateOrders = { SimpleRNN: '[0]', LSTM: '[0, 1, 2, 3]', GRU: '[1, 0, 2]' } as const;

function weightsCode(plan: Plan, layers: TorchLayer[], file: string, texts: TorchComments): string[] {
	const rows = layers.flatMap(({ attribute, cell, stack }) => {
		const row = (end: string, stored: string) => `    ("${attribute}", "${end}", "${stored}", ${gateOrders[cell.type]}),`;
		return stack.flatMap(({ merge, name, outer }, index) =>
			merge === 'no'
				? [row(`l${index}`, name)]
				: [row(`l${index}`, `${outer}/forward_${name}`), row(`l${index}_reverse`, `${outer}/backward_${name}`)],
		);
	});
	return [
		`# ${texts.weights}`,
		'from safetensors.numpy import load_file',
		'',
		`tensors = load_file(${JSON.stringify(file)})`,
		'state = {',
		...(plan.oneHot ? [] : ['    "embedding.weight": tensors["embedding/embeddings"],']),
		...denseLayers(plan, topOf(layers)).flatMap(({ name }) => [`    "${name}.weight": tensors["${name}/kernel"].T,`, `    "${name}.bias": tensors["${name}/bias"],`]),
		'}',
		'',
		'',
		'def in_order(values, gates):',
		'    parts = np.split(values, len(gates), axis=-1)',
		'    return np.concatenate([parts[gate] for gate in gates], axis=-1)',
		'',
		'',
		`# ${texts.order}`,
		'stored = [',
		...rows,
		']',
		'for layer, end, name, gates in stored:',
		'    state[f"{layer}.weight_ih_{end}"] = in_order(tensors[f"{name}/kernel"], gates).T',
		'    state[f"{layer}.weight_hh_{end}"] = in_order(tensors[f"{name}/recurrent_kernel"], gates).T',
		'    bias = in_order(np.atleast_2d(tensors[f"{name}/bias"]), gates)',
		'    state[f"{layer}.bias_ih_{end}"] = bias[0]',
		'    state[f"{layer}.bias_hh_{end}"] = bias[1] if len(bias) == 2 else 0 * bias[0]',
		'model.load_state_dict({name: torch.from_numpy(np.ascontiguousarray(values)) for name, values in state.items()})',
	];
}

/**
 * The PyTorch program of a run, with comments in the page's language. `weightsFile` is the name of the model file that
 * goes with it; null leaves that part out.
 */
export function pytorchCode(
	settings: SettingTexts,
	weightsFile: string | null,
	texts: { keras: Comments; pytorch: TorchComments },
	tokenizer: Tokenizer = 'words',
): string {
	const plan = planOf(settings);
	const layers = torchLayers(plan);
	const weights = weightsFile === null ? [] : weightsCode(plan, layers, weightsFile, texts.pytorch);
	const parts = [
		`# ${texts.pytorch.title(networkTitle(settings))}`,
		...(plan.byPytorch ? [] : [`# ${texts.pytorch.byKeras}`]),
		...(weightsFile === null && settings['class-weight'] !== 'balanced' ? [] : ['import numpy as np']),
		'import keras',
		'import torch',
		'from torch import nn',
		'from torch.utils.data import DataLoader, TensorDataset',
		'',
		`WORDS, LENGTH = ${plan.number('words')}, ${plan.number('length')}`,
		'',
		'',
		...networkCode(plan, layers, texts.pytorch),
		'',
		...(weightsFile === null
			? []
			: [
					...weights,
					'model.eval()',
					'',
					...predictionCode(texts.keras, tokenizer, plan.outputs > 1 ? 'torch.softmax(model(inputs_of([ids_of(review)])), dim=1)[0].tolist()' : 'float(torch.sigmoid(model(inputs_of([ids_of(review)])))[0])'),
					'',
				]),
		...trainingCode(settings, texts, tokenizer),
	];
	return `${parts.join('\n')}\n`;
}
