// What the network makes of the last hidden state: dense layer, sigmoid, prediction and label; and where the error begins.
import { arrow, box, setFont, type Context } from './canvas.ts';
import { mixed, type Change, type Scene } from './scene.ts';

/** Pixels that it takes of a drawing of some width, with text of `font` pixels. */
export const outputWidth = (width: number, font: number): number => (width < 40 * font ? 9.5 : 12.5) * font;

export function drawOutput(context: Context, scene: Scene, change: Change): void {
	const { timeline, rows, colours, texts, font, pass, before } = scene;
	const top = rows.layers.find(({ layer }) => !pass.layers[layer]!.backward) ?? rows.layers[0]; // it ends beside the output
	const last = timeline.after ?? timeline.columns.at(-1);
	if (!top || !last) {
		return;
	}
	const wide = outputWidth(scene.width, font);
	const left = scene.width - wide;
	const probability = before && !change.phase ? mixed(before.probability, pass.probability, change.output) : pass.probability;
	const middle = top.units.top + Math.min(top.units.height * 0.42, 3.4 * font);
	drawDense(context, scene, { from: last.left + last.width, x: left + 2.6 * font, y: middle, top: top.units.top, height: top.units.height });

	// A batch's prediction is there when its states are.
	context.globalAlpha = change.phase ? Math.max(0.15, change.output) : 1;
	const text = left + 4.4 * font;
	context.textAlign = 'left';
	context.fillStyle = colours.ink;
	setFont(context, scene, 1.9, 700);
	context.fillText(texts.probability(probability, pass.classes), text, middle - 0.5 * font);
	setFont(context, scene, 1.05, 600);
	context.fillStyle = pass.classes ? colours.ink : probability > 0.5 ? colours.positive : colours.negative;
	if (!Number.isNaN(probability)) {
		context.fillText(texts.side(probability > 0.5, pass), text, middle + 0.95 * font, scene.width - text - 0.5 * font);
	}

	(pass.classes ? drawClasses : drawScale)(context, scene, change, { left: left + 2 * font, top: middle + 2.1 * font, width: wide - 2.8 * font, probability });

	setFont(context, scene, 0.95, pass.trained ? 600 : 400);
	context.textAlign = 'left';
	context.fillStyle = change.phase === 'loss' ? colours.accent : pass.trained ? colours.ink : colours.muted;
	const y = top.error.top + top.error.height;
	const most = Math.max(1, Math.floor(top.error.height / (1.15 * font))); // of a low row
	const lines = texts.error(pass).split('\n').slice(0, most);
	for (const [index, line] of lines.entries()) {
		context.fillText(line, left + 1.6 * font, y - (0.75 + 1.05 * (lines.length - 1 - index)) * font, wide - 1.8 * font);
	}
	context.globalAlpha = 1;
	context.strokeStyle = colours.cell;
	arrow(context, scene.width - font, last.left + last.width + 2, y - 1, font / 4);
}

interface DensePlace {
	from: number;
	x: number;
	y: number;
	top: number;
	height: number;
}

