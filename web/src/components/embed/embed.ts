import { mount } from 'svelte';
import type { Page } from '../../model/page.svelte.ts';
import { embeddingOf, leftOut } from '../../model/settings/embedding.ts';
import OpenWhole from './OpenWhole.svelte';
import './embed.css';

/** Makes the page fit into a frame: it leaves out what was not asked for, and reports its height to the page around it. */
export function embed(page: Page): void {
	const embedding = embeddingOf(location.search) ?? 'page';
	document.documentElement.dataset.embed = embedding;
	page.lesson.leftOut = leftOut[embedding];
	page.library.trains = embedding !== 'review';
	mount(OpenWhole, { target: document.body, props: { page } });
	// A page that embeds another may know how high it is.
	new ResizeObserver(() => parent.postMessage({ unrollHeight: Math.ceil(document.body.getBoundingClientRect().height) }, '*')).observe(document.body);
}
