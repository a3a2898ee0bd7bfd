import type { Predictor } from '../protocol/library.ts';
import type { Prediction } from '../protocol/types.ts';
import { knowsNone } from '../model/review/review.svelte.ts';
import { allCells, type Cell } from '../model/settings/settings.ts';
import type { Page } from '../model/page.svelte.ts';
import { nothing } from '../i18n/format.ts';
import { predictionText } from './prediction-text.ts';
import { predictorName, runName, settingValue } from './run-text.ts';

/** What a network predicts for the review in the box. */
export interface PredictorRow {
	id: string;
	/** Whose colour and marker it has; null for a pretrained network. */
	look: { cell: Cell; number: number } | null;
	name: string;
	/** Null while there is none. */
	prediction: Prediction | null;
	/** It has not been trained yet, and predicts nothing. */
	untrained: boolean;
	/** Chosen to be in front of all others. */
	front: boolean;
}

/** The reviews at hand have more than two classes: what the pretrained networks say, positive or negative, is no answer there. */
export const hasSeveralClasses = ({ library }: Page): boolean => (library.corpus?.classes ?? 2) > 2;

/** From the smallest vocabulary to the largest, and then by cell. */
export const rankOf = ({ settings }: Predictor): number =>
	Number(settings.words) * 10 + allCells.findIndex((cell) => cell === settings.cell);

/** The networks in training, before the first run those that will be; and then the pretrained ones. The one in front is the first. */
export function predictorRows(page: Page): PredictorRow[] {
	const { review, race, form, library, text } = page;
	const empty = review.text.trim() === '';
	const several = hasSeveralClasses(page);
	const inTraining = race.runs.map((run): PredictorRow => {
		const prediction = (run.hasBegun && !empty && review.predictions[run.cell]?.prediction) || null;
		return { id: run.cell, look: run, name: runName(run, text), prediction, untrained: false, front: false };
	});
	const toTrain = form.cells.map((cell): PredictorRow => {
		return { id: cell, look: { cell, number: 1 }, name: settingValue('cell', cell, text), prediction: null, untrained: true, front: false };
	});
	const predictors = library.predictors
		.filter(({ kind, id }) => (kind === 'shipped' && !several) || id === review.front)
		.toSorted((a, b) => rankOf(a) - rankOf(b))
		.map((predictor): PredictorRow => {
			const { id } = predictor;
			const prediction = (!empty && review.results.find((one) => one.predictor === id)?.prediction) || null;
			const look = page.runs.all.find((run) => run.id === id) ?? null;
			const name = predictorName(predictor, page.runs.all, text);
			return { id, look, name, prediction, untrained: false, front: id === review.front };
		});
	const rows = [...(inTraining.length > 0 ? inTraining : toTrain), ...predictors];
	return [...rows.filter(({ front }) => front), ...rows.filter(({ front }) => !front)];
}

/** "positive 83%"; where no word is known there is a number all the same, but nothing behind it. */
export function predictionOf({ prediction, untrained }: PredictorRow, page: Page): { label: string; probability: number | null } {
	if (!prediction) {
		return { label: untrained ? page.text.review.untrained : nothing, probability: null };
	}
	if (knowsNone(prediction)) {
		return { label: page.text.review.knowsNothing, probability: null };
	}
	const { probability, all, label } = prediction;
	return { label: predictionText(probability, page.text.review, page.language, { all, label }), probability };
}