/** A line from each drawn unit to the one of the dense layer, and what stands on the way. */
function drawDense(context: Context, scene: Scene, { from, x, y, top, height }: DensePlace): void {
	const { colours, font, pass, texts } = scene;
	const units = pass.layers.at(-1)?.shown ?? 0;
	context.strokeStyle = colours.edge;
	context.globalAlpha = 0.6;
	context.beginPath();
	for (let unit = 0; unit < units; unit++) {
		context.moveTo(from + 1, top + (height * (unit + 0.5)) / units);
		context.lineTo(x, y);
	}
	context.stroke();
	context.globalAlpha = 1;
	if (pass.dropout?.output) {
		context.setLineDash([3, 2]);
		box(context, x - 2.1 * font, y - font, 0.6 * font, 2 * font, font / 4);
		context.fillStyle = colours.card;
		context.fill();
		context.stroke();
		context.setLineDash([]);
	}
	context.beginPath();
	context.arc(x, y, font, 0, 2 * Math.PI);
	context.fillStyle = colours.card;
	context.fill();
	context.strokeStyle = colours.ink;
	context.lineWidth = 1.5;
	context.stroke();
	setFont(context, scene, 0.85);
	context.textAlign = 'center';
	context.fillStyle = colours.muted;
	for (const [index, line] of texts.head(pass).toReversed().entries()) {
		if (y - (1.6 + index) * font > top) { // a low row has no room for them
			context.fillText(line, x, y - (1.4 + index) * font, 3.5 * font);
		}
	}
	context.beginPath();
	if (pass.classes) {
		// The softmax: several outputs that share what there is.
		for (const [place, share] of [0.3, 0.8, 0.5].entries()) {
			context.moveTo(x + 0.4 * (place - 1) * font, y + 0.45 * font);
			context.lineTo(x + 0.4 * (place - 1) * font, y + (0.45 - share) * font);
		}
	} else {
		// The sigmoid.
		context.moveTo(x - 0.6 * font, y + 0.4 * font);
		context.bezierCurveTo(x + 0.2 * font, y + 0.4 * font, x - 0.2 * font, y - 0.4 * font, x + 0.6 * font, y - 0.4 * font);
	}
	context.stroke();
	context.lineWidth = 1;
}

interface ScalePlace {
	left: number;
	top: number;
	width: number;
	probability: number;
}

/** From negative to positive: the prediction as a mark, and the label as the end that it should have reached. */
function drawScale(context: Context, scene: Scene, { phase }: Change, { left, top, width, probability }: ScalePlace): void {
	const { colours, font, pass, texts } = scene;
	const height = 0.6 * font;
	box(context, left, top, width, height, height / 2);
	const ground = context.createLinearGradient(left, 0, left + width, 0);
	ground.addColorStop(0, colours.negative);
	ground.addColorStop(0.5, colours.line);
	ground.addColorStop(1, colours.positive);
	context.fillStyle = ground;
	context.fill();
	const x = left + width * Math.min(0.98, Math.max(0.02, probability));
	context.fillStyle = colours.ink;
	context.strokeStyle = colours.card;
	box(context, x - 0.22 * font, top - 0.3 * font, 0.44 * font, height + 0.6 * font, 0.2 * font);
	context.fill();
	context.stroke();
	if (pass.label === null) {
		return;
	}
	const positive = pass.label === 1;
	const end = positive ? left + width : left;
	drawRing(context, scene, phase, end, top + height / 2);
	context.textAlign = positive ? 'right' : 'left';
	context.fillText(texts.label(pass), positive ? end + 0.5 * font : end - 0.5 * font, top + 1.7 * font);
}

/** Around where the prediction should have been; what is written then is the label. */
function drawRing(context: Context, scene: Scene, phase: Change['phase'], x: number, y: number): void {
	const { colours, font } = scene;
	context.strokeStyle = phase === 'loss' ? colours.accent : colours.ink;
	context.lineWidth = 2;
	context.beginPath();
	context.arc(x, y, 0.5 * font, 0, 2 * Math.PI);
	context.stroke();
	context.lineWidth = 1;
	setFont(context, scene, 0.95);
	context.fillStyle = colours.ink;
}

/** Of more than two classes: each as wide as it is probable, in the order of their labels, with the label's ringed. */
function drawClasses(context: Context, scene: Scene, { phase }: Change, { left, top, width }: ScalePlace): void {
	const { colours, font, pass, texts } = scene;
	const height = 0.6 * font;
	let x = left;
	for (const [label, { probability }] of (pass.classes?.all ?? []).entries()) {
		const wide = width * probability;
		context.fillStyle = colours.ofClass(label);
		context.fillRect(x, top, Math.max(0, wide - 1), height);
		if (label === pass.label) {
			drawRing(context, scene, phase, x + wide / 2, top + height / 2);
			context.textAlign = 'left';
			context.fillText(texts.label(pass), left - 0.5 * font, top + 1.7 * font, width + font);
		}
		x += wide;
	}
}
