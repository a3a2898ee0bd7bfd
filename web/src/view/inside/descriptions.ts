// What the pictures show, in sentences: for those who do not see them, and for those who do.
import type { Reach, Trace } from '../../protocol/inside.ts';
import { formatPercent, formatSigned, locales } from '../../i18n/format.ts';
import { insideTexts } from '../../i18n/inside.ts';
import type { Locale } from '../../i18n/locale.ts';
import { predictionText } from '../prediction-text.ts';
import { classOf, strongest, type Moved } from '../../model/inside/influence.ts';
import { changeBy, probabilityAfter, readingOf } from '../../model/inside/reading.ts';
import type { Learner } from '../../model/inside/learners.ts';
import { furtherThanLast, tippingOf } from '../../model/inside/reach.ts';
import type { Subject } from '../../model/inside/selection.svelte.ts';
import { tokenText, wholeWordOf } from '../../model/inside/words.ts';
import type { Numbers } from '../../model/inside/numbers.ts';

/** The word of a timestep or, of a piece, which word it belongs to: "ful (wonderful)". */
export function wordOf(trace: Pick<Trace, 'text' | 'words'>, token: number): string {
	const whole = wholeWordOf(trace, token);
	return whole ? `${tokenText(trace, token)} (${whole})` : tokenText(trace, token);
}

/** Which of how many words, or pieces of words, it is. */
export const placeOf = ({ words }: Pick<Trace, 'text' | 'words'>, token: number, { language }: Locale): string => {
	const { words: text } = insideTexts[language];
	return (words[token]?.piece === null ? text.of : text.ofPieces)(token + 1, words.length);
};

const percent = (value: number, { language }: Locale) => formatPercent(value, language, 0);

/** A word with what each network thinks after it. */
export function describeWord(subjects: readonly Subject[], word: number | null, locale: Locale): string {
	const { words: text } = insideTexts[locale.language];
	const trace = subjects[0]?.trace;
	if (word === null || !trace) {
		return text.choose;
	}
	const predictions = subjects.map((subject) => {
		const probability = probabilityAfter(subject.trace, word);
		return `${subject.name} ${Number.isNaN(probability) ? text.cut : predictionText(probability, locale.text.review, locale.language, { ...subject.trace.prediction, label: subject.trace.of })}`;
	});
	return `${wordOf(trace, word)}, ${placeOf(trace, word, locale)}. ${predictions.join(', ')}`;
}

/** By how many points a word moved the probability: "+12 points"; '' where that cannot be said. */
export function describeChange(trace: Trace, word: number, locale: Locale): string {
	const change = changeBy(trace, word);
	return Number.isNaN(change) ? '' : insideTexts[locale.language].words.change(formatSigned(100 * change, locale.language, 0));
}

/** Where each curve begins and ends. */
export function describeCurves(subjects: readonly Subject[], locale: Locale): string {
	const { words: text } = insideTexts[locale.language];
	const sentences = subjects.map(({ name, trace }) => {
		const begin = trace.timesteps[readingOf(trace).before.at(-1) ?? 0]?.probability ?? NaN;
		const end = trace.timesteps.at(-1)?.probability ?? NaN;
		const ofClass = classOf(trace);
		return text.curve(ofClass === null ? name : `${name}, ${ofClass}`, percent(begin, locale), percent(end, locale));
	});
	return [subjects.some(({ trace }) => classOf(trace) !== null) ? text.classCurves : text.curves, ...sentences].join(' ');
}

/** What a strip beside the words holds: "83 × 0" of padding, or the words that are cut off. */
export function describeFold(folded: { padding: number; cut: number }, { language }: Locale): string {
	const { words } = insideTexts[language];
	if (folded.cut > 0) {
		return words.cutShort(folded.cut);
	}
	return folded.padding > 0 ? words.paddingShort(folded.padding) : '';
}

/** The words that moved the prediction most, by name. `nameOf` gives the word of an index; of more than two classes `ofClass` is the one. */
export function describeInfluences(values: Numbers, most: number, nameOf: (word: number) => string, locale: Locale, ofClass: string | null = null): string {
	const { influence: text } = insideTexts[locale.language];
	const { up, down } = strongest(values, most);
	const list = (moved: Moved[]) =>
		moved.map(({ word, value }) => `${nameOf(word)} ${formatSigned(value, locale.language, 2)}`).join(', ');
	const [towards, away] = ofClass === null ? [text.up, text.down] : [(words: string) => text.towards(ofClass, words), (words: string) => text.away(ofClass, words)];
	const sentences = [up.length > 0 ? towards(list(up)) : '', down.length > 0 ? away(list(down)) : ''];
	return sentences.filter((sentence) => sentence !== '').join(' ') || text.nothing;
}

/** Those that have been measured. */
export const measuredOf = (learners: readonly Learner[]): (Learner & { reach: Reach })[] =>
	learners.flatMap((learner) => (learner.reach && learner.reach.words.length > 0 ? [{ ...learner, reach: learner.reach }] : []));

/** After how many of the last words a prediction tips. */
export function describeTipping(name: string, reach: Reach, { language }: Locale): string {
	const tipping = tippingOf(reach);
	const { live } = insideTexts[language];
	if (!tipping) {
		return live.tipsNever(name);
	}
	const [words, low, high] = [tipping.words, tipping.low, tipping.high].map(Math.round) as [number, number, number];
	return live.tips(name, words, low, high);
}

/** Which networks of a race read further back than another, as far as that was measured; what to try, where none does. */
export function describeReach(learners: readonly Learner[], { language }: Locale): string {
	const { live } = insideTexts[language];
	const measured = measuredOf(learners).map(({ name, reach }) => ({ name, tipping: tippingOf(reach) }));
	if (learners.some(({ reach }) => !reach)) {
		return live.reachWaits;
	}
	if (learners.length < 2) {
		return live.reachAlone;
	}
	const order = furtherThanLast(measured);
	if (!order) {
		return live.reachSame;
	}
	const list = new Intl.ListFormat(locales[language], { type: 'conjunction' });
	return live.reachOrder(list.format(order.further), order.further.length, order.last);
}
