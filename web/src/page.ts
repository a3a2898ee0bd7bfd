import { mount } from 'svelte';
import App from './components/App.svelte';
import { printOnWhite } from './paper.ts';
import type { LibraryWorker } from './model/library/library.svelte.ts';
import { firstLanguage } from './storage/preferences.ts';
import { Page } from './model/page.svelte.ts';
import { startTrainingWorker } from './training-worker.ts';
import { whenIdle } from './view/when-idle.ts';
import './styles/tokens.css';
import './styles/base.css';
import './styles/print.css';

/** Draws the page, which is served from the folder `site`. */
export async function showPage(site: string, createLibraryWorker: () => LibraryWorker): Promise<void> {
	const page = new Page({
		createTrainingWorker: startTrainingWorker,
		createLibraryWorker,
		createEvaluationWorker: async () => (await import('./evaluation-worker.ts')).startEvaluationWorker(site),
		processors: (globalThis.crossOriginIsolated && navigator.hardwareConcurrency) || 1,
		visit: Math.random().toString(36).slice(2, 10),
		nextFrame: requestAnimationFrame.bind(window),
	});
	printOnWhite();
	const embedded = site.endsWith('#embed');
	if (embedded) {
		const { embed } = await import('./components/embed/embed.ts');
		embed(page);
	}
	page.link.open(location.hash);
	const language = firstLanguage(page.link.language ? [page.link.language] : navigator.languages);
	page.library.language = language;
	const speaks = page.setLanguage(language);
	page.load(); // its networks come first
	await speaks;
	mount(App, { target: document.getElementById('page')!, props: { page } });
	if (import.meta.env.PROD && !embedded) {
		whenLoaded(page, () => page.offline.watch(new URL('service-worker.js', site).href));
	}
}

/** Milliseconds between two looks whether the reviews have arrived. */
const LOOKING = 500;

// The service worker fetches all of the page once more. It begins when the reviews are there, or have failed: before, it
// would make them come a quarter later.
function whenLoaded(page: Page, task: () => void): void {
	if (page.library.loading) {
		setTimeout(() => whenLoaded(page, task), LOOKING);
	} else {
		whenIdle(task);
	}
}
