import { markerPaths } from '../../model/runs/run-look.ts';
import { anySteps, ticksOf, wholeSteps, type Scale } from './axes.ts';
import type { ChartLine, Extent } from './chart-lines.ts';

// Draws a chart onto a canvas: its axes, and the lines within them.

/** More epochs than these have no markers: they would touch. */
const MOST_MARKED = 16;

export interface Best {
	colour: string;
	epoch: number;
	value: number;
}

export interface Pen {
	/** Scaled so that its unit is a pixel of the page. */
	ctx: CanvasRenderingContext2D;
	scale: Scale;
	/** A sixteenth of the page's type size: the chart grows with the type. */
	unit: number;
	/** The value of a custom property. */
	colour(name: string): string;
}

interface AxisTexts {
	/** Beneath the axis of epochs. */
	epochs: string;
	font: string;
	format(value: number): string;
}

/** The grid, and the numbers beside it. */
export function drawAxes({ ctx, scale, unit, colour }: Pen, { end, low, high }: Extent, texts: AxisTexts): void {
	const { left, top, width, height } = scale.plane;
	const bottom = top + height;
	const epochs = ticksOf(0, end, width, 44 * unit, wholeSteps).map((value) => ({ value, x: scale.x(value) }));
	const values = ticksOf(low, high, height, 26 * unit, anySteps).map((value) => ({ value, y: scale.y(value) }));
	ctx.save();
	ctx.strokeStyle = colour('line');
	ctx.lineWidth = 1;
	ctx.beginPath();
	for (const { x } of epochs) {
		ctx.moveTo(Math.round(x) + 0.5, top);
		ctx.lineTo(Math.round(x) + 0.5, bottom);
	}
	for (const { y } of values) {
		ctx.moveTo(left, Math.round(y) + 0.5);
		ctx.lineTo(left + width, Math.round(y) + 0.5);
	}
	ctx.stroke();
	ctx.fillStyle = colour('muted');
	ctx.font = texts.font;
	ctx.textAlign = 'center';
	ctx.textBaseline = 'top';
	epochs.forEach(({ value, x }) => ctx.fillText(String(value), x, bottom + 4 * unit));
	ctx.fillText(texts.epochs, left + width / 2, bottom + 22 * unit);
	ctx.textAlign = 'right';
	ctx.textBaseline = 'middle';
	values.forEach(({ value, y }) => ctx.fillText(texts.format(value), left - 6 * unit, y));
	ctx.restore();
}

export function drawLines({ ctx, scale, unit: px, colour }: Pen, lines: readonly ChartLine[]): void {
	const { left, top, width, height } = scale.plane;
	ctx.save();
	ctx.beginPath();
	ctx.rect(left, top - 4 * px, width + 6 * px, height + 8 * px);
	ctx.clip();
	ctx.lineJoin = 'round';
	const batchLines = lines.filter((line) => line.kind === 'batches').length;
	for (const line of lines) {
		const { current, pointed, look } = line.run;
		const lit = current || pointed;
		ctx.strokeStyle = ctx.fillStyle = colour(look.colour);
		ctx.globalAlpha = { batches: batchLines > 1 ? 0.22 : 0.35, training: 0.9, validation: lit ? 1 : 0.4 }[line.kind];
		ctx.lineWidth = px * { batches: 1, training: 1.25, validation: pointed ? 3.5 : lit ? 2.5 : 1.5 }[line.kind];
		ctx.setLineDash(line.kind === 'training' ? [5 * px, 4 * px] : []);
		trace(ctx, scale, line);
		ctx.stroke();
		if (line.kind === 'validation') {
			ctx.setLineDash([]);
			markEpochs(ctx, scale, line, px);
		}
	}
	ctx.restore();
}

function trace(ctx: CanvasRenderingContext2D, { x, y }: Scale, { xs, ys }: ChartLine): void {
	ctx.beginPath();
	for (let i = 0; i < xs.length; i++) {
		ctx.lineTo(x(xs[i] ?? NaN), y(ys[i] ?? NaN));
	}
}

/** A marker at every epoch while they are few, and at the last one. */
function markEpochs(ctx: CanvasRenderingContext2D, { x, y }: Scale, { xs, ys, run }: ChartLine, px: number): void {
	const marker = new Path2D(markerPaths[run.look.marker]);
	const first = xs.length > MOST_MARKED || !run.current ? xs.length - 1 : 0;
	for (let i = first; i < xs.length; i++) {
		ctx.save();
		ctx.translate(x(xs[i] ?? NaN), y(ys[i] ?? NaN));
		ctx.scale(0.75 * px, 0.75 * px);
		ctx.translate(-6, -6);
		ctx.fill(marker);
		ctx.restore();
	}
}

/** A ring around the best epoch of each run. */
export function drawBest({ ctx, scale, unit: px, colour }: Pen, all: readonly Best[]): void {
	ctx.save();
	for (const best of all) {
		ctx.beginPath();
		ctx.arc(scale.x(best.epoch), scale.y(best.value), 6.5 * px, 0, 2 * Math.PI);
		ctx.strokeStyle = colour('card');
		ctx.lineWidth = 4 * px;
		ctx.stroke();
		ctx.strokeStyle = colour(best.colour);
		ctx.lineWidth = 2 * px;
		ctx.stroke();
	}
	ctx.restore();
}
