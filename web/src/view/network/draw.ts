// Draws a scene: the timesteps. draw-output.ts draws what the network makes of them.
import { arrow, box, setFont, type Context } from './canvas.ts';
import { drawOutput } from './draw-output.ts';
import { captionHeight, errorHeight, type LayerRow, type Row } from './rows.ts';
import { mixed, strongestOf, valueOf, type Change, type Scene } from './scene.ts';
import type { Column, Strip, Timeline } from './timeline.ts';
import type { PassValues } from '../../protocol/inside.ts';

/** Draws all of it, on a context whose pixels are CSS pixels. */
export function drawScene(context: Context, scene: Scene, change: Change): void {
	context.clearRect(0, 0, scene.width, scene.height);
	context.lineWidth = 1;
	context.textBaseline = 'middle';
	for (const row of scene.rows.layers) {
		drawLayer(context, scene, change, row);
	}
	drawEmbedding(context, scene, change);
	drawWords(context, scene, change);
	drawOutput(context, scene, change);
}

// --- A layer ---------------------------------------------------------------------------------------

/** The same change, which comes from the right: a layer that reads backward begins there. */
const mirrored = (change: Change, width: number): Change => ({
	...change,
	states: (left) => change.states(width - left),
	errors: (left) => change.errors(width - left),
});

function drawLayer(context: Context, scene: Scene, wanted: Change, row: LayerRow): void {
	const layer = scene.pass.layers[row.layer]!;
	const change = layer.backward ? mirrored(wanted, scene.width) : wanted;
	const before = scene.before?.layers[row.layer];
	const { before: first, columns, after } = scene.timeline;
	const units = { now: layer, before };
	for (const strip of [first, after]) {
		if (strip) {
			drawStripUnits(context, scene, change, strip, row.units, units);
		}
	}
	for (const column of columns) {
		drawUnits(context, scene, change, column, row.units, units);
	}
	drawFlow(context, scene, row);
	drawErrors(context, scene, change, row);
	for (const { left, width } of layer.backward ? [] : columns) {
		const below = row.layer > 0 ? scene.rows.layers.find(({ layer }) => layer === row.layer - 1)?.error.top : scene.rows.embedding.top;
		if (below !== undefined) {
			drawUp(context, scene, left + width / 2, below, row.units.top + row.units.height);
		}
	}
	if (row.dropout) {
		drawDropout(context, scene, row.dropout);
	}
}

/** Between two layers: nothing is dropped in what is drawn, so it has no values. */
function drawDropout(context: Context, scene: Scene, { top, height }: Row): void {
	const { timeline, colours, texts, font, pass } = scene;
	const rate = pass.dropout?.between ?? 0;
	const places = [timeline.before, ...timeline.columns, timeline.after].filter((place) => place !== null);
	setFont(context, scene, 0.85);
	context.strokeStyle = colours.edge;
	context.setLineDash([3, 2]);
	context.fillStyle = colours.card;
	for (const { left, width } of places) {
		box(context, left, top, width, height, font / 4);
		context.fill();
		context.stroke();
	}
	context.setLineDash([]);
	context.textAlign = 'center';
	context.fillStyle = colours.muted;
	const { left, width } = places.reduce((widest, place) => (place.width > widest.width ? place : widest));
	context.fillText(texts.dropout(rate), left + width / 2, top + height / 2, width - 4);
}

interface Units {
	now: PassValues;
	before: PassValues | undefined;
}

function drawUnits(context: Context, { colours, font }: Scene, change: Change, column: Column, row: Row, { now, before }: Units): void {
	const { left, width, timestep } = column;
	const share = change.states(left);
	const each = row.height / now.shown;
	const gap = each >= 5 ? 1 : 0;
	context.save();
	box(context, left, row.top, width, row.height, font / 3);
	context.clip();
	for (let unit = 0; unit < now.shown; unit++) {
		context.fillStyle = colours.value(valueOf(now.values, before?.values, timestep * now.shown + unit, share));
		context.fillRect(left, row.top + unit * each, width, each - gap);
	}
	context.restore();
	const front = change.phase === 'forward' && share > 0 && share < 1;
	context.strokeStyle = front ? colours.accent : colours.cell;
	context.lineWidth = front ? 2.5 : 1.25;
	box(context, left, row.top, width, row.height, font / 3);
	context.stroke();
	context.lineWidth = 1;
}

