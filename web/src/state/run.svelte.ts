import type { Activity, Update } from '../protocol/training.ts';
import type { Network, Progress, SettingTexts } from '../protocol/types.ts';
import type { Difference } from './difference.ts';
import { History } from './history.ts';
import { Pace } from './pace.ts';
import type { Cell } from './settings.ts';

export interface Beginning {
	id: string;
	/** Runs that began together, in a race, share it; from 1. */
	number: number;
	settings: SettingTexts;
	network: Network;
	/** What tells the reviews from others; null where it is not known. */
	corpus: string | null;
	difference: Difference;
}

// A run as the page sees it: what it was started with, and everything that it has told since.
export class Run {
	readonly id: string;
	readonly number: number;
	readonly cell: Cell;
	readonly settings: SettingTexts;
	readonly network: Network;
	readonly corpus: string | null;
	readonly difference: Difference;
	readonly history = new History();
	readonly pace = new Pace();

	/** Given by the reader; empty where the page names it, by its cell and number. */
	name = $state('');
	/** Not on the charts. */
	hidden = $state(false);
	activity: Activity = $state.raw('running');
	/** A new one whenever there is something to show: whoever reads it hears of all that has changed, the history too. */
	progress: Progress | null = $state.raw(null);
	/** Milliseconds that it has been computing, pauses left out. */
	busy = $state.raw(0);
	/** Of the weights; null while it trains. */
	fingerprint: string | null = $state.raw(null);
	/** The model file, once the run has ended. */
	model: Blob | null = $state.raw(null);

	#latest: Update | null = null;

	/** The reader ended it, or it failed: not the last epoch, and not patience. */
	cutShort: boolean = $derived.by(() => {
		const { activity, progress } = this;
		const lastEpoch = Number(this.settings.epochs);
		return activity === 'finished' && progress !== null && !progress.stoppedEarly && progress.finishedEpochs < lastEpoch;
	});

	constructor({ id, number, settings, network, corpus, difference }: Beginning) {
		this.id = id;
		this.number = number;
		this.cell = settings.cell as Cell;
		this.settings = settings;
		this.network = network;
		this.corpus = corpus;
		this.difference = difference;
	}

	/** Takes what a worker tells, and says whether it should be on show at once; otherwise show() can wait. */
	take(update: Update): 'now' | 'later' {
		const { activity, progress, batches, epochs, busy } = update;
		this.history.add(batches, epochs);
		if (activity !== 'finished') {
			this.pace.add(progress, busy);
		}
		this.#latest = update;
		return activity === this.activity && activity === 'running' ? 'later' : 'now';
	}

	show(): void {
		if (this.#latest) {
			const { activity, progress, busy, fingerprint } = this.#latest;
			this.#latest = null;
			this.activity = activity;
			this.progress = progress;
			this.busy = busy;
			this.fingerprint = fingerprint;
		}
	}

	advance(update: Update): void {
		this.take(update);
		this.show();
	}
}
