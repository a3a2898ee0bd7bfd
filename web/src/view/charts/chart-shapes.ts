import { markerPaths } from '../../model/runs/run-look.ts';
import { epochTicks, planeOf, scaleOf, ticksOf, type ChartSize, type Extent, type Plane, type Scale } from './axes.ts';
import type { ChartLine } from './chart-lines.ts';
import { outsideOf } from './chart-window.ts';
import { apart, endLabels, labelSize, MARK, roomBeside, roomFor, type EndLabel } from './end-labels.ts';
import type { Shape } from './shapes.ts';

// A chart as shapes: its axes, the lines within them, what is written at their ends, and what leaves the window.

/** More epochs than these have no markers: they would touch. */
const MOST_MARKED = 16;

export interface Best {
	colour: string;
	epoch: number;
	value: number;
}

export interface Chart {
	lines: readonly ChartLine[];
	best: readonly Best[];
	extent: Extent;
	/** Beneath the axis of epochs. */
	epochs: string;
	/** Of a value beside the axis, whose numbers are `step` apart. */
	format(value: number, step: number): string;
	/** Of a value at the end of a curve. */
	formatEnd(value: number): string;
}

/** Where the curves are, and all that is drawn. */
export function chartShapes(chart: Chart, size: ChartSize): { scale: Scale; shapes: Shape[] } {
	const labels = endLabels(chart.lines, size, chart.formatEnd);
	const { left } = planeOf(size, 0);
	const room = roomBeside(roomFor(labels, size), shareOf(chart), left, size.width);
	const scale = scaleOf(planeOf(size, room), chart.extent);
	const drawn = { chart, size, scale };
	return {
		scale,
		shapes: [...axisShapes(drawn), ...chart.lines.flatMap((line) => lineShapes(drawn, line)), ...bestShapes(drawn), ...edgeShapes(drawn), ...labelShapes(drawn, labels)],
	};
}

/** The part of the axis that the runs in front take: all of it while they go on. */
function shareOf({ lines, extent }: Chart): number {
	const front = lines.filter(({ kind, run }) => kind === 'validation' && run.current);
	const ended = front.length > 0 && front.every(({ run }) => run.ended);
	const plain = { left: 0, top: 0, width: 1, height: 1 };
	return ended ? Math.min(1, scaleOf(plain, extent).x(Math.max(...front.map(({ xs }) => xs.at(-1) ?? 0)))) : 1;
}

interface Drawn {
	chart: Chart;
	size: ChartSize;
	scale: Scale;
}

/** The grid, and the numbers beside it. */
function axisShapes({ chart, size: { unit, compact }, scale }: Drawn): Shape[] {
	const { left, top, width, height } = scale.plane;
	const { low, high } = chart.extent;
	const [right, bottom] = [left + width, top + height];
	const crisp = (at: number) => Math.round(at) + 0.5;
	const line = (xs: number[], ys: number[]): Shape => ({ kind: 'line', xs, ys, colour: 'line', width: Math.max(1, unit) });
	const text = (words: string, x: number, y: number, align: 'center' | 'right'): Shape => {
		const base = align === 'right' ? 'middle' : 'top';
		return { kind: 'text', text: words, x, y, size: 12 * unit, colour: 'muted', align, base };
	};
	const epochs = compact ? [] : epochTicks(scale, chart.extent, 44 * unit);
	const values = ticksOf(low, high, height, (compact ? 20 : 26) * unit);
	const step = (values[1] ?? 1) - (values[0] ?? 0);
	return [
		...epochs.map((epoch) => line([crisp(scale.x(epoch)), crisp(scale.x(epoch))], [top, bottom])),
		...values.map((value) => line([left, right], [crisp(scale.y(value)), crisp(scale.y(value))])),
		...epochs.map((epoch) => text(String(epoch), scale.x(epoch), bottom + 5 * unit, 'center')),
		...(compact ? [] : [text(chart.epochs, left + width / 2, bottom + 21 * unit, 'center')]),
		...values.map((value) => text(chart.format(value, step), left - 6 * unit, scale.y(value), 'right')),
	];
}

/** A little more than the plane, so that lines and markers at its edge are whole. */
const withRoom = ({ left, top, width, height }: Plane, unit: number): Plane => ({
	left,
	top: top - 4 * unit,
	width: width + 6 * unit,
	height: height + 8 * unit,
});

