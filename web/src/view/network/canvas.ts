// Shapes that the drawing is made of.
import type { Scene } from './scene.ts';

export type Context = CanvasRenderingContext2D;

export function setFont(context: Context, { font, family }: Scene, size = 1, weight = 400): void {
	context.font = `${weight} ${Math.round(font * size * 10) / 10}px ${family}`;
}

export function box(context: Context, left: number, top: number, width: number, height: number, radius: number): void {
	context.beginPath();
	context.roundRect(left, top, width, height, radius);
}

export function arrow(context: Context, from: number, to: number, y: number, head: number): void {
	const back = Math.sign(to - from) * head;
	context.beginPath();
	context.moveTo(from, y);
	context.lineTo(to, y);
	context.moveTo(to - back, y - head * 0.7);
	context.lineTo(to, y);
	context.lineTo(to - back, y + head * 0.7);
	context.stroke();
}
