// What the pictures show, in sentences: for those who do not see them, and for those who do.
import type { Trace } from '../../protocol/inside.ts';
import type { Text } from '../../i18n/en.ts';
import { formatPercent, formatRounded, formatSigned, type Language } from '../../i18n/format.ts';
import { fadingOf } from './gradient-chart.ts';
import { strongest, type Moved } from './influence.ts';
import { powerText } from './log-scale.ts';
import { changeBy, probabilityAfter, readingOf } from './reading.ts';
import type { Subject } from './view.svelte.ts';
import type { Numbers } from './numbers.ts';

export interface Tongue {
	text: Text;
	language: Language;
}

export function wordOf(trace: Pick<Trace, 'text' | 'words'>, word: number): string {
	const place = trace.words[word];
	return place ? trace.text.slice(place.start, place.end) : '';
}

const percent = (value: number, { language }: Tongue) => formatPercent(value, language, 0);

/** "positive 81 %" */
export function verdictWords(probability: number, tongue: Tongue): string {
	const { review } = tongue.text;
	return probability >= 0.5
		? review.positive(percent(probability, tongue))
		: review.negative(percent(1 - probability, tongue));
}

/** A word with what each network thinks after it. */
export function wordTold(subjects: readonly Subject[], word: number | null, tongue: Tongue): string {
	const { words: text } = tongue.text.inside;
	const trace = subjects[0]?.trace;
	if (word === null || !trace) {
		return text.choose;
	}
	const verdicts = subjects.map((subject) => {
		const probability = probabilityAfter(subject.trace, word);
		return `${subject.name} ${Number.isNaN(probability) ? text.cut : verdictWords(probability, tongue)}`;
	});
	return `${wordOf(trace, word)}, ${text.of(word + 1, trace.words.length)}. ${verdicts.join(', ')}`;
}

/** By how many points a word moved the verdict: "+12 points"; '' where that cannot be said. */
export function changeTold(trace: Trace, word: number, tongue: Tongue): string {
	const change = changeBy(trace, word);
	return Number.isNaN(change) ? '' : tongue.text.inside.words.change(formatSigned(100 * change, tongue.language, 0));
}

/** Where each curve begins and ends. */
export function curvesTold(subjects: readonly Subject[], tongue: Tongue): string {
	const { words: text } = tongue.text.inside;
	const sentences = subjects.map(({ name, trace }) => {
		const begin = trace.steps[readingOf(trace).before.at(-1) ?? 0]?.probability ?? NaN;
		return text.curve(name, percent(begin, tongue), percent(trace.verdict.probability, tongue));
	});
	return [text.curves, ...sentences].join(' ');
}

/** What a strip beside the words holds: "83 × 0" of padding, or the words that are cut off. */
export function foldTold(folded: { padding: number; cut: number }, { text }: Tongue): string {
	const { words } = text.inside;
	if (folded.cut > 0) {
		return words.cutShort(folded.cut);
	}
	return folded.padding > 0 ? words.paddingShort(folded.padding) : '';
}

/** The words that moved the verdict most, by name. `nameOf` gives the word of an index. */
export function movedTold(values: Numbers, most: number, nameOf: (word: number) => string, tongue: Tongue): string {
	const { influence: text } = tongue.text.inside;
	const { up, down } = strongest(values, most);
	const list = (moved: Moved[]) =>
		moved.map(({ word, value }) => `${nameOf(word)} ${formatSigned(value, tongue.language, 2)}`).join(', ');
	const sentences = [up.length > 0 ? text.up(list(up)) : '', down.length > 0 ? text.down(list(down)) : ''];
	return sentences.filter((sentence) => sentence !== '').join(' ') || text.nothing;
}

/** How much of the gradient of a network arrives at the first timestep. */
export function fadingTold(name: string, gradients: Numbers, tongue: Tongue): string {
	const { live: text } = tongue.text.inside;
	const fading = fadingOf(gradients);
	if (!fading) {
		return name;
	}
	return 'factor' in fading ? text[fading.kind](name, factorTold(fading.factor, tongue)) : text[fading.kind](name);
}

/** Two digits are enough, and of a million and more the power of ten. */
function factorTold(factor: number, { language }: Tongue): string {
	return factor < 1e6 ? formatRounded(factor, language, 2) : powerText(Math.round(Math.log10(factor)));
}