// One timestep or more to a pixel: what is not drawn lies between two that are.
function drawStripUnits(context: Context, { colours }: Scene, change: Change, strip: Strip, row: Row, { now, before }: Units): void {
	const count = strip.end - strip.from;
	const bars = Math.min(count, Math.floor(strip.width));
	const wide = strip.width / bars;
	const each = row.height / now.shown;
	context.globalAlpha = 0.8;
	for (let bar = 0; bar < bars; bar++) {
		const timestep = strip.from + Math.floor((bar * count) / bars);
		const left = strip.left + bar * wide;
		const share = change.states(left);
		for (let unit = 0; unit < now.shown; unit++) {
			context.fillStyle = colours.value(valueOf(now.values, before?.values, timestep * now.shown + unit, share));
			context.fillRect(left, row.top + unit * each, wide + 0.3, each);
		}
	}
	context.globalAlpha = 1;
}

// The hidden state is handed on, by a layer that reads backward to the left. An LSTM hands on its cell state too, a GRU lets the old state past the unit.
function drawFlow(context: Context, { timeline, colours, pass, font }: Scene, { layer, units }: LayerRow): void {
	const { before, columns, after, gap } = timeline;
	const { cell, backward } = pass.layers[layer]!;
	const head = Math.min(gap / 2.5, font / 3);
	const middle = units.top + units.height * 0.6;
	const upper = units.top + units.height * 0.25;
	const ends = [before && before.left + before.width, ...columns.map(({ left, width }) => left + width)];
	context.strokeStyle = colours.cell;
	for (const [index, end] of ends.entries()) {
		const next = index < columns.length ? columns[index]!.left : after?.left;
		if (end === null || next === undefined) {
			continue;
		}
		const [from, to] = backward ? [next - 1, end + 1] : [end + 1, next - 1];
		context.lineWidth = 1.5;
		arrow(context, from, to, middle, head);
		if (cell === 'lstm') {
			context.lineWidth = 3;
			arrow(context, from, to, upper, head);
		} else if (cell === 'gru') {
			context.setLineDash([2.5, 2]);
			arrow(context, from, to, upper, head);
			context.setLineDash([]);
		}
	}
	context.lineWidth = 1;
}

function drawUp(context: Context, { colours }: Scene, x: number, from: number, to: number): void {
	context.strokeStyle = colours.edge;
	context.beginPath();
	context.moveTo(x, from - 1);
	context.lineTo(x, to + 2);
	context.stroke();
}

// --- The error that flows back -----------------------------------------------------------------------

function drawErrors(context: Context, scene: Scene, change: Change, { layer, error }: LayerRow): void {
	const { timeline, colours, font, pass, before } = scene;
	const now = pass.layers[layer]!.gradients;
	const old = before?.layers[layer]?.gradients;
	const [most, mostBefore] = [strongestOf(pass), before ? strongestOf(before) : 0];
	const base = error.top + error.height;
	const high = error.height - captionHeight(error, font);
	const oldHeight = (timestep: number) => (old ? errorHeight(old[timestep] ?? 0, mostBefore) : 0);
	// A batch's error is another one's: it comes when the old one has gone.
	const heightAt = (timestep: number, left: number) =>
		high * mixed(change.phase ? 0 : oldHeight(timestep), errorHeight(now[timestep] ?? 0, most), change.errors(left));
	context.fillStyle = colours.cell;
	if (change.phase && change.leaving > 0) {
		context.globalAlpha = change.leaving;
		drawBars(context, timeline, base, (timestep) => high * oldHeight(timestep));
		context.globalAlpha = 1;
	}
	drawBars(context, timeline, base, heightAt);
	context.strokeStyle = colours.cell;
	const { backward } = pass.layers[layer]!;
	for (const { left, width } of timeline.columns) {
		const [from, to] = backward ? [left + width - 1, left + width + timeline.gap - 1] : [left + 1, left - timeline.gap + 1];
		arrow(context, from, to, base - 1, font / 4);
	}
	if (change.errors(0) === 1 && change.errors(scene.width) === 1) {
		drawRatio(context, scene, now, error);
	}
}

