// The entry of the library worker: connects the session with the page, the browser's storage, and the files of engine and
// site.
import { loadEngineFiles, loadImporterFile } from '../engine-files.ts';
import type { ToLibrary } from '../../protocol/library.ts';
import { openDatabase } from '../../storage/database.ts';
import { StorageFailure, type StoreName } from '../../storage/storage.ts';
import { afterMessages } from '../after-messages.ts';
import { LibrarySession } from './library-session.ts';
import { SiteFiles } from './site-files.ts';

/** Notifies the library workers of other tabs that a store has changed; null where the browser isolates tabs. */
function openChannel(): BroadcastChannel | null {
	try {
		return new BroadcastChannel('unroll-stores');
	} catch {
		return null; // Firefox, where storage is blocked: no other tab could see a change either
	}
}

const others = openChannel();

/** The page's folder, marked where the page is embedded; the page gives it to the worker as its name. */
const site = self.name;

const session = new LibrarySession({
	loadEngine: () => loadEngineFiles(),
	loadImporter: loadImporterFile,
	// In a frame the page stores nothing, and resumes no run of the page itself.
	openStorage: site.endsWith('#embed') ? () => Promise.reject(new StorageFailure('denied', 'the page is embedded')) : openDatabase,
	files: new SiteFiles(site, () => caches.open('unroll-files')),
	post: (message, transfer = []) => self.postMessage(message, { transfer }),
	later: afterMessages,
	tellOthers: (store) => others?.postMessage(store),
});

others?.addEventListener('message', (event: MessageEvent<StoreName>) => void session.storeChanged(event.data));
self.onmessage = (event: MessageEvent<ToLibrary>) => void session.receive(event.data);
