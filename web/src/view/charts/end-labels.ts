import type { ChartSize } from './axes.ts';
import type { ChartLine, ChartRun } from './chart-lines.ts';
import { textWidth } from './shapes.ts';

// The values that are written at the ends of the curves in front, to be read from afar.

export interface EndLabel {
	run: ChartRun;
	text: string;
	/** The last epoch, and the value there. */
	epoch: number;
	value: number;
}

/** Of the width, labels take at most this share: then names are left out, and then labels. */
const MOST_SHARE = 0.34;
const MOST_NAME = 12;

export const labelSize = ({ unit, compact }: ChartSize): number => unit * (compact ? 12 : 13 + 4 * Math.max(0, Math.min(1, unit - 1)));

/** What is written: names and values, or values alone where there is less room, or nothing. `format` gives values of one length. */
export function endLabels(lines: readonly ChartLine[], size: ChartSize, format: (value: number) => string): EndLabel[] {
	const front = lines.filter(({ kind, run }) => kind === 'validation' && run.current);
	const labels = front.map(({ run, xs, ys }) => ({ run, epoch: xs.at(-1) ?? 0, value: ys.at(-1) ?? NaN }));
	const isOnly = ({ shortName }: ChartRun) => front.filter(({ run }) => run.shortName === shortName).length === 1;
	const texts = [
		({ run, value }: Omit<EndLabel, 'text'>) => `${(isOnly(run) ? run.shortName : run.name).slice(0, MOST_NAME)} ${format(value)}`,
		({ value }: Omit<EndLabel, 'text'>) => format(value),
	];
	for (const textOf of size.compact ? texts.slice(1) : texts) {
		const written = labels.map((label) => ({ ...label, text: textOf(label) }));
		if (roomFor(written, size) <= MOST_SHARE * size.width) {
			return written;
		}
	}
	return [];
}

/** That the labels need to the right of a last epoch. */
export function roomFor(labels: readonly EndLabel[], size: ChartSize): number {
	const widest = Math.max(0, ...labels.map(({ text }) => textWidth(text, labelSize(size), true)));
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
