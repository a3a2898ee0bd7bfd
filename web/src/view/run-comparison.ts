import type { Prediction } from '../protocol/types.ts';
import type { Text } from '../i18n/en.ts';
import { formatLoss, formatPercent, nothing, type Language } from '../i18n/format.ts';
import type { Pair } from '../model/runs/comparison.svelte.ts';
import type { Run } from '../model/runs/run.svelte.ts';
import type { Review } from '../model/review/review.svelte.ts';
import { changesBetween } from '../model/settings/difference.ts';
import { runListTexts } from '../i18n/run-list.ts';
import { settingValue } from './run-text.ts';

export interface ComparedRow {
	name: string;
	values: readonly [string, string];
}

/** The settings in which two runs differ, and then how each came out. */
export function comparedRows([first, second]: Pair, text: Text, language: Language): { settings: ComparedRow[]; results: ComparedRow[] } {
	const names: Record<string, string> = { ...text.settings.names, cell: text.settings.cell };
	const settings = changesBetween(first.settings, second.settings).map(({ name, from, to }): ComparedRow => {
		return { name: names[name] ?? name, values: [settingValue(name, from, text), settingValue(name, to, text)] };
	});
	const { reviews, datasetOf, lossThere, accuracyThere, bestOfEpochs, bestEpoch, fingerprint } = runListTexts[language];
	if (first.corpus !== second.corpus) {
		settings.push({ name: reviews, values: [datasetOf(1), datasetOf(2)] });
	}
	const result = (name: string, valueOf: (run: Run) => string): ComparedRow => ({ name, values: [valueOf(first), valueOf(second)] });
	const ofBest = (run: Run, value: (loss: number, accuracy: number, number: number) => string) => {
		const { best } = run.history.epochs;
		return best ? value(best.valLoss, best.valAccuracy, best.number) : nothing;
	};
	return {
		settings,
		results: [
			result(lossThere, (run) => ofBest(run, (loss) => formatLoss(loss, language))),
			result(accuracyThere, (run) => ofBest(run, (_, accuracy) => formatPercent(accuracy, language))),
			result(bestEpoch, (run) => ofBest(run, (_loss, _accuracy, number) => bestOfEpochs(number, run.history.epochs.count))),
			result(fingerprint, ({ fingerprint: weights }) => weights?.slice(0, 8) ?? nothing),
		],
	};
}

/** What a run's network says of the review in the box: as one of the predictors or, while it is in a worker, as one that races. */
export function predictionOf(run: Run, review: Review, racing: readonly Run[]): Prediction | null {
	const result = review.results.find(({ predictor }) => predictor === run.id);
	return result?.prediction ?? (racing.includes(run) ? (review.predictions[run.cell]?.prediction ?? null) : null);
}
