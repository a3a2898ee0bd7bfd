import { mount } from 'svelte';
import App from './components/App.svelte';
import { firstLanguage } from './state/preferences.ts';
import type { TrainingWorker } from './state/lane.svelte.ts';
import { Unroll } from './state/unroll.svelte.ts';
import { fetchCorpus } from './worker/library/load-corpus.ts';
import './styles/tokens.css';
import './styles/base.css';

/** Beside the page, wherever that is served from. */
const corpusUrl = new URL('corpus/imdb.safetensors.zst', document.baseURI).href;

function createTrainingWorker(): TrainingWorker {
	return new Worker(new URL('./worker/training/training-worker.ts', import.meta.url), { type: 'module' });
}

const surroundings = {
	createTrainingWorker,
	fetchCorpus: (onProgress: (received: number, total: number | null) => void) => fetchCorpus(corpusUrl, onProgress),
};
const unroll = new Unroll(surroundings, firstLanguage(navigator.languages));
const target = document.getElementById('page');
if (target) {
	mount(App, { target, props: { unroll } });
	void unroll.load();
}
