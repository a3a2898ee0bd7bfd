import type { Corpus, CorpusHalf } from '../../engine/corpus.ts';
import type { Engine } from '../../engine/engine.ts';
import type { Model, Tensor } from '../../engine/model.ts';
import { Trace, type ReviewTrace, type TraceLayer } from '../../engine/trace.ts';
import { dropoutOf, poolingOf, type NetworkPass, type PassLayer, type PassValues, type TrainedBatch } from '../../protocol/inside.ts';

/** What is drawn of a timestep, at most. */
const MOST_UNITS = 16;
const MOST_DIMENSIONS = 8;
/** Weights that are compared before and after a batch, at most. */
const MOST_WEIGHTS = 4_000_000;

/** A pass as far as the network alone knows it. */
type Passed = Pick<NetworkPass, 'timesteps' | 'embedding' | 'layers' | 'pooling' | 'dense' | 'dropout' | 'logit' | 'probability' | 'classes' | 'names' | 'label'>;

// Reads reviews with a model, which must outlive it, and reports each as one pass. It only reads.
export class Passes {
	readonly #model: Model;
	readonly #trace: Trace;

	constructor(engine: Engine, model: Model) {
		this.#model = model;
		this.#trace = new Trace(engine, model);
	}

	/** A typed review has no label, and so no gradient of a loss: `gradients` (layers, T) are those of other reviews. */
	ofText(text: string, gradients: readonly Float64Array[]): Passed {
		const review = this.#trace.read(text);
		const words = review.words.map(({ start, end, piece }) => piece ?? text.slice(start, end));
		return this.#pass(review, words, null, gradients);
	}

	/** Of a review of a half of the corpus; without `gradients`, its own. */
	ofReview(corpus: Corpus, index: number, half: CorpusHalf, gradients?: readonly Float64Array[]): Passed {
		const words = this.wordsOf(corpus, index, half);
		const review = this.#trace.review();
		return this.#pass(review, words, corpus.label(index, half), gradients);
	}

	/** The words of a review of a half of the corpus, or their pieces. */
	wordsOf(corpus: Corpus, index: number, half: CorpusHalf): string[] {
		return this.#trace.readReview(corpus, index, half).words.map(({ id }) => this.#model.word(id));
	}

	close(): void {
		this.#trace.close();
	}

	#pass(review: ReviewTrace, words: readonly string[], label: number | null, gradients?: readonly Float64Array[]): Passed {
		const { logit, probability, all, label: predicted } = review.prediction;
		const names = this.#model.classes();
		const settings = this.#model.settings();
		const timesteps = review.timesteps.map(({ kind, id, word }) => ({ kind, id, text: word === null ? '' : (words[word] ?? '') }));
		const embeddings = this.#model.embeddings(timesteps.map(({ id }) => id));
		// d loss / d logit = σ(logit) − target; the trace has the gradients of the logit, of more than two classes that of the label against
		// all others.
		const certainty = all && label !== null ? (all[label]?.probability ?? NaN) : probability;
		const byLogit = label === null ? 0 : Math.abs(certainty - targetOf(all ? 1 : label, all?.length ?? 2, this.#model));
		return {
			timesteps,
			embedding: embeddings && sampleOf(embeddings.values, embeddings.dimensions, MOST_DIMENSIONS),
			layers: this.#trace.layers().map((layer, index) => passLayer(layer, gradients?.[index] ?? norms(layer, byLogit))),
			pooling: poolingOf(settings),
			dense: Number(settings.dense),
			dropout: dropoutOf(settings),
			logit,
			probability,
			...(all && { classes: { all, predicted } }),
			...(names && { names }),
			label,
		};
	}
}

function passLayer({ name, cell, backward, rows, units, values }: TraceLayer, gradients: Float64Array): PassLayer {
	return { name, cell, backward, gradients, ...sampleOf(values, units, MOST_UNITS, rows.length) };
}

/** (T): by · ‖d logit / d hidden state‖. */
function norms({ units, dHidden }: TraceLayer, by: number): Float64Array {
	return Float64Array.from({ length: dHidden.length / units }, (_, timestep) => {
		return by * Math.hypot(...dHidden.subarray(timestep * units, (timestep + 1) * units));
	});
}

/** Of (T, rows, units) the first row's, of up to `most` units: the first, the last, and those evenly between. */
function sampleOf(values: Float32Array, units: number, most: number, rows = 1): PassValues {
	const shown = Math.min(units, most);
	const unitAt = (place: number) => (shown < units ? Math.round((place * (units - 1)) / (shown - 1)) : place);
	const timesteps = values.length / (rows * units);
	const sample = Float32Array.from({ length: timesteps * shown }, (_, index) => {
		const timestep = Math.floor(index / shown);
		return values[timestep * rows * units + unitAt(index % shown)] ?? NaN;
	});
	return { units, shown, values: sample };
}

/** What the 0 or 1 of one of `classes` labels is smoothed to (src/training/objective.h). */
function targetOf(label: number, classes: number, model: Model): number {
	const smoothing = Number(model.settings()['label-smoothing']);
	return label * (1 - smoothing) + smoothing / classes;
}

/** What training minimises of a review: of more than two classes −Σ t_j·log p_j, for the targets t. */
export function reviewLoss({ logit, classes, label }: Passed, model: Model): number {
	if (!classes) {
		return lossOf(logit, targetOf(label ?? 0, 2, model));
	}
	const { all } = classes;
	return all.reduce((loss, { probability }, index) => {
		// Where a probability is too small to be a number, it is about the smallest.
		return loss - targetOf(Number(index === label), all.length, model) * Math.log(Math.max(probability, 2 ** -149));
	}, 0);
}

/** Binary cross-entropy: −y·log σ(logit) − (1 − y)·log(1 − σ(logit)) for the target y, without overflow. */
function lossOf(logit: number, target: number): number {
	return Math.max(logit, 0) - logit * target + Math.log1p(Math.exp(-Math.abs(logit)));
}

/** The weights as they are now; none where they are too many. */
export function weightsOf(model: Model): Tensor[] {
	const parameters = model.layers().reduce((sum, layer) => sum + layer.parameters, 0);
	return parameters <= MOST_WEIGHTS ? model.tensors() : [];
}

/** How far the weights of each layer have moved. */
export function updatesBetween(before: readonly Tensor[], after: readonly Tensor[]): TrainedBatch['updates'] {
	const sums = new Map<string, { moved: number; length: number }>();
	before.forEach(({ name, values }, index) => {
		const [layer = name] = name.split('/');
		const sum = sums.get(layer) ?? { moved: 0, length: 0 };
		const now = after[index]?.values;
		values.forEach((value, weight) => {
			sum.moved += ((now?.[weight] ?? value) - value) ** 2;
			sum.length += value ** 2;
		});
		sums.set(layer, sum);
	});
	return Array.from(sums, ([layer, { moved, length }]) => ({ layer, relative: Math.sqrt(moved / length) }));
}
