// The page in a frame of another page: what of it is shown there, and the text that puts it there.
import type { Hideable } from './lesson.svelte.ts';

/** What is shown: the page (or the lesson that its link says), the network with its curves, or the box to type a review into. */
export const embeddings = ['page', 'network', 'review'] as const;
export type Embedding = (typeof embeddings)[number];

/** What the address of a page asks for, in its part behind '?': "embed" or "embed=network"; null where it is not embedded. */
export function embeddingOf(search: string): Embedding | null {
	const asked = new URLSearchParams(search).get('embed');
	return asked === null ? null : (embeddings.find((one) => one === asked) ?? 'page');
}

/** What is left out besides the parts of the first screen that embed.css hides. */
export const leftOut: Record<Embedding, readonly Hideable[]> = {
	page: ['guide'],
	network: ['cells', 'figures', 'presets', 'settings', 'more', 'runs', 'review', 'inside', 'reviews', 'chapter', 'guide'],
	review: ['settings', 'more', 'runs', 'inside', 'reviews', 'chapter', 'guide'],
};

/** Pixels that each needs, where the page around does not fit the frame to it. */
const heights: Record<Embedding, number> = { page: 760, network: 720, review: 360 };

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;');

/** The address of the embedded page; `link` is that of a page. */
export function embeddedAddress(link: string, embedding: Embedding): string {
	const url = new URL(link);
	url.search = embedding === 'page' ? '?embed' : `?embed=${embedding}`;
	return url.href;
}

/** An iframe, for whatever page it is pasted into. */
export const frameCode = (link: string, embedding: Embedding): string =>
	`<iframe src="${escaped(embeddedAddress(link, embedding))}" title="Unroll" loading="lazy" style="width: 100%; height: ${heights[embedding]}px; border: 0"></iframe>`;

/** The element of public/embed.js, which makes such a frame and fits its height. */
export function elementCode(link: string, embedding: Embedding): string {
	const script = new URL('embed.js', link.replace(/[?#].*/s, '')).href;
	return `<script type="module" src="${escaped(script)}"></script>\n<unroll-embed show="${embedding}" link="${escaped(new URL(link).hash)}"></unroll-embed>`;
}
