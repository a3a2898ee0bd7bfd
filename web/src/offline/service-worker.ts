// The page without a network. Workbox caches one whole version of page and engine: every file of a build, by its
// content. A newer version is fetched whole beside it and waits until no tab shows the old one, or until the
// user asks for it: old and new are never mixed. Reviews and models are not here: the library worker stores them
// (worker/library/site-files.ts).
import { cleanupOutdatedCaches, precacheAndRoute } from 'workbox-precaching';

// What is used of ServiceWorkerGlobalScope: TypeScript has its types only in place of the page's.
declare const self: {
	skipWaiting(): Promise<void>;
	clients: { claim(): Promise<void> };
	addEventListener(type: 'message', listen: (event: MessageEvent) => void): void;
	addEventListener(type: 'activate', listen: (event: { waitUntil(done: Promise<unknown>): void }) => void): void;
};

/** Every file of this build; plugins/service-worker.ts puts the list here. */
declare const PRECACHED: { url: string; revision: string | null }[];

cleanupOutdatedCaches();
precacheAndRoute(PRECACHED, { ignoreURLParametersMatching: [/^/] });

self.addEventListener('message', (event) => {
	if (event.data === 'take-over') {
		void self.skipWaiting();
	}
});

// On the first visit the page that is already open is served from here at once.
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));
