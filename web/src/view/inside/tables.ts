// The pictures as tables: every number in its place, for those who read rather than look.
import type { WordPlaces } from '../../protocol/inside.ts';
import { formatPercent, formatRounded, formatSigned } from '../../i18n/format.ts';
import { insideTexts } from '../../i18n/inside.ts';
import type { Locale } from '../../i18n/locale.ts';
import { topLayer, type Learner } from '../../model/inside/learners.ts';
import { mapsOf, valueAt, type MapName } from '../../model/inside/maps.ts';
import { probabilityAfter } from '../../model/inside/reading.ts';
import { emptyTable, listed, type Table } from '../table.ts';
import { measuredOf, wordOf } from './descriptions.ts';
import { influenceOf } from '../../model/inside/influence.ts';
import type { Subject } from '../../model/inside/selection.svelte.ts';

/** A review word by word, as one network reads it: probability, influence, and one map with a column for each unit. */
export function wordTable(subject: Subject, layerIndex: number, name: MapName, locale: Locale): Table {
	const { trace } = subject;
	const { language } = locale;
	const layer = trace.layers[layerIndex];
	const map = layer && mapsOf(layer, true).find((one) => one.name === name);
	if (!map) {
		return emptyTable;
	}
	const { words, influence } = insideTexts[language];
	const [slope, leftOut] = [influenceOf(trace, 'slope'), influenceOf(trace, 'leftOut')];
	const units = Array.from({ length: map.layer.units }, (_, unit) => unit);
	const signed = (title: string) => ({ title, format: (value: number) => formatSigned(value, language, 3) });
	return {
		columns: [
			{ title: words.tableWord },
			{ title: words.probability, format: (value) => formatPercent(value, language, 1) },
			signed(influence.leftOut),
			signed(influence.slope),
			...units.map((unit) => signed(words.unit(unit + 1))),
		],
		...listed(trace.words.length, (word) => {
			const timestep = trace.words[word]!.timestep;
			const values = units.map((unit) => (timestep === null ? NaN : valueAt(map, timestep, unit)));
			return [wordOf(trace, word), probabilityAfter(trace, word), leftOut[word]!, slope[word]!, ...values];
		}),
	};
}

/** The norm of the gradient at each timestep, a column for each network. */
export function gradientTable(learners: readonly Learner[], { language }: Locale): Table {
	const all = learners.map((learner) => topLayer(learner).gradients);
	const format = (value: number) => formatRounded(value, language, 3);
	return {
		columns: [{ title: insideTexts[language].live.timestep }, ...learners.map(({ name }) => ({ title: name, format }))],
		...listed(Math.max(0, ...all.map((gradients) => gradients.length)), (timestep) => [
			String(timestep + 1),
			...all.map((gradients) => gradients[timestep] ?? NaN),
		]),
	};
}

/** The accuracy against the replaced words, a column for each network that has been measured. */
export function reachTable(learners: readonly Learner[], { language }: Locale): Table {
	const measured = measuredOf(learners);
	const words = measured[0]?.reach.words ?? [];
	const format = (value: number) => formatPercent(value, language);
	return {
		columns: [{ title: insideTexts[language].live.reachWords }, ...measured.map(({ name }) => ({ title: name, format }))],
		...listed(words.length, (index) => [String(words[index]), ...measured.map(({ reach }) => reach.accuracies[index] ?? NaN)]),
	};
}

/** How open each gate of each unit is, a row for each gate of each network. */
export function opennessTable(learners: readonly Learner[], { language }: Locale): Table {
	const units = Array.from({ length: Math.max(0, ...learners.map((learner) => topLayer(learner).units)) }, (_, unit) => unit);
	const gates = learners.flatMap((learner) => topLayer(learner).gates.map((gate) => ({ learner, ...gate })));
	const format = (value: number) => formatPercent(value, language, 0);
	return {
		columns: [{ title: insideTexts[language].live.network }, ...units.map((unit) => ({ title: insideTexts[language].words.unit(unit + 1), format }))],
		...listed(gates.length, (index) => {
			const { learner, name, openness } = gates[index]!;
			return [`${learner.name}, ${insideTexts[language].maps[name as MapName]}`, ...units.map((unit) => openness[unit] ?? NaN)];
		}),
	};
}

/** The words of the map, by what they do to the prediction. */
export function effectTable({ words, effects }: WordPlaces, { language }: Locale): Table {
	const order = words.map((_, word) => word).sort((one, other) => effects[other]! - effects[one]!);
	return {
		columns: [
			{ title: insideTexts[language].live.word },
			{ title: insideTexts[language].live.effectColumn, format: (value) => formatSigned(value, language, 3) },
		],
		...listed(words.length, (index) => [words[order[index]!]!, effects[order[index]!]!]),
	};
}
