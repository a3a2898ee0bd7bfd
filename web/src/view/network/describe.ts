// The drawing in sentences: what the same pass says, for those who do not see it, and in the line above it for those who do.
import { formatCount, formatLoss, formatPercent, formatRounded, nothing } from '../../i18n/format.ts';
import type { Locale } from '../../i18n/locale.ts';
import { unrolledTexts } from '../../i18n/unrolled.ts';
import type { NetworkPass } from '../../protocol/inside.ts';
import { describeFading, factorText, fadingOf } from '../inside/fading.ts';
import type { SceneTexts } from './scene.ts';
import { labelOf } from './timeline.ts';

const percent = (value: number, { language }: Locale) => formatPercent(value, language, 0);
/** Of two classes: what one is called, by the reviews' own name where there is one. */
function sideOf(positive: boolean, names: NetworkPass['names'], { text: { review } }: Locale): string {
	const { positive: above, negative: below } = names ?? { positive: review.scalePositive, negative: review.scaleNegative };
	return positive ? above : below;
}

const labelOfPass = ({ label, classes, names }: NetworkPass, locale: Locale): string =>
	classes?.all[label ?? 0]?.name ?? sideOf(label === 1, names, locale);

function predictionOf({ classes, names, probability }: NetworkPass, locale: Locale): string {
	const text = unrolledTexts[locale.language];
	if (classes) {
		return text.predicts(classes.all[classes.predicted]?.name ?? '', percent(probability, locale));
	}
	const sure = percent(Math.max(probability, 1 - probability), locale);
	return names ? text.predicts(sideOf(probability > 0.5, names, locale), sure) : text.prediction(percent(probability, locale));
}

/** Which review is read, and when. */
export function captionOf(pass: NetworkPass, locale: Locale): string {
	const text = unrolledTexts[locale.language];
	if (Number.isNaN(pass.logit)) {
		return text.example;
	}
	const count = formatCount(pass.batches, locale.language);
	if (pass.of === 'batch') {
		return text.ofBatch(count);
	}
	const what = pass.of === 'typed' ? text.ofTyped : text.ofValidation;
	return pass.batches === 0 ? text.untrained(what) : text.after(what, count);
}

/** Of which reviews the gradients are. */
function errorOf({ trained, probed }: NetworkPass, { language }: Locale): string {
	const text = unrolledTexts[language];
	if (trained) {
		return `${text.loss(formatLoss(trained.reviewLoss, language))}\n${text.ownGradient}`;
	}
	return probed > 0 ? text.probed(probed) : '';
}

export function ratioText(gradients: Float64Array, locale: Locale): string {
	const fading = fadingOf(gradients);
	if (!fading) {
		return '';
	}
	const { firstToLast } = unrolledTexts[locale.language];
	if (fading.kind === 'shrinks') {
		return firstToLast(`1 : ${factorText(fading.factor, locale)}`);
	}
	return firstToLast(`${fading.kind === 'grows' ? factorText(fading.factor, locale) : fading.kind === 'even' ? '1' : '0'} : 1`);
}

export function sceneTexts(locale: Locale): SceneTexts {
	const text = unrolledTexts[locale.language];
	return {
		earlier: (count) => text.earlier(formatCount(count, locale.language)),
		later: (count) => text.later(formatCount(count, locale.language)),
		padding: (count) => text.padding(formatCount(count, locale.language)),
		probability: (probability, classes) =>
			Number.isNaN(probability) ? nothing : percent(classes ? probability : Math.max(probability, 1 - probability), locale),
		side: (positive, { classes, names } = {}) => classes?.all[classes.predicted]?.name ?? sideOf(positive, names, locale),
		label: (pass) => text.label(labelOfPass(pass, locale)),
		error: (pass) => errorOf(pass, locale),
		head: ({ pooling, dense, dropout, classes }) => [
			...(classes ? [text.softmax] : []),
			...(pooling === 'last' ? [] : [text.pooling[pooling]]),
			...(dense > 0 ? [text.denseUnits(formatCount(dense, locale.language))] : []),
			...(dropout?.output ? [dropoutText(dropout.output, locale)] : []),
		],
		dropout: (rate) => dropoutText(rate, locale),
		ratio: (gradients) => ratioText(gradients, locale),
	};
}

const dropoutText = (rate: number, { text, language }: Locale) => `${text.settings.names.dropout} ${formatRounded(rate, language, 2)}`;

/** The end of what is read is enough to know the review again. */
const WORDS = 12;

/** Everything that the drawing shows, in sentences. */
export function describePass(pass: NetworkPass, locale: Locale): string {
	const text = unrolledTexts[locale.language];
	const { settings } = locale.text;
	const forward = pass.layers.filter(({ backward }) => !backward);
	const name = [...new Set(forward.map(({ cell }) => settings.cells[cell]))].join(' + ');
	const units = forward.map((layer) => formatCount(layer.units, locale.language)).join(' + ');
	const words = pass.timesteps.filter(({ kind }) => kind === 'word').map(labelOf);
	const read = `${words.length > WORDS ? '… ' : ''}${words.slice(-WORDS).join(' ')}`;
	const rates: [string, number | undefined][] = [[settings.names['layer-dropout'], pass.dropout?.between], [settings.names['dense-dropout'], pass.dropout?.output]];
	const facts = [
		text.network(name, units),
		...(forward.length < pass.layers.length ? [text.bothDirections] : []),
		...(pass.pooling === 'last' ? [] : [text.pools[pass.pooling]]),
		...(pass.dense > 0 ? [text.hasDense(formatCount(pass.dense, locale.language))] : []),
		...rates.flatMap(([name, rate]) => (rate ? [`${name}: ${formatRounded(rate, locale.language, 2)}.`] : [])),
	];
	const sentences = [...facts, text.reads(captionOf(pass, locale), read)];
	if (Number.isNaN(pass.logit)) {
		return facts.join(' ');
	}
	sentences.push(predictionOf(pass, locale));
	if (pass.label !== null) {
		sentences.push(text.labelIs(labelOfPass(pass, locale)));
	}
	const { gradients } = forward.at(-1)!;
	if (fadingOf(gradients)) {
		const sentence = describeFading(text.gradient, gradients, locale);
		sentences.push(pass.probed > 0 ? `${sentence} ${text.meanOf(pass.probed)}` : sentence);
	}
	if (pass.trained) {
		sentences.push(text.batchLoss(formatLoss(pass.trained.loss, locale.language)));
		sentences.push(...pass.trained.updates.map(({ layer, relative }) => text.layerMoved(layer, movedText(relative, locale))));
	}
	return sentences.join(' ');
}

/** By how much weights moved: "0.31%". */
export const movedText = (relative: number, { language }: Locale): string => `${formatRounded(100 * relative, language, 2)}%`;
