import type uPlot from 'uplot';
import type { ChartLine } from '../../view/charts/chart-lines.ts';
import { markerPaths } from '../../model/runs/run-look.ts';

// Draws the lines of a chart onto uPlot's canvas, within its axes.

/** More epochs than these have no markers: they would touch. */
const MOST_MARKED = 16;

export interface Best {
	colour: string;
	epoch: number;
	value: number;
}

export interface Pen {
	chart: uPlot;
	/** A pixel of the page, in those of the canvas. */
	px: number;
	/** The value of a custom property. */
	colour(name: string): string;
}

export function drawLines({ chart, px, colour }: Pen, lines: readonly ChartLine[]): void {
	const { ctx, bbox } = chart;
	ctx.save();
	ctx.beginPath();
	ctx.rect(bbox.left, bbox.top - 4 * px, bbox.width + 6 * px, bbox.height + 8 * px);
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
		trace(chart, line);
		ctx.stroke();
		if (line.kind === 'validation') {
			ctx.setLineDash([]);
			markEpochs(chart, line, px);
		}
	}
	ctx.restore();
}

function trace(chart: uPlot, { xs, ys }: ChartLine): void {
	const { ctx } = chart;
	ctx.beginPath();
	for (let i = 0; i < xs.length; i++) {
		ctx.lineTo(chart.valToPos(xs[i] ?? NaN, 'x', true), chart.valToPos(ys[i] ?? NaN, 'y', true));
	}
}

/** A marker at every epoch while they are few, and at the last one. */
function markEpochs(chart: uPlot, { xs, ys, run }: ChartLine, px: number): void {
	const marker = new Path2D(markerPaths[run.look.marker]);
	const first = xs.length > MOST_MARKED || !run.current ? xs.length - 1 : 0;
	for (let i = first; i < xs.length; i++) {
		chart.ctx.save();
		chart.ctx.translate(chart.valToPos(xs[i] ?? NaN, 'x', true), chart.valToPos(ys[i] ?? NaN, 'y', true));
		chart.ctx.scale(0.75 * px, 0.75 * px);
		chart.ctx.translate(-6, -6);
		chart.ctx.fill(marker);
		chart.ctx.restore();
	}
}

/** A ring around the best epoch of each run. */
export function drawBest({ chart, px, colour }: Pen, all: readonly Best[]): void {
	const { ctx } = chart;
	ctx.save();
	for (const best of all) {
		ctx.beginPath();
		ctx.arc(chart.valToPos(best.epoch, 'x', true), chart.valToPos(best.value, 'y', true), 6.5 * px, 0, 2 * Math.PI);
		ctx.strokeStyle = colour('card');
		ctx.lineWidth = 4 * px;
		ctx.stroke();
		ctx.strokeStyle = colour(best.colour);
		ctx.lineWidth = 2 * px;
		ctx.stroke();
	}
	ctx.restore();
}
