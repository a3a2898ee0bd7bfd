// What begins first: the worker that predicts starts while the page itself is still on its way.
import type { LibraryWorker } from './model/library/library.svelte.ts';

/** The folder that the page is served from; with a mark where the page is embedded in another one. */
const site = new URL(/[?&]embed\b/.test(location.search) ? '.#embed' : '.', document.baseURI).href;

// A worker cannot derive the page's address from its own: it gets it as its name.
const createLibraryWorker = (): LibraryWorker =>
	new Worker(new URL('./worker/library/library-worker.ts', import.meta.url), { type: 'module', name: site });

let first: LibraryWorker | null = createLibraryWorker();

const { showPage } = await import('./page.ts');
await showPage(site, () => {
	const worker = first ?? createLibraryWorker();
	first = null;
	return worker;
});
