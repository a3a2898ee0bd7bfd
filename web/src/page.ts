import { mount } from 'svelte';
import App from './components/App.svelte';
import { printOnWhite } from './paper.ts';
import type { TrainingWorker } from './state/lane.svelte.ts';
import type { LibraryWorker } from './state/library.svelte.ts';
import { firstLanguage } from './state/preferences.ts';
import { Unroll } from './state/unroll.svelte.ts';
import { whenIdle } from './state/when-idle.ts';
import './styles/tokens.css';
import './styles/base.css';
import './styles/print.css';

/** Draws the page, which is served from the folder `site`. */
export async function showPage(site: string, createLibraryWorker: () => LibraryWorker): Promise<void> {
	const unroll = new Unroll({
		createTrainingWorker: (): TrainingWorker =>
			new Worker(new URL('./worker/training/training-worker.ts', import.meta.url), { type: 'module' }),
		createLibraryWorker,
		processors: (globalThis.crossOriginIsolated && navigator.hardwareConcurrency) || 1,
		visit: Math.random().toString(36).slice(2, 10),
		nextFrame: requestAnimationFrame.bind(window),
	});
	printOnWhite();
	unroll.open(location.hash);
	unroll.load();
	await unroll.speak(firstLanguage(navigator.languages));
	mount(App, { target: document.getElementById('page')!, props: { unroll } });
	if (import.meta.env.PROD) {
		whenLoaded(unroll, () => unroll.offline.watch(new URL('service-worker.js', site).href));
	}
}

/** Milliseconds between two looks whether the reviews have arrived. */
const LOOKING = 500;

// The service worker fetches all of the page once more. It begins when the reviews are there, or have failed: before, it
// would make them come a quarter later.
function whenLoaded(unroll: Unroll, task: () => void): void {
	if (unroll.library.loading) {
		setTimeout(() => whenLoaded(unroll, task), LOOKING);
	} else {
		whenIdle(task);
	}
}
