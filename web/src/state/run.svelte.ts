import type { Activity, Update } from '../protocol/training.ts';
import type { CorpusInfo, Network, Progress, SettingTexts } from '../protocol/types.ts';
import { History } from './history.ts';
import { Pace } from './pace.ts';
import type { Cell } from './settings.ts';

export interface Beginning {
	id: string;
	/** Runs that began together, in a race, share it; from 1. */
	number: number;
	settings: SettingTexts;
	network: Network;
	corpus: CorpusInfo | null;
}

// A run as the page sees it: what it was started with, and everything that it has told since.
export class Run {
	readonly id: string;
	readonly number: number;
	readonly cell: Cell;
	readonly settings: SettingTexts;
	readonly network: Network;
	readonly corpus: CorpusInfo | null;
	readonly history = new History();
	readonly pace = new Pace();

	activity: Activity = $state.raw('running');
	/** A new one with every update: whoever reads it hears of all that has changed, the history too. */
	progress: Progress | null = $state.raw(null);
	/** Of the weights; null while it trains. */
	fingerprint: string | null = $state.raw(null);
	/** The model file, once the run has ended. */
	model: Blob | null = $state.raw(null);

	/** The reader ended it, or it failed: not the last epoch, and not patience. */
	cutShort: boolean = $derived.by(() => {
		const { activity, progress } = this;
		const lastEpoch = Number(this.settings.epochs);
		return activity === 'finished' && progress !== null && !progress.stoppedEarly && progress.finishedEpochs < lastEpoch;
	});

	constructor({ id, number, settings, network, corpus }: Beginning) {
		this.id = id;
		this.number = number;
		this.cell = settings.cell as Cell;
		this.settings = settings;
		this.network = network;
		this.corpus = corpus;
	}

	advance({ activity, progress, batches, epochs, busy, fingerprint }: Update): void {
		this.history.add(batches, epochs);
		if (activity !== 'finished') {
			this.pace.add(progress, busy);
		}
		this.activity = activity;
		this.progress = progress;
		this.fingerprint = fingerprint;
	}
}
