// The page in happy-dom, with scripted workers.
import { flushSync, mount, unmount } from 'svelte';
import { afterEach, beforeEach, vi } from 'vitest';
import App from '../../src/components/App.svelte';
import type { FromLibrary } from '../../src/protocol/library.ts';
import type { Activity, FromTraining } from '../../src/protocol/training.ts';
import type { Epoch, Progress } from '../../src/protocol/types.ts';
import type { Cell } from '../../src/model/settings/settings.ts';
import type { CorpusInfo } from '../../src/protocol/types.ts';
import { Page } from '../../src/model/page.svelte.ts';
import { madeUpProgress } from '../plain/made-up-progress.ts';
import { corpus, network, official, ScriptedLibrary, ScriptedWorker, type Said } from './scripted-worker.ts';

export class ThePage {
	readonly model: Page;
	readonly workers: ScriptedWorker[] = [];
	library = new ScriptedLibrary();
	readonly #app: Record<string, unknown>;
	#frames: (() => void)[] = [];

	constructor(cells: Cell[], processors: number) {
		const createTrainingWorker = () => {
			const worker = new ScriptedWorker();
			this.workers.push(worker);
			return worker;
		};
		const createLibraryWorker = () => (this.library = new ScriptedLibrary());
		const nextFrame = (task: () => void) => void this.#frames.push(task);
		this.model = new Page({ createTrainingWorker, createLibraryWorker, processors, visit: 'test', nextFrame });
		this.model.form.chooseCells(cells);
		this.#app = mount(App, { target: document.body, props: { page: this.model } });
		this.model.load();
		this.tell({ type: 'engine', engine: 'simd' });
	}

	/** Once more from the beginning, as long as the library has not even an engine. */
	loadAgain(): void {
		this.model.load();
		flushSync();
	}

	/** The one that was made last. */
	get worker(): ScriptedWorker {
		return this.workers.at(-1)!;
	}

	flush(): void {
		flushSync();
	}

	/** What a worker says, and the frame after it. */
	say(message: Said<FromTraining>, worker = this.worker): void {
		worker.say(message);
		this.nextFrame();
	}

	nextFrame(): void {
		vi.advanceTimersByTime(100);
		this.#frames.splice(0).forEach((task) => task());
		flushSync();
	}

	/** What the library says. */
	tell(message: Said<FromLibrary>): void {
		this.library.say(message);
		flushSync();
	}

	/** The library has a corpus. */
	offer(): void {
		this.tell({ type: 'offered', corpora: [official] });
		this.tell({ type: 'records', store: 'corpora', records: [] });
	}

	/** Engines and corpus are there, and the workers have looked at the settings. */
	becomeReady(opened: CorpusInfo = corpus): void {
		this.tell({ type: 'engine', engine: 'simd' });
		const cells = this.model.form.cells;
		const workers = this.workers.slice(-cells.length);
		workers.forEach((worker) => this.say({ type: 'ready', engine: 'simd' }, worker));
		this.offer();
		this.tell({ type: 'corpus', digest: 'd', file: new ArrayBuffer(1) });
		workers.forEach((worker) => {
			this.say({ type: 'opened', corpus: opened }, worker);
			this.say({ type: 'prepared', failures: [], network }, worker);
			this.say({ type: 'prepared', failures: [], network }, worker); // the form has asked too, when its delay was over
		});
	}

	/** The worker says that the run that was asked for last has begun. */
	began(worker = this.worker): void {
		const { settings } = worker.last('start')!;
		this.say({ type: 'started', settings, network }, worker);
	}

	begin(): void {
		this.model.start('end');
		this.workers.filter((worker) => worker.last('start')).forEach((worker) => this.began(worker));
	}

	/** `epochs` are those that have finished since the last update, or how many. */
	update(activity: Activity, changes: Partial<Progress>, epochs: number | Epoch[] = 0, worker = this.worker): void {
		const epoch = { loss: 0.4, accuracy: 0.81, valLoss: 0.43, valAccuracy: 0.796 };
		const update = {
			activity,
			progress: madeUpProgress(changes),
			batches: new Float64Array(),
			epochs: typeof epochs === 'number' ? Array<Epoch>(epochs).fill(epoch) : epochs,
			busy: 400,
			fingerprint: activity === 'running' ? null : 'a1b2c3d4e5f6'.padEnd(64, '0'),
		};
		this.say({ type: 'update', run: worker.last('start')!.run, update }, worker);
	}

	/** The parts that are fetched when the page has nothing more urgent to do are there. */
	async becomeWhole(): Promise<void> {
		await Promise.all([import('../../src/components/network/UnrolledNetwork.svelte'), import('../../src/components/runs/RunList.svelte')]);
		await vi.advanceTimersByTimeAsync(200);
		flushSync();
	}

	async close(): Promise<void> {
		await unmount(this.#app);
	}
}

/** A new page for each test of a file, with these cells chosen. */
export function keepPage(cells: Cell[], processors = 1): ThePage {
	let page: ThePage;
	beforeEach(async () => {
		vi.useFakeTimers();
		page = new ThePage(cells, processors);
		await page.becomeWhole();
	});
	afterEach(async () => {
		await page.close();
		vi.useRealTimers();
		localStorage.clear();
		history.replaceState(null, '', location.pathname); // the settings of the test are in the link
	});
	return new Proxy({} as ThePage, {
		get(_, name) {
			const value: unknown = Reflect.get(page, name, page);
			return typeof value === 'function' ? value.bind(page) : value;
		},
	});
}

export const text = () => document.body.textContent?.replace(/\s+/g, ' ') ?? '';

export function button(label: string): HTMLButtonElement {
	const all = [...document.querySelectorAll('button')];
	const found = all.find((element) => element.textContent?.trim() === label);
	if (!found) {
		throw new Error(`there is no button ${label}`);
	}
	return found;
}

export function click(label: string): void {
	button(label).click();
	flushSync();
}

export function type(id: string, value: string): void {
	const field = document.querySelector<HTMLInputElement>(`#${id}`)!;
	field.value = value;
	field.dispatchEvent(new Event(field.tagName === 'SELECT' ? 'change' : 'input', { bubbles: true }));
	flushSync();
	vi.advanceTimersByTime(1000);
	flushSync();
}
