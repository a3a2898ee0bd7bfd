import { mount } from 'svelte';
import App from './components/App.svelte';
import { firstLanguage } from './state/preferences.ts';
import type { LibraryWorker } from './state/library.svelte.ts';
import type { TrainingWorker } from './state/lane.svelte.ts';
import { Unroll } from './state/unroll.svelte.ts';
import { whenIdle } from './state/when-idle.ts';
import './styles/tokens.css';
import './styles/base.css';

/** The folder that the page is served from. */
const site = new URL('.', document.baseURI).href;

const surroundings = {
	createTrainingWorker: (): TrainingWorker =>
		new Worker(new URL('./worker/training/training-worker.ts', import.meta.url), { type: 'module' }),
	// A worker's own address tells nothing of the page's: it gets it as its name.
	createLibraryWorker: (): LibraryWorker =>
		new Worker(new URL('./worker/library/library-worker.ts', import.meta.url), { type: 'module', name: site }),
	processors: crossOriginIsolated ? navigator.hardwareConcurrency : 1,
	visit: Math.random().toString(36).slice(2, 10),
	nextFrame: requestAnimationFrame.bind(window),
};
const unroll = new Unroll(surroundings);
const target = document.getElementById('page');
if (target) {
	unroll.open(location.hash);
	unroll.load(); // the worker starts while the page is drawn
	await unroll.speak(firstLanguage(navigator.languages));
	mount(App, { target, props: { unroll } });
	if (import.meta.env.PROD) {
		whenIdle(() => unroll.offline.watch(new URL('service-worker.js', site).href));
	}
}
