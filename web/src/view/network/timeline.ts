// Where the timesteps of a pass are drawn: the last ones that are read as columns, each as wide as its word; the others, before
// and after them, pressed together into strips, so that the whole sequence is in sight.
import type { PassTimestep } from '../../protocol/inside.ts';

export interface Column {
	timestep: number;
	left: number;
	width: number;
	/** What is read; muted where it is no word that the network knows. */
	label: string;
	muted: boolean;
}

/** Timesteps `from` to `end`, without the latter. */
export interface Strip {
	from: number;
	end: number;
	left: number;
	width: number;
	/** All of them are padding. */
	padding: boolean;
}

export interface Timeline {
	before: Strip | null;
	columns: Column[];
	after: Strip | null;
	/** Between two columns. */
	gap: number;
	width: number;
}

export interface TimelineSizes {
	width: number;
	/** Of a column. */
	least: number;
	most: number;
	gap: number;
	/** Of a text, in pixels. */
	measure(text: string): number;
}

const UNKNOWN = 2; // UNROLL_UNKNOWN_ID

/** What stands below a timestep. A word of a corpus that has ids alone is its id. */
export function labelOf({ kind, id, text }: PassTimestep): string {
	if (kind !== 'word') {
		return kind === 'padding' ? '0' : '<start>';
	}
	return text || (id === UNKNOWN ? '<unk>' : `#${id}`);
}

/** At most this share of the width is a strip's. */
const STRIP = 0.15;
const LEAST_STRIP = 44;
/** Beside a word. */
const MARGINS = 8;
/** Columns grow into the room that is left, up to this factor. */
const GROWTH = 1.4;

export function timelineOf(timesteps: readonly PassTimestep[], { width, least, most, gap, measure }: TimelineSizes): Timeline {
	const isPadding = ({ kind }: PassTimestep) => kind === 'padding';
	const found = timesteps.findLastIndex((timestep) => !isPadding(timestep));
	const last = found < 0 ? timesteps.length - 1 : found;
	const stripOf = (count: number) => (count > 0 ? Math.min(Math.max(LEAST_STRIP, count), STRIP * width) : 0);
	const afterWidth = stripOf(timesteps.length - 1 - last);
	// One column of padding shows where the review begins.
	const begin = Math.max(0, timesteps.findIndex((timestep) => !isPadding(timestep)) - 1);

	const widths: number[] = [];
	let used = 0;
	let first = last + 1;
	while (first > begin) {
		const wide = Math.min(most, Math.max(least, measure(labelOf(timesteps[first - 1]!)) + MARGINS));
		const strips = afterWidth + (afterWidth > 0 ? gap : 0) + (first > 1 ? stripOf(first - 1) + gap : 0);
		if (widths.length > 0 && used + wide + gap + strips > width) {
			break;
		}
		widths.unshift(wide);
		used += wide + gap;
		first--;
	}
	const beforeWidth = stripOf(first);
	const room = width - (beforeWidth > 0 ? beforeWidth + gap : 0) - (afterWidth > 0 ? afterWidth + gap : 0);
	const gaps = gap * (widths.length - 1);
	const growth = Math.max(0.2, Math.min(GROWTH, (room - gaps) / (used - widths.length * gap)));

	let left = 0;
	const strip = (from: number, end: number, wide: number): Strip | null => {
		const made = { from, end, left, width: wide, padding: timesteps.slice(from, end).every(isPadding) };
		left += end > from ? wide + gap : 0;
		return end > from ? made : null;
	};
	const spare = Math.max(0, room - gaps - growth * (used - widths.length * gap));
	const before = strip(0, first, beforeWidth + (beforeWidth > 0 ? spare : 0));
	left += beforeWidth > 0 ? 0 : spare;
	const columns = widths.map((wide, index): Column => {
		const timestep = first + index;
		const { kind, id } = timesteps[timestep]!;
		const column = { timestep, left, width: growth * wide, label: labelOf(timesteps[timestep]!), muted: kind !== 'word' || id === UNKNOWN };
		left += column.width + gap;
		return column;
	});
	return { before, columns, after: strip(last + 1, timesteps.length, afterWidth), gap, width };
}
