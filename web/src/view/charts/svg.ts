import type { Plane } from './axes.ts';
import type { Shape } from './shapes.ts';

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
/** As XML has it; what XML cannot have is left out. */
const escaped = (text: string) =>
	// eslint-disable-next-line no-control-regex
	text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '').replace(/[&<>"]/g, (character) => escapes[character] ?? '');
const rounded = (value: number) => String(Math.round(100 * value) / 100);

/** Shapes as an SVG file, which needs nothing else: colours are values, and type is of the reader's family. */
export function svgOf(shapes: readonly Shape[], size: { width: number; height: number; title: string }, colour: (name: string) => string): string {
	const clips = new Map<string, string>();
	const clipOf = ({ left, top, width, height }: Plane) => {
		const rect = `<rect x="${rounded(left)}" y="${rounded(top)}" width="${rounded(width)}" height="${rounded(height)}"/>`;
		const id = clips.get(rect) ?? `plane-${clips.size + 1}`;
		clips.set(rect, id);
		return id;
	};
	const elements = shapes.map((shape) => elementOf(shape, clipOf, (name) => escaped(colour(name))));
	const definitions = [...clips].map(([rect, id]) => `<clipPath id="${id}">${rect}</clipPath>`);
	const { width, height, title } = size;
	return [
		`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="system-ui, 'Segoe UI', Roboto, 'Noto Sans', 'Noto Sans KR', 'Malgun Gothic', sans-serif" role="img">`,
		`<title>${escaped(title)}</title>`,
		`<defs>${definitions.join('')}</defs>`,
		...elements,
		'</svg>',
		'',
	].join('\n');
}

const anchors = { left: 'start', center: 'middle', right: 'end' } as const;

function elementOf(shape: Shape, clipOf: (plane: Plane) => string, colour: (name: string) => string): string {
	const own = colour(shape.colour);
	switch (shape.kind) {
		case 'line': {
			const { width, alpha = 1, dash = [], within } = shape;
			const look = `fill="none" stroke="${own}" stroke-width="${rounded(width)}" stroke-linejoin="round"`;
			const dashes = dash.length > 0 ? ` stroke-dasharray="${dash.map(rounded).join(' ')}"` : '';
			return `<path d="${pathOf(shape)}" ${look}${opacity(alpha)}${dashes}${within ? ` clip-path="url(#${clipOf(within)})"` : ''}/>`;
		}
		case 'icon': {
			const transform = `translate(${rounded(shape.x)} ${rounded(shape.y)}) scale(${rounded(shape.scale)}) translate(-6 -6)`;
			return `<path d="${shape.path}" transform="${transform}" fill="${own}"${opacity(shape.alpha ?? 1)}/>`;
		}
		case 'ring':
			return `<circle cx="${rounded(shape.x)}" cy="${rounded(shape.y)}" r="${rounded(shape.radius)}" fill="none" stroke="${own}" stroke-width="${rounded(shape.width)}"/>`;
		case 'box':
			return `<rect x="${rounded(shape.x)}" y="${rounded(shape.y)}" width="${rounded(shape.width)}" height="${rounded(shape.height)}" fill="${own}"/>`;
		case 'text': {
			const { text, x, y, size, align, base, bold, halo } = shape;
			// Not every program knows dominant-baseline: the line on which the letters stand is computed.
			const bottom = y + size * (base === 'top' ? 0.82 : 0.35);
			const border = halo ? ` stroke="${colour(halo)}" stroke-width="${rounded(size / 4)}" stroke-linejoin="round" paint-order="stroke"` : '';
			const weight = bold ? ' font-weight="650"' : '';
			return `<text x="${rounded(x)}" y="${rounded(bottom)}" font-size="${rounded(size)}" text-anchor="${anchors[align]}" fill="${own}"${weight}${border}>${escaped(text)}</text>`;
		}
	}
}

const opacity = (alpha: number) => (alpha < 1 ? ` opacity="${rounded(alpha)}"` : '');

function pathOf({ xs, ys }: { xs: readonly number[]; ys: readonly number[] }): string {
	let command = 'M';
	return xs
		.map((x, index) => {
			const y = ys[index] ?? NaN;
			const point = Number.isFinite(x + y) ? `${command}${rounded(x)} ${rounded(y)}` : '';
			command = point === '' ? 'M' : 'L';
			return point;
		})
		.join('');
}
