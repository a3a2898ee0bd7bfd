// What the page and a training worker say to each other. A training worker has one engine and one run at a time;
// a race has one such worker for each cell. It never fetches a corpus: the page hands it the bytes.
//
// The page sends `load` once and may send anything after `ready`; what needs a corpus is answered once there is one.
// The worker trains in slices and reads its messages between them, so everything is answered within a slice, also
// while it trains.
//
//   page → worker                          worker → page
//   load        start the engine           ready or failed
//   corpus      the reviews from now on    opened or failed; a run on the ones before ends
//   prepare     look at settings           prepared: what is wrong, or the network they make
//   start       a new run                  started, update …, update (paused or finished), ended
//   resume      a run from a checkpoint    the same; the first update has its past epochs
//   continue    after a pause              update …
//   pause, stop                            update, ended
//   pace        how fast from now on       –
//   review      what stands in the box     verdict; while training again and again, with the weights of then
//   look        what the page shows of     trace, unit, probe; while training again and again, with the weights
//               the inside                 of then
//   save        a checkpoint of the run    saved
//
// Updates are coalesced: at most twenty a second, but for the one that says that a run has paused or finished. A run
// that is replaced by another ends first. One that fails (memory, numbers out of range) ends with `failed` after its
// last update.
import type { Look, Probe, Trace, TracedUnit } from './inside.ts';
import type {
	CorpusInfo,
	EngineKind,
	Epoch,
	Failure,
	Network,
	Progress,
	ReviewVerdict,
	SettingTexts,
} from './types.ts';

/** How far a run goes before it pauses: to its end, or one more trained batch, or one more epoch. */
export type Until = 'end' | 'batch' | 'epoch';

/** Batches a second, or null for as fast as possible. */
export type Pace = number | null;

export type ToTraining =
	| { type: 'load'; threads?: number | undefined } // in all, where the page may use several; else as many as the machine has
	| { type: 'corpus'; file: ArrayBuffer }
	| { type: 'prepare'; settings: SettingTexts }
	| { type: 'start'; run: string; settings: SettingTexts; until: Until }
	| { type: 'resume'; run: string; checkpoint: ArrayBuffer; until: Until | null } // null: paused
	| { type: 'continue'; until: Until }
	| { type: 'pause' }
	| { type: 'stop' }
	| { type: 'pace'; pace: Pace }
	| { type: 'review'; text: string }
	| { type: 'look'; look: Look }
	| { type: 'save' };

export type Activity = 'running' | 'paused' | 'finished';

export interface Update {
	activity: Activity;
	progress: Progress;
	/**
	 * The batches trained since the update before, three numbers each: the position in epochs (2.5 is the middle of
	 * the third), the batch's loss, and the mean accuracy over the epoch's reviews up to there.
	 */
	batches: Float64Array;
	/** The epochs finished since the update before. */
	epochs: Epoch[];
	/** Milliseconds that the run has been computing, pauses left out. */
	busy: number;
	/** The SHA-256 of the weights, where the run does not go on by itself; null while it does. */
	fingerprint: string | null;
}

/** `run` is the name that the page gave the run when it asked for it. */
export type FromTraining =
	| { type: 'ready'; engine: EngineKind }
	| { type: 'opened'; corpus: CorpusInfo }
	| { type: 'prepared'; settings: SettingTexts; failures: Failure[]; network: Network | null }
	| { type: 'started'; run: string; settings: SettingTexts; network: Network }
	| { type: 'update'; run: string; update: Update }
	| { type: 'ended'; run: string; model: ArrayBuffer } // a safetensors file, with the best weights
	| { type: 'verdict'; verdict: ReviewVerdict }
	| { type: 'trace'; trace: Trace }
	| { type: 'unit'; unit: TracedUnit }
	| { type: 'probe'; run: string; probe: Probe }
	| { type: 'saved'; run: string; checkpoint: ArrayBuffer }
	| { type: 'failed'; failure: Failure };
