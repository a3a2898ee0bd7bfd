// Networks of every kind with weights that are all different from 0, for the tests of files for other libraries.
import type { Engine } from '../../src/engine/engine.ts';
import type { Model } from '../../src/engine/model.ts';
import type { SettingTexts } from '../../src/engine/settings.ts';
import { pageDefaults } from '../../src/model/settings/settings.ts';
import { blame, madeUpCorpus, praise, words } from './made-up-corpus.ts';

const networks: SettingTexts[] = [
	{ cell: 'simple-rnn', convention: 'pytorch' },
	{ cell: 'simple-rnn' },
	{ cell: 'lstm' },
	{ cell: 'gru' },
	{ cell: 'lstm', units: '6,5', dropout: '0.3', 'mask-zero': 'yes' },
	{ cell: 'gru', input: 'one-hot', dropout: '0.2' },
	{ cell: 'simple-rnn', input: 'one-hot', bidirectional: 'average', padding: 'post', pooling: 'mean' },
	{ cell: 'lstm', units: '7,4,3', bidirectional: 'sum,no,concat', 'upper-cells': 'gru,simple-rnn', convention: 'pytorch', padding: 'post' },
	{ cell: 'gru', units: '5,3', bidirectional: 'concat,average', 'mask-zero': 'yes' },
	{ cell: 'gru', units: '5,5', bidirectional: 'sum,sum', 'mask-zero': 'yes', padding: 'post', truncating: 'post' },
	{ cell: 'lstm', pooling: 'mean', dense: '5', 'mask-zero': 'yes', bidirectional: 'concat', convention: 'pytorch' },
	{ cell: 'gru', units: '6,4', pooling: 'max', dense: '3', 'dense-activation': 'tanh', 'mask-zero': 'yes', bidirectional: 'no,average' },
	{ cell: 'lstm', units: '5,5', 'layer-dropout': '0.2', convention: 'pytorch' },
	{ cell: 'gru', units: '4,4,4', 'layer-dropout': '0.3', 'dense-dropout': '0.5', bidirectional: 'concat', 'mask-zero': 'yes', dense: '3' },
	{ cell: 'lstm', units: '6,4', 'layer-dropout': '0.3', 'dense-dropout': '0.5', dropout: '0.1' },
	{ cell: 'lstm', pooling: 'max', bidirectional: 'sum', 'pad-to': 'longest' },
	{ cell: 'simple-rnn', units: '5,5,5', bidirectional: 'concat', convention: 'pytorch', pooling: 'max', padding: 'post', 'mask-zero': 'yes' },
	{ cell: 'gru', units: '6', dense: '7', classes: '5' },
	{ cell: 'lstm', units: '5', bidirectional: 'concat', classes: '20', 'mask-zero': 'yes' },
];

/** Of several lengths: shorter and longer than the network reads, with unknown words, and without any word. */
export const reviews = [`Word3, ${praise}! word7 ${blame} unheard word0 word1`, praise, 'unheard', '', Array.from({ length: 30 }, (_, at) => `word${at}`).join(' ')];

const vocabulary = [praise, blame, ...Array.from({ length: words - 6 }, (_, at) => `word${at}`)];

/** The ids of a review as the documentation of the files has them, padded as the settings of the model say. */
export function idsOf(review: string, settings: SettingTexts): number[] {
	const length = Number(settings.length);
	const found = review.toLowerCase().split(/[^a-z0-9]+/).filter(Boolean);
	const all = [1, ...found.map((word) => (vocabulary.includes(word) ? vocabulary.indexOf(word) + 4 : 2))];
	const ids = settings.truncating === 'post' ? all.slice(0, length) : all.slice(-length);
	if (settings['pad-to'] === 'longest') {
		return ids;
	}
	const padding = Array.from({ length: length - ids.length }, () => 0);
	return settings.padding === 'post' ? [...ids, ...padding] : [...padding, ...ids];
}

/** A model file with other weights: fixed numbers from -0.6 to 0.6, so that no bias is 0. The digest of its data is taken out. */
function withOtherWeights(file: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
	const view = new DataView(file.buffer);
	const start = 8 + Number(view.getBigUint64(0, true));
	const text = new TextDecoder().decode(file.subarray(8, start));
	const header = JSON.parse(text) as Record<string, { dtype: string; data_offsets: [number, number] }>;
	const without = text.replace(/,?"sha256":"[0-9a-f]+"/, '').padEnd(text.length, ' ');
	new TextEncoder().encodeInto(without, file.subarray(8, start));
	for (const { dtype, data_offsets: [from, to] } of Object.values(header).filter((one) => one.dtype === 'F32')) {
		for (let at = from; dtype && at < to; at += 4) {
			view.setFloat32(start + at, 0.6 * Math.sin(1 + (start + at) * 12.9898), true);
		}
	}
	return file;
}

export interface ExportedNetwork {
	settings: SettingTexts;
	model: Model;
	/** The model file. */
	file: Uint8Array<ArrayBuffer>;
}

export function exportedNetworks(engine: Engine): ExportedNetwork[] {
	return networks.map((network) => {
		const settings: SettingTexts = { ...pageDefaults, ...network, words: String(words), length: '12', embedding: '6' };
		const corpus = engine.openCorpus(madeUpCorpus(40, Number(network.classes ?? 2)));
		const file = withOtherWeights(engine.createModel(settings, corpus).save());
		return { settings, model: engine.openModel(file), file: engine.openModel(file).save() };
	});
}

/** What a prediction says of the logits: the logit itself, or of several classes the logarithms of the probabilities. */
export function logProbabilities(model: Model, review: string): number[] {
	const { all, probability } = model.predict(review);
	return all ? all.map((one) => Math.log(one.probability)) : [Math.log(probability / (1 - probability))];
}

/** The same from logits. */
export function logOfSoftmax(logits: number[]): number[] {
	const sum = Math.log(logits.reduce((total, logit) => total + Math.exp(logit), 0));
	return logits.length > 1 ? logits.map((logit) => logit - sum) : logits;
}
