// Figures about predictions, in evaluation.wasm: include/unroll/evaluation.h and bag_of_words.h.
import {
	unroll_areas,
	unroll_bag_progress,
	unroll_calibration_bin,
	unroll_comparison,
	unroll_corpus_review,
	unroll_curve_point,
	unroll_figures,
	unroll_group,
	unroll_ordered_review,
	unroll_predictions,
	unroll_review_order,
	unroll_scored_reviews,
	type CommonExports,
	type EvaluationExports,
} from './boundary.ts';
import type { Corpus } from './corpus.ts';
import { EngineObject } from './engine-object.ts';
import { Evaluator, type Split } from './evaluator.ts';
import { uint32 } from './failure.ts';
import type { Model } from './model.ts';
import type { Runtime } from './runtime.ts';
import { f64, u16, u32, type Value } from './types.ts';

export type Figures = Value<typeof unroll_figures>;
export type Share = Figures['accuracy'];
export type ClassFigures = Figures['ofClass'][number];
export type Group = Value<typeof unroll_group>;
export type Areas = Value<typeof unroll_areas>;
export type CurvePoint = Value<typeof unroll_curve_point>;
export type CalibrationBin = Value<typeof unroll_calibration_bin>;
export type Comparison = Value<typeof unroll_comparison>;
export type OrderedReview = Value<typeof unroll_ordered_review>;
export type ReviewOrder = keyof typeof unroll_review_order;

/** The functions that engine.wasm does not have. */
const exportsOf = (runtime: Runtime): EvaluationExports => runtime.exports as CommonExports as EvaluationExports;

/** An evaluator that keeps what is predicted for each review. */
export class ReviewEvaluator extends Evaluator {
	constructor(runtime: Runtime, model: Model, corpus: Corpus, split: Split) {
		super(runtime, model, corpus, split);
		const { unroll_evaluator_keep_reviews: keep, evaluator_use_helpers: useHelpers } = exportsOf(runtime);
		try {
			runtime.call((error) => keep(this.pointer, error));
		} catch (failure) {
			this.close();
			throw failure;
		}
		useHelpers?.(this.pointer);
	}

	/** What has been kept; the arrays are pointers into the engine, valid as long as this is open. */
	reviews(): Value<typeof unroll_scored_reviews> {
		return this.runtime.result(unroll_scored_reviews, (place) => exportsOf(this.runtime).unroll_evaluator_reviews(place, this.pointer));
	}

	/** Of each review: its index in its half of the corpus, its words, and how many per mille of those that are read are unknown. */
	numbers(): { indices: Uint32Array; words: Uint32Array; unknown: Uint32Array } {
		const { predictions, indices, words, unknown } = this.reviews();
		const array = (pointer: number) => new Uint32Array(this.runtime.memory.bytes(pointer, u32.size * predictions.count).buffer);
		return { indices: array(indices), words: array(words), unknown: array(unknown) };
	}

	/** The ids of a review of the split, as the corpus has them. */
	ids(place: number): Uint16Array {
		const { ids, count } = this.runtime.result(unroll_corpus_review, (review) =>
			exportsOf(this.runtime).unroll_evaluator_review(review, this.pointer, uint32(place, 'review')),
		);
		return new Uint16Array(this.runtime.memory.bytes(ids, count * u16.size).buffer);
	}
}

/** Predictions for some reviews. What they are made of is borrowed. */
export class Predictions {
	readonly #runtime: Runtime;
	readonly #value: Value<typeof unroll_predictions>;

	constructor(runtime: Runtime, value: Value<typeof unroll_predictions>) {
		this.#runtime = runtime;
		this.#value = value;
	}

	/** How many logits each review has. */
	get outputs(): number {
		return this.#value.classes > 2 ? this.#value.classes : 1;
	}

	get count(): number {
		return this.#value.count;
	}

	labels(): Uint8Array {
		return this.#runtime.memory.bytes(this.#value.labels, this.count);
	}

	#lend<Result>(use: (pointer: number) => Result): Result {
		const { memory } = this.#runtime;
		return memory.borrow(unroll_predictions.size, (pointer) => {
			memory.write(unroll_predictions, pointer, this.#value);
			return use(pointer);
		});
	}