function drawBars(context: Context, timeline: Timeline, base: number, heightAt: (timestep: number, left: number) => number): void {
	for (const { left, width, timestep } of timeline.columns) {
		const height = heightAt(timestep, left);
		context.fillRect(left + 0.15 * width, base - height, 0.7 * width, height);
	}
	for (const strip of [timeline.before, timeline.after]) {
		const count = strip ? strip.end - strip.from : 0;
		const bars = strip ? Math.min(count, Math.floor(strip.width)) : 0;
		for (let bar = 0; strip && bar < bars; bar++) {
			const left = strip.left + (bar * strip.width) / bars;
			const height = heightAt(strip.from + Math.floor((bar * count) / bars), left);
			context.fillRect(left, base - height, strip.width / bars + 0.3, height);
		}
	}
}

/** Above the bars. */
function drawRatio(context: Context, scene: Scene, gradients: Float64Array, error: Row): void {
	const first = scene.timeline.before ?? scene.timeline.columns[0];
	if (first && captionHeight(error, scene.font) > 0) {
		setFont(context, scene, 0.92, 600);
		context.textAlign = 'left';
		context.fillStyle = scene.colours.ink;
		context.fillText(scene.texts.ratio(gradients), first.left, error.top + 0.5 * scene.font);
	}
}

// --- What is read --------------------------------------------------------------------------------------

function drawEmbedding(context: Context, scene: Scene, change: Change): void {
	const { timeline, rows, colours, pass, before, font } = scene;
	const { top, height } = rows.embedding;
	for (const { left, width, timestep } of timeline.columns) {
		const { embedding } = pass;
		const share = change.states(left);
		for (let at = 0; embedding && at < embedding.shown; at++) {
			const each = width / embedding.shown;
			// Embeddings begin within ±0.05: the root shows small numbers too.
			const value = valueOf(embedding.values, before?.embedding?.values, timestep * embedding.shown + at, share);
			context.fillStyle = colours.value(Math.sign(value) * Math.sqrt(Math.abs(value)));
			context.fillRect(left + at * each, top, each - 0.5, height);
		}
		context.strokeStyle = colours.edge;
		box(context, left, top, width, height, font / 4);
		context.stroke();
		if (!embedding) {
			setFont(context, scene, 0.85);
			context.textAlign = 'center';
			context.fillStyle = colours.muted;
			context.fillText(String(pass.timesteps[timestep]?.id), left + width / 2, top + height / 2, width - 4);
		}
		drawUp(context, scene, left + width / 2, rows.words.top, top + height);
	}
}

function drawWords(context: Context, scene: Scene, { phase }: Change): void {
	const { timeline, rows, colours, texts, font } = scene;
	const { top, height } = rows.words;
	const middle = top + height / 2;
	context.textAlign = 'center';
	for (const { left, width, label, muted } of timeline.columns) {
		context.strokeStyle = phase === 'words' ? colours.accent : muted ? colours.line : colours.edge;
		context.lineWidth = phase === 'words' ? 2 : 1;
		box(context, left, top + 0.5, width, height - 1, font / 3);
		context.stroke();
		context.fillStyle = muted ? colours.muted : colours.ink;
		setFont(context, scene, 1, muted ? 400 : 550);
		context.fillText(label, left + width / 2, middle, width - 4);
	}
	context.lineWidth = 1;
	setFont(context, scene, 0.92);
	context.fillStyle = colours.muted;
	for (const strip of [timeline.before, timeline.after]) {
		if (strip) {
			const count = strip.end - strip.from;
			const text = strip.padding ? texts.padding(count) : strip === timeline.before ? texts.earlier(count) : texts.later(count);
			context.fillText(text, strip.left + strip.width / 2, middle, strip.width);
		}
	}
}
