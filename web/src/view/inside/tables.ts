// The pictures as tables: every number in its place, for those who read rather than look.
import type { WordPlaces } from '../../protocol/inside.ts';
import { formatPercent, formatRounded, formatSigned } from '../../i18n/format.ts';
import { topLayer, type Learner } from '../../model/inside/learners.ts';
import { mapsOf, valueAt, type MapName } from '../../model/inside/maps.ts';
import { probabilityAfter } from '../../model/inside/reading.ts';
import { emptyTable, type Table } from '../table.ts';
import { measuredOf, wordOf, type Locale } from './descriptions.ts';
import { influenceOf, type Subject } from '../../model/inside/selection.svelte.ts';

/** A review word by word, as one network reads it: probability, influence, and one map with a column for each unit. */
export function wordTable(subject: Subject, layerIndex: number, name: MapName, locale: Locale): Table {
	const { trace, cell } = subject;
	const { text, language } = locale;
	const layer = trace.layers[layerIndex];
	const map = layer && mapsOf(layer, cell, true).find((one) => one.name === name);
	if (!map) {
		return emptyTable;
	}
	const { words, influence } = text.inside;
	const [slope, leftOut] = [influenceOf(trace, 'slope'), influenceOf(trace, 'leftOut')];
	const units = Array.from({ length: map.layer.units }, (_, unit) => unit);
	return {
		columns: [
			words.tableWord,
			words.probability,
			influence.leftOut,
			influence.slope,
			...units.map((unit) => words.unit(unit + 1)),
		],
		rows: trace.words.map(({ step }, word) => [
			wordOf(trace, word),
			formatPercent(probabilityAfter(trace, word), language, 1),
			formatSigned(leftOut[word]!, language, 3),
			formatSigned(slope[word]!, language, 3),
			...units.map((unit) => formatSigned(step === null ? NaN : valueAt(map, step, unit), language, 3)),
		]),
	};
}

/** The norm of the gradient at each timestep, a column for each network. */
export function gradientTable(learners: readonly Learner[], { text, language }: Locale): Table {
	const all = learners.map((learner) => topLayer(learner).gradients);
	const steps = Math.max(0, ...all.map((gradients) => gradients.length));
	return {
		columns: [text.inside.live.timestep, ...learners.map(({ name }) => name)],
		rows: Array.from({ length: steps }, (_, step) => [
			String(step + 1),
			...all.map((gradients) => formatRounded(gradients[step] ?? NaN, language, 3)),
		]),
	};
}

/** The accuracy against the replaced words, a column for each network that has been measured. */
export function reachTable(learners: readonly Learner[], { text, language }: Locale): Table {
	const measured = measuredOf(learners);
	return {
		columns: [text.inside.live.reachWords, ...measured.map(({ name }) => name)],
		rows: (measured[0]?.reach.words ?? []).map((words, index) => [
			String(words),
			...measured.map(({ reach }) => formatPercent(reach.accuracies[index] ?? NaN, language)),
		]),
	};
}

/** How open each gate of each unit is, a row for each gate of each network. */
export function opennessTable(learners: readonly Learner[], { text, language }: Locale): Table {
	const units = Math.max(0, ...learners.map((learner) => topLayer(learner).units));
	const all = Array.from({ length: units }, (_, unit) => unit);
	return {
		columns: [text.inside.live.network, ...all.map((unit) => text.inside.words.unit(unit + 1))],
		rows: learners.flatMap((learner) =>
			topLayer(learner).gates.map(({ name, openness }) => [
				`${learner.name}, ${text.inside.maps[name as MapName]}`,
				...all.map((unit) => formatPercent(openness[unit] ?? NaN, language, 0)),
			]),
		),
	};
}

/** The words of the map, by what they do to the prediction. */
export function effectTable({ words, effects }: WordPlaces, { text, language }: Locale): Table {
	const order = words.map((_, word) => word).sort((one, other) => effects[other]! - effects[one]!);
	return {
		columns: [text.inside.live.word, text.inside.live.effectColumn],
		rows: order.map((word) => [words[word]!, formatSigned(effects[word]!, language, 3)]),
	};
}
