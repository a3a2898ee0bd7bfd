import type { Activity, Pace, Update } from '../../protocol/training.ts';
import type { Failure, Network, Progress, SettingTexts } from '../../protocol/types.ts';
import { noDifference, type Difference } from '../settings/difference.ts';
import { History, type NumberedEpoch } from './history.svelte.ts';
import { Throughput, validationShare } from './throughput.ts';
import type { Cell } from '../settings/settings.ts';

/** What a run is doing: it waits for its reviews, its worker makes its network, or what the worker reports. */
export type RunActivity = 'queued' | 'starting' | Activity;

export interface NewRun {
	id: string;
	/** Runs that began together, in a race, share it; from 1. */
	number: number;
	settings: SettingTexts;
	/** Of a run that began on an earlier visit. */
	history?: History;
}

// A run as the page sees it, from the moment Start is pressed: what it was started with, and everything that its worker has
// reported since.
export class Run {
	readonly id: string;
	readonly number: number;
	readonly cell: Cell;
	/** Until it begins, as they were when Start was pressed: its reviews may have fewer words. */
	settings: SettingTexts = $state.raw({});
	/** null until its worker has made it. */
	network: Network | null = $state.raw(null);
	/** The digest of its reviews; null where it is not known. */
	corpus: string | null = null;
	difference: Difference = $state.raw(noDifference);
	/** Where its first weights come from: the run or file of that name; null where they were drawn. */
	origin: string | null = null;
	readonly history: History;
	readonly throughput = new Throughput();

	/** Given by the user; empty where the page names it, by its cell and number. */
	name = $state('');
	/** Not on the charts. */
	hidden = $state(false);
	/** When it was removed, in milliseconds since 1970; null where it is there. */
	removed: number | null = null;
	activity: RunActivity = $state.raw('queued');
	/** Why it ended before its time. */
	failure: Failure | null = $state.raw(null);
	/** Its worker was closed before its end: its stored checkpoint stays, to be resumed from. */
	interrupted = false;
	progress: Progress | null = $state.raw(null);
	/** Milliseconds that it has been computing, pauses left out. */
	busy = $state.raw(0);
	/** Of the weights; null while it trains. */
	fingerprint: string | null = $state.raw(null);
	/** The model file, once the run has ended. */
	model: Blob | null = $state.raw(null);

	#latest: Update | null = null;
	/** Goes on from a checkpoint: what the line has beyond that is trained once more. */
	resumed = false;

	/** The user ended it, or it failed: not the last epoch, and not patience. */
	cutShort: boolean = $derived.by(() => {
		const { activity, progress } = this;
		const lastEpoch = Number(this.settings.epochs);
		return activity === 'finished' && progress !== null && !progress.stoppedEarly && progress.finishedEpochs < lastEpoch;
	});

	constructor({ id, number, settings, history = new History() }: NewRun) {
		this.id = id;
		this.number = number;
		this.cell = settings.cell as Cell;
		this.settings = settings;
		this.history = history;
	}

	/** The epoch whose figures are the run's: the last one and, once the run has ended, the one whose weights the network has. */
	get standingEpoch(): NumberedEpoch | null {
		const { best, last } = this.history.epochs;
		return this.activity === 'finished' ? best : last;
	}

	/** null before anything has been measured. */
	reviewsPerSecond(pace: Pace): number | null {
		return this.throughput.reviewsPerSecond(this.#most(pace));
	}

	/** Milliseconds to the last epoch, should the run not stop early; null where it has ended, and before anything has been measured. */
	timeLeft(pace: Pace): number | null {
		return this.activity === 'finished' ? null : this.throughput.timeLeft(Number(this.settings.epochs), this.#most(pace));
	}

	/** Reviews per second that a pace allows: the last batch of an epoch may be smaller. */
	#most(pace: Pace): number | null {
		const reviews = this.progress?.trainReviews ?? 0;
		return pace === null || reviews === 0 ? null : (pace * reviews) / Math.ceil(reviews / Number(this.settings.batch));
	}

	/** A worker trains it, or has trained it: there is a network to ask. */
	get hasBegun(): boolean {
		return this.activity !== 'queued' && this.activity !== 'starting';
	}

	/** Ends it at its current position. */
	fail(failure: Failure | null): void {
		this.show();
		this.activity = 'finished';
		this.failure = failure;
	}

	/** The same, where its worker has gone in the middle. */
	interrupt(failure: Failure | null): void {
		this.interrupted = this.activity !== 'finished' && this.hasBegun && !this.resumed;
		this.fail(failure);
	}

	/** Takes an update of its worker, and says whether it should be on show at once; otherwise show() can wait. */
	take(update: Update): 'now' | 'later' {
		const { activity, progress, batches, epochs, busy } = update;
		if (this.resumed) {
			this.resumed = false;
			this.history.batches.cutFrom(batches[0] ?? nextPosition(progress));
		}
		this.history.add(batches, epochs, progress.bestEpoch || undefined);
		if (activity !== 'finished') {
			this.throughput.add(progress, busy, validationShare(this.settings));
		}
		this.#latest = update;
		return activity === this.activity && activity === 'running' ? 'later' : 'now';
	}

	/** How far it has come, whether or not the page shows it. */
	get standing(): { activity: RunActivity; progress: Progress | null; fingerprint: string | null } {
		return this.#latest ?? this;
	}

	show(): void {
		if (this.#latest) {
			const { activity, progress, busy, fingerprint } = this.#latest;
			this.#latest = null;
			this.activity = activity;
			this.progress = progress;
			this.history.publish();
			this.busy = busy;
			this.fingerprint = fingerprint;
		}
	}

	advance(update: Update): void {
		this.take(update);
		this.show();
	}
}

/** The position that the next batch will have, about. */
function nextPosition({ phase, finishedEpochs, batch, batches }: Progress): number {
	return finishedEpochs + (phase === 'training' ? (batch + 0.5) / batches : 1 + 0.5 / batches);
}