	figures(threshold: number): Figures {
		return this.#lend((pointer) =>
			this.#runtime.result(unroll_figures, (place, error) =>
				exportsOf(this.#runtime).unroll_figures_at(pointer, threshold, place, error),
			),
		);
	}

	/** `values` is a pointer to a whole number of each review, into unroll_scored_reviews. */
	accuracyBy(threshold: number, values: number, wanted: number): Group[] {
		const exports = exportsOf(this.#runtime);
		const { memory } = this.#runtime;
		return this.#lend((pointer) =>
			memory.borrow(wanted * unroll_group.size, (groups) => {
				const made = this.#runtime.result(u32, (place, error) =>
					exports.unroll_accuracy_by(pointer, threshold, values, uint32(wanted, 'groups'), groups, place, error),
				);
				return memory.readArray(unroll_group, groups, made);
			}),
		);
	}

	/** All reviews in an order. */
	ordered(threshold: number, order: ReviewOrder): OrderedReview[] {
		const exports = exportsOf(this.#runtime);
		const { memory } = this.#runtime;
		return this.#lend((pointer) =>
			memory.borrow(this.count * unroll_ordered_review.size, (ordered) => {
				this.#runtime.call((error) => exports.unroll_order_reviews(pointer, threshold, unroll_review_order[order], ordered, error));
				return memory.readArray(unroll_ordered_review, ordered, this.count);
			}),
		);
	}

	/** The points of the ROC and the precision-recall curve of a label, at most `most` of them and the last, and their areas. */
	curve(label: number, most: number): { points: CurvePoint[]; areas: Areas } {
		const exports = exportsOf(this.#runtime);
		const { memory } = this.#runtime;
		return this.#lend((pointer) =>
			memory.borrow(unroll_areas.size, (areas) => {
				const bytes = this.#runtime.file((file, error) => exports.unroll_curve_of(pointer, label, file, areas, error));
				const view = new DataView(bytes.buffer);
				const count = bytes.length / unroll_curve_point.size;
				const step = Math.ceil(count / most);
				const chosen = Array.from({ length: Math.ceil(count / step) }, (_, index) => Math.min((index + 1) * step, count) - 1);
				return {
					points: chosen.map((index) => unroll_curve_point.read(view, index * unroll_curve_point.size)),
					areas: memory.read(unroll_areas, areas),
				};
			}),
		);
	}

	calibration(bins: number): { bins: CalibrationBin[]; error: number } {
		const exports = exportsOf(this.#runtime);
		const { memory } = this.#runtime;
		return this.#lend((pointer) =>
			memory.borrow(bins * unroll_calibration_bin.size, (made) => {
				const error = this.#runtime.result(f64, (place, failed) =>
					exports.unroll_calibration_of(pointer, uint32(bins, 'bins'), made, place, failed),
				);
				return { bins: memory.readArray(unroll_calibration_bin, made, bins), error };
			}),
		);
	}

	compare(other: Predictions, threshold: number): Comparison {
		const exports = exportsOf(this.#runtime);
		return this.#lend((first) =>
			other.#lend((second) =>
				this.#runtime.result(unroll_comparison, (place, error) =>
					exports.unroll_compare_predictions(first, second, threshold, place, error),
				),
			),
		);
	}
}

/** A logistic regression on the words that a model reads of its training reviews. Model and corpus must outlive it. */
export class BagOfWords extends EngineObject {
	constructor(runtime: Runtime, model: Model, corpus: Corpus) {
		const exports = exportsOf(runtime);
		const pointer = runtime.create((place, error) =>
			exports.unroll_bag_of_words_create(model.pointer, corpus.pointer, place, error),
		);
		super(runtime, pointer, exports.unroll_bag_of_words_destroy);
	}

	step(iterations: number): Value<typeof unroll_bag_progress> {
		return this.runtime.result(unroll_bag_progress, (place) =>
			exportsOf(this.runtime).unroll_bag_of_words_step(this.pointer, uint32(iterations, 'iterations'), place),
		);
	}

	/** Of the reviews that an evaluator has scored; the logits go to `logits`, a pointer to the floats of each. */
	predict(evaluator: ReviewEvaluator, logits: number): Predictions {
		const exports = exportsOf(this.runtime);
		const value = this.runtime.result(unroll_predictions, (place, error) =>
			exports.unroll_bag_of_words_predict(this.pointer, evaluator.pointer, logits, place, error),
		);
		return new Predictions(this.runtime, value);
	}
}
