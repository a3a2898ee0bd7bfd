import type { Text } from '../i18n/en.ts';
import { formatPercent, type Language } from '../i18n/format.ts';
import { cautionOf } from '../model/review/caution.ts';
import type { Extremes, Prediction } from '../protocol/types.ts';

/** What classes are called: two by names of their own, or of more all of them, and the one that a probability is of. */
export type Named = { [Name in 'classes' | 'all' | 'label']?: Prediction[Name] | undefined };

/** "positive 81 %": the class that a probability speaks for, by the model's own name for it, and how sure that is. */
export function predictionText(
	probability: number,
	text: Text['review'],
	language: Language,
	{ classes, all, label = 0 }: Named = {},
): string {
	if (all) {
		return `${all[label]?.name} ${formatPercent(probability, language, 0)}`;
	}
	const percent = formatPercent(Math.max(probability, 1 - probability), language, 0);
	const isPositive = probability >= 0.5;
	if (classes) {
		return `${isPositive ? classes.positive : classes.negative} ${percent}`;
	}
	return isPositive ? text.positive(percent) : text.negative(percent);
}

/** Why a prediction is little more than a guess; '' where the review is like those that the network learned from. */
export function cautionText(prediction: Prediction, extremes: Extremes | null, text: Text['review'], language: Language): string {
	const caution = cautionOf(prediction, extremes);
	if (!caution || !extremes) {
		return '';
	}
	const { words, unknown } = prediction;
	const percent = (share: number) => formatPercent(share, language, 0);
	return caution === 'short' ? text.short(extremes.words) : text.fewKnown(percent((words - unknown) / words), percent(extremes.known));
}
