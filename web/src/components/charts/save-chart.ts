import { coloursOf, type Shape } from '../../view/charts/shapes.ts';
import { FIGURE_WIDTH } from '../../view/charts/chart-figure.ts';
import { paint } from '../../view/charts/paint.ts';
import { svgOf } from '../../view/charts/svg.ts';
import { saveFile } from '../runs/save-file.ts';
import { lightTokens } from '../theme.svelte.ts';

/** Pixels of the picture for each of the figure: for print, and for slides. */
const SHARPNESS = 2;

/** Has the browser save a drawn chart as a file, on white whatever the page's theme. */
export async function saveChart(title: string, { shapes, height }: { shapes: readonly Shape[]; height: number }, kind: 'svg' | 'png', name: string): Promise<void> {
	const colour = lightTokens(coloursOf(shapes));
	if (kind === 'svg') {
		const svg = svgOf(shapes, { width: FIGURE_WIDTH, height, title }, colour);
		return saveFile(new Blob([svg], { type: 'image/svg+xml' }), `${name}.svg`);
	}
	const canvas = document.createElement('canvas');
	[canvas.width, canvas.height] = [FIGURE_WIDTH * SHARPNESS, height * SHARPNESS];
	const context = canvas.getContext('2d');
	if (context) {
		context.scale(SHARPNESS, SHARPNESS);
		paint(context, shapes, getComputedStyle(document.body).fontFamily, colour);
		const picture = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
		if (picture) {
			saveFile(picture, `${name}.png`);
		}
	}
}
