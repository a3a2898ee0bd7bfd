import { Registration } from './registration.ts';

/** Chromium's event of a page that may be installed. */
interface InstallPrompt extends Event {
	prompt(): Promise<unknown>;
}

// Whether the page needs the network, has a newer version, and can be installed.
export class Offline {
	online = $state(true);
	/** Over plain HTTP a browser has no service worker, no cache and no shared memory. */
	readonly insecure = globalThis.isSecureContext === false;
	/** Page and engine are cached: the next visit needs no network. */
	ready = $state(false);
	/** A newer version waits for a reload. */
	newer = $state(false);
	/** The user has postponed the reload. */
	later = $state(false);
	#prompt: InstallPrompt | null = $state.raw(null);
	installable: boolean = $derived(this.#prompt !== null);
	#registration: Registration | null = null;

	// The browser offers once, perhaps before the page is idle.
	constructor() {
		addEventListener('beforeinstallprompt', (event) => {
			event.preventDefault(); // the page has a button of its own
			this.#prompt = event as InstallPrompt;
		});
		addEventListener('appinstalled', () => (this.#prompt = null));
	}

	/** `url` is that of the service worker. */
	watch(url: string): void {
		this.online = navigator.onLine;
		addEventListener('online', () => (this.online = true));
		addEventListener('offline', () => (this.online = false));
		this.#registration = new Registration({
			ready: () => (this.ready = true),
			waiting: () => (this.newer = true),
			replaced: () => (this.newer = true),
		});
		void this.#registration.register(url);
	}

	reload(): void {
		this.#registration?.takeOver();
	}

	async install(): Promise<void> {
		const prompt = this.#prompt;
		this.#prompt = null; // it can be asked once
		await prompt?.prompt();
	}
}