function lineShapes({ chart, size: { unit, compact }, scale }: Drawn, line: ChartLine): Shape[] {
	const { current, pointed, look } = line.run;
	const lit = current || pointed;
	const several = chart.lines.filter(({ kind }) => kind === 'batches').length > 1;
	const alpha = { batches: several ? 0.3 : 0.45, training: 0.9, validation: lit ? 1 : 0.4 }[line.kind];
	const width = unit * { batches: 1.25, training: 1.5, validation: pointed ? 3.5 : lit ? 2.75 : 1.5 }[line.kind];
	const shape: Shape = {
		kind: 'line',
		xs: line.xs.map(scale.x),
		ys: line.ys.map(scale.y),
		colour: look.colour,
		width,
		alpha,
		dash: line.kind === 'training' ? [5 * unit, 4 * unit] : [],
		within: withRoom(scale.plane, unit),
	};
	return line.kind === 'validation' && !compact ? [shape, ...markerShapes({ chart, scale }, line, unit, alpha)] : [shape];
}

/** A marker at every epoch while they are few, and at the last one; none outside of the window. */
function markerShapes({ chart, scale }: Pick<Drawn, 'chart' | 'scale'>, { xs, ys, run }: ChartLine, unit: number, alpha: number): Shape[] {
	const { end, low, high } = chart.extent;
	const first = xs.length > MOST_MARKED || !run.current ? xs.length - 1 : 0;
	return xs.flatMap((epoch, index): Shape[] => {
		const value = ys[index] ?? NaN;
		if (index < first || epoch > end || !(value >= low && value <= high)) {
			return [];
		}
		const icon = { path: markerPaths[run.look.marker], x: scale.x(epoch), y: scale.y(value), scale: 0.8 * unit };
		return [{ kind: 'icon', ...icon, colour: run.look.colour, alpha }];
	});
}

/** A ring around the best epoch of each run. */
function bestShapes({ chart, size: { unit, compact }, scale }: Drawn): Shape[] {
	const { end, low, high } = chart.extent;
	const within = chart.best.filter(({ epoch, value }) => epoch <= end && value >= low && value <= high);
	return (compact ? [] : within).flatMap(({ colour, epoch, value }): Shape[] => {
		const place = { kind: 'ring', x: scale.x(epoch), y: scale.y(value), radius: 7 * unit } as const;
		return [{ ...place, colour: 'card', width: 4 * unit }, { ...place, colour, width: 2 * unit }];
	});
}

const arrows = { up: 'M6 1L11 10H1z', right: 'M11 6L2 11V1z' };

/** An arrow at the edge where a line leaves the window. */
function edgeShapes({ chart, size: { unit }, scale }: Drawn): Shape[] {
	const { left, top, width, height } = scale.plane;
	const arrow = (direction: keyof typeof arrows, x: number, y: number, line: ChartLine): Shape => {
		const alpha = line.run.current || line.run.pointed ? 1 : 0.6;
		return { kind: 'icon', path: arrows[direction], x, y, scale: 0.9 * unit, colour: line.run.look.colour, alpha };
	};
	return outsideOf(chart.lines, chart.extent).flatMap(({ line, above, beyond }) => {
		const clamped = beyond && Math.min(top + height, Math.max(top, scale.y(beyond.value)));
		return [
			...(above ? [arrow('up', scale.x(above.epoch), top + 5 * unit, line)] : []),
			...(beyond && clamped !== null && Number.isFinite(clamped) ? [arrow('right', left + width - 2 * unit, clamped, line)] : []),
		];
	});
}

function labelShapes({ chart, size, scale }: Drawn, labels: readonly EndLabel[]): Shape[] {
	const { top, height } = scale.plane;
	const { unit } = size;
	const letters = labelSize(size);
	const wanted = labels.map(({ value }) => Math.min(top + height, Math.max(top, Number.isFinite(value) ? scale.y(value) : top)));
	const places = apart(wanted, 1.15 * letters, top - letters / 2, top + height + letters / 2);
	return labels.flatMap(({ run, text, epoch, mark }, index): Shape[] => {
		const y = places[index];
		if (y === null || y === undefined) {
			return [];
		}
		const x = scale.x(Math.min(epoch, chart.extent.end)) + 10 * unit;
		const circle = { kind: 'ring', x: x + 4 * unit, y, radius: 4 * unit } as const;
		const marks: Shape[] =
			mark === 'ring'
				? [{ ...circle, colour: 'card', width: 5 * unit }, { ...circle, colour: run.look.colour, width: 2 * unit }]
				: [{ ...circle, radius: 2 * unit, colour: run.look.colour, width: 4 * unit }];
		const start = mark ? x + MARK * unit : x;
		return [...(mark ? marks : []), { kind: 'text', text, x: start, y, size: letters, colour: 'ink', align: 'left', base: 'middle', bold: true, halo: 'card' }];
	});
}
