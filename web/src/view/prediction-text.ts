import type { Text } from '../i18n/en.ts';
import { formatPercent, type Language } from '../i18n/format.ts';

/** "positive 81 %": the class that a probability speaks for, and how sure that is. */
export function predictionText(probability: number, text: Text['review'], language: Language): string {
	const percent = formatPercent(Math.max(probability, 1 - probability), language, 0);
	return probability >= 0.5 ? text.positive(percent) : text.negative(percent);
}
