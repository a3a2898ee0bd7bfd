import type { Shape } from './shapes.ts';

/** What is used of a canvas' context, scaled so that its unit is a pixel of the page. */
export type Context = Pick<
	CanvasRenderingContext2D,
	| 'save' | 'restore' | 'beginPath' | 'moveTo' | 'lineTo' | 'rect' | 'arc' | 'clip' | 'stroke' | 'fill' | 'fillRect' | 'fillText' | 'strokeText'
	| 'setLineDash' | 'translate' | 'scale' | 'strokeStyle' | 'fillStyle' | 'globalAlpha' | 'lineWidth' | 'lineJoin' | 'font' | 'textAlign' | 'textBaseline'
>;

/** Draws shapes onto a canvas, in a family of type; `colour` gives the value of a colour's name. */
export function paint(context: Context, shapes: readonly Shape[], family: string, colour: (name: string) => string): void {
	for (const shape of shapes) {
		context.save();
		context.strokeStyle = context.fillStyle = colour(shape.colour);
		paintShape(context, shape, family, colour);
		context.restore();
	}
}

function paintShape(context: Context, shape: Shape, family: string, colour: (name: string) => string): void {
	switch (shape.kind) {
		case 'line':
			return paintLine(context, shape);
		case 'icon':
			context.globalAlpha = shape.alpha ?? 1;
			context.translate(shape.x, shape.y);
			context.scale(shape.scale, shape.scale);
			context.translate(-6, -6);
			return context.fill(new Path2D(shape.path));
		case 'ring':
			context.beginPath();
			context.arc(shape.x, shape.y, shape.radius, 0, 2 * Math.PI);
			context.lineWidth = shape.width;
			return context.stroke();
		case 'box':
			return context.fillRect(shape.x, shape.y, shape.width, shape.height);
		case 'text':
			context.font = `${shape.bold ? 650 : 400} ${shape.size}px ${family}`;
			context.textAlign = shape.align;
			context.textBaseline = shape.base;
			if (shape.halo) {
				context.strokeStyle = colour(shape.halo);
				context.lineWidth = shape.size / 4;
				context.lineJoin = 'round';
				context.strokeText(shape.text, shape.x, shape.y);
			}
			return context.fillText(shape.text, shape.x, shape.y);
	}
}

function paintLine(context: Context, { xs, ys, width, alpha = 1, dash = [], within }: Extract<Shape, { kind: 'line' }>): void {
	if (within) {
		context.beginPath();
		context.rect(within.left, within.top, within.width, within.height);
		context.clip();
	}
	context.globalAlpha = alpha;
	context.lineWidth = width;
	context.lineJoin = 'round';
	context.setLineDash([...dash]);
	context.beginPath();
	let joined = false;
	for (let i = 0; i < xs.length; i++) {
		const [x = NaN, y = NaN] = [xs[i], ys[i]];
		if (!Number.isFinite(x + y)) {
			joined = false;
		} else if (joined) {
			context.lineTo(x, y);
		} else {
			context.moveTo(x, y);
			joined = true;
		}
	}
	context.stroke();
}
