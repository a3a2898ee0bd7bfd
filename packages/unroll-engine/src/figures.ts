import { Predictions, ReviewEvaluator, type ClassFigures, type Share } from '../../../web/src/engine/evaluation.ts';
import { loadEngine as load } from '../../../web/src/engine/load.ts';
import type { Model } from '../../../web/src/engine/model.ts';
import { wasmBytes, type WasmFiles } from './files.ts';
import { inSlices, type EvaluateOptions } from './train.ts';

export type { ClassFigures, Share };

/** Figures about the predictions for some reviews: include/unroll/evaluation.h has the formulas. */
export interface Figures {
	/** With its 95 % interval, `lower` to `upper`. */
	accuracy: Share;
	/** What predicting the most frequent class always would reach. */
	baseline: Share;
	loss: number;
	macroF1: number;
	/** By label: reviews, predicted, precision, recall, F1. */
	classes: (ClassFigures & { name: string })[];
	/** [label][predicted] */
	confusion: number[][];
}

export interface FiguresOptions extends EvaluateOptions {
	/** Of two classes: the probability from which a review is predicted to be positive. */
	threshold?: number;
	wasm?: WasmFiles;
}

/** Evaluates a model on a split of a corpus file. */
export async function figures(model: Model, corpusFile: Uint8Array, { split = 'validation-split', threshold = 0.5, signal, wasm }: FiguresOptions = {}): Promise<Figures> {
	const names = { threads: 'evaluation.wasm', simd: 'evaluation.wasm', scalar: 'evaluation-scalar.wasm' } as const;
	const { engine } = await load((kind) => wasmBytes(names[kind], wasm), undefined, () => true); // the caller's engine has been checked
	const copy = engine.openModel(model.save());
	const evaluator = new ReviewEvaluator(engine, copy, engine.openCorpus(corpusFile), split);
	const step = () => {
		const { reviews, total } = evaluator.step(1);
		return reviews === total;
	};
	await inSlices(step, signal, () => {});
	const { accuracy, baseline, loss, macroF1, ofClass, confusion } = new Predictions(engine, evaluator.reviews().predictions).figures(threshold);
	const classes = copy.classNames().map((name, label) => ({ name, ...ofClass[label]! }));
	const row = (label: number) => Array.from(confusion.slice(label * classes.length, (label + 1) * classes.length));
	return { accuracy, baseline, loss, macroF1, classes, confusion: classes.map((_, label) => row(label)) };
}
