// The page's side of service-worker.ts.

export interface OfflineEvents {
	/** Page and engine are cached completely: the next visit needs no network. */
	ready(): void;
	/** A newer version of the page has arrived and waits. */
	waiting(): void;
	/** Another tab has taken the newer version: this one still is the old page, and should be reloaded when it suits. */
	replaced(): void;
}

/** Null over plain HTTP, in some private windows, and in a sandboxed frame, where even the question throws. */
function serviceWorkers(): ServiceWorkerContainer | null {
	try {
		return (navigator.serviceWorker as ServiceWorkerContainer | undefined) ?? null;
	} catch {
		return null;
	}
}

/** How often an open tab asks whether there is a newer version. */
const UPDATE_INTERVAL = 3_600_000;

// Registers the service worker, where the browser has them, and reports what becomes of it.
export class Registration {
	readonly #events: OfflineEvents;
	#registration: ServiceWorkerRegistration | null = null;
	#takingOver = false;

	constructor(events: OfflineEvents) {
		this.#events = events;
	}

	/** `url` is that of the service worker; its folder is what it serves. */
	async register(url: string): Promise<void> {
		const container = serviceWorkers();
		if (!container) {
			return; // the page then needs the network
		}
		const first = container.controller === null;
		container.addEventListener('controllerchange', () => {
			if (this.#takingOver) {
				location.reload();
			} else if (!first) {
				this.#events.replaced();
			}
		});
		try {
			this.#registration = await container.register(url, { updateViaCache: 'none' });
			this.#watch(this.#registration);
		} catch {
			return; // the same as none: nothing of the page depends on it
		}
		setInterval(() => void this.#registration?.update().catch(() => {}), UPDATE_INTERVAL);
		await container.ready;
		this.#events.ready();
	}

	#watch(registration: ServiceWorkerRegistration): void {
		const tellOfWaiting = () => {
			// Without a controller it is the first one: there is no older page that it would have to wait for.
			if (registration.waiting && navigator.serviceWorker.controller) {
				this.#events.waiting();
			}
		};
		tellOfWaiting();
		registration.addEventListener('updatefound', () => {
			registration.installing?.addEventListener('statechange', tellOfWaiting);
		});
	}

	/** Lets the newer version take over, and reloads the page. */
	takeOver(): void {
		this.#takingOver = true;
		const waiting = this.#registration?.waiting;
		if (waiting) {
			waiting.postMessage('take-over');
		} else {
			location.reload();
		}
	}
}
