import { mount } from 'svelte';
import App from './components/App.svelte';
import { firstLanguage } from './state/preferences.ts';
import { Unroll, type WorkerLike } from './state/unroll.svelte.ts';
import './styles/tokens.css';
import './styles/base.css';

/** Beside the page, wherever that is served from. */
const corpusUrl = new URL('corpus/imdb.safetensors.zst', document.baseURI).href;

function createWorker(): WorkerLike {
	const worker = new Worker(new URL('./worker/worker.ts', import.meta.url), { type: 'module' });
	return worker as WorkerLike;
}

const unroll = new Unroll(createWorker, corpusUrl, firstLanguage(navigator.languages));
const target = document.getElementById('page');
if (target) {
	mount(App, { target, props: { unroll } });
	unroll.load();
}
