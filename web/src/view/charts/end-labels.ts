import type { ChartSize } from './axes.ts';
import type { ChartLine, ChartRun } from './chart-lines.ts';
import { textWidth } from './shapes.ts';

// The values that are written at the ends of the curves in front, to be read from afar.

export interface EndLabel {
	run: ChartRun;
	text: string;
	/** The last epoch and the value there: where the label stands. */
	epoch: number;
	value: number;
	/** What stands before it, in the colour of its curve: a ring, as around the best epoch, whose value is then written; or a dot, where
	 * no name says whose value it is. */
	mark: 'ring' | 'dot' | null;
}

/** The place that a mark takes, in units. */
export const MARK = 13;

/** Of the width, labels take at most this share: then names are left out, and then labels. */
const MOST_SHARE = 0.37;
const MOST_NAME = 12;

export const labelSize = ({ unit, compact }: ChartSize): number => unit * (compact ? 12 : 13 + 4 * Math.max(0, Math.min(1, unit - 1)));

/**
 * What is written: names and values, or values alone where there is less room, or nothing. The value is that of the last epoch and, once
 * a run has ended, of the weights that are there: those of its best epoch. `format` gives values of one length.
 */
export function endLabels(lines: readonly ChartLine[], size: ChartSize, format: (value: number) => string): EndLabel[] {
	const front = lines.filter(({ kind, run }) => kind === 'validation' && run.current);
	const labels = front.map((line) => {
		const { shown, best } = standing(line);
		return { run: line.run, epoch: line.xs.at(-1) ?? 0, value: line.ys.at(-1) ?? NaN, mark: best && !size.compact ? ('ring' as const) : null, text: format(shown) };
	});
	const isOnly = ({ shortName }: ChartRun) => front.filter(({ run }) => run.shortName === shortName).length === 1;
	const named = labels.map((label) => {
		const name = isOnly(label.run) ? label.run.shortName : label.run.name;
		return { ...label, text: `${name.slice(0, MOST_NAME)} ${label.text}` };
	});
	const fits = (written: readonly EndLabel[]) => roomFor(written, size) <= MOST_SHARE * size.width;
	const dotted = labels.length > 1 ? labels.map((label) => ({ ...label, mark: label.mark ?? ('dot' as const) })) : labels;
	return [...(size.compact ? [] : [named]), dotted, labels].find(fits) ?? [];
}

/** The value of the weights that are there, and whether these are of another epoch than the last. */
function standing({ run, xs, ys }: ChartLine): { shown: number; best: boolean } {
	const at = run.ended ? xs.indexOf(run.history.epochs.best?.number ?? NaN) : -1;
	return { shown: ys.at(at) ?? NaN, best: at >= 0 && at < xs.length - 1 };
}

/** That the labels need to the right of a last epoch. */
export function roomFor(labels: readonly EndLabel[], size: ChartSize): number {
	const widest = Math.max(0, ...labels.map(({ text, mark }) => textWidth(text, labelSize(size), true) + (mark ? MARK * size.unit : 0)));
	return widest === 0 ? 0 : widest + 14 * size.unit;
}

/** Of that, what is needed beside the plane: curves that have ended before the end of the axis, at `share` of it, leave room in the plane. */
export function roomBeside(room: number, share: number, left: number, width: number): number {
	const widest = (width - left - room) / share;
	return Math.max(0, width - left - widest);
}

/** Where texts of one height stand that want to be at `wanted`, none above another and all between `top` and `bottom`; null where they do not fit. */
export function apart(wanted: readonly number[], height: number, top: number, bottom: number): (number | null)[] {
	const fitting = Math.max(0, Math.floor((bottom - top) / height));
	const order = wanted.map((_, index) => index).sort((a, b) => (wanted[a] ?? 0) - (wanted[b] ?? 0)).slice(0, fitting);
	const places: (number | null)[] = wanted.map(() => null);
	let least = top + height / 2;
	for (const index of order) {
		least = Math.max(least, wanted[index] ?? least);
		places[index] = least;
		least += height;
	}
	let most = bottom - height / 2;
	for (const index of order.reverse()) {
		most = Math.min(most, places[index] ?? most);
		places[index] = most;
		most -= height;
	}
	return places;
}
