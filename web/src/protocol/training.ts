// What the page and a training worker post to each other. A training worker has one engine and one run at a time;
// a race has one such worker for each cell. It never fetches a corpus: the page hands it the bytes.
//
// The page sends `load` once and may send anything after `ready`; `prepare`, `start` and `resume` need a corpus.
// The worker trains in slices and reads its messages between them, so every command but `find-rate` is answered within a slice,
// also while it trains. How commands and answers belong together: requests.ts.
//
//   command                                answer, or `failed`                  and then, as news
//   load        start the engine           ready
//   corpus      the reviews from now on    opened                               a run on the ones before ends
//   prepare     check settings             prepared: what is wrong with them,
//                                          or the network they make
//   start       a new run                  started                              update …, update (paused or finished), ended
//   resume      a run from a checkpoint    started                              the same; the first update has its past epochs
//   continue    after a pause              done                                 update …
//   pause                                  done                                 update (paused)
//   stop                                   done                                 update (finished), ended
//   pace        how fast from now on       done
//   review      the text in the box        done                                 prediction or prediction-failed; while training
//                                                                               again and again, with the weights of then
//   look        what the page shows of     done                                 trace, unit, probe, pass; while training again and
//               the inside                                                      again, with the weights of then; reach, once
//                                                                               training rests
//   save        a checkpoint of the run    saved
//   find-rate   a search for a learning    rates, once it has ended;
//               rate                       null where another took its place
//
// Updates are throttled: at most twenty a second, but for the one that says that a run has paused or finished. A run
// that is replaced by another ends first. One that fails (memory, numbers out of range) ends, with `run-failed` after its
// last update. `failed` without a number reports what failed by itself: an inspection, or the engine.
import type { HelperTask } from '../engine/helper.ts';
import type { Look, NetworkPass, Probe, Reach, Trace, TracedUnit } from './inside.ts';
import type { AnswerTable, Done, Failed, Numbered } from './requests.ts';
import type {
	CorpusInfo,
	EngineKind,
	Epoch,
	Failure,
	FoundRates,
	Network,
	Progress,
	ReviewPrediction,
	SettingTexts,
} from './types.ts';

/** How far a run goes before it pauses: to its end, or one more trained batch, or one more epoch. */
export type Until = 'end' | 'batch' | 'epoch';

/** Batches a second, or null for as fast as possible. */
export type Pace = number | null;

export type TrainingCommand =
	| { type: 'load'; threads?: number | undefined } // default: one for each processor, where the page may use several
	| { type: 'corpus'; file: ArrayBuffer }
	| { type: 'prepare'; settings: SettingTexts }
	| { type: 'start'; run: string; settings: SettingTexts; until: Until; model?: ArrayBuffer | undefined } // a model file to begin with, whose settings count
	| { type: 'resume'; run: string; checkpoint: ArrayBuffer; until: Until | null } // null: paused
	| { type: 'continue'; until: Until }
	| { type: 'pause' }
	| { type: 'stop' }
	| { type: 'pace'; pace: Pace }
	| { type: 'review'; text: string }
	| { type: 'look'; look: Look }
	| { type: 'save'; run: string }
	| { type: 'find-rate'; settings: SettingTexts };

export type ToTraining = Numbered<TrainingCommand>;

/** What answers each command. */
export interface TrainingAnswers extends AnswerTable<TrainingCommand> {
	load: 'ready';
	corpus: 'opened';
	prepare: 'prepared';
	start: 'started';
	resume: 'started';
	continue: 'done';
	pause: 'done';
	stop: 'done';
	pace: 'done';
	review: 'done';
	look: 'done';
	save: 'saved';
	'find-rate': 'rates';
}

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
	/** The SHA-256 of the weights, where the run has paused or ended; null while it trains. */
	fingerprint: string | null;
}

export type TrainingAnswer =
	| { type: 'ready'; engine: EngineKind }
	| { type: 'opened'; corpus: CorpusInfo }
	| { type: 'prepared'; failures: Failure[]; network: Network | null }
	| { type: 'started'; settings: SettingTexts; network: Network }
	| { type: 'saved'; checkpoint: ArrayBuffer }
	| { type: 'rates'; rates: FoundRates | null };

/** `run` is the id that the page gave the run when it asked for it. */
export type TrainingNews =
	| { type: 'update'; run: string; update: Update }
	| { type: 'ended'; run: string; model: ArrayBuffer } // a safetensors file, with the best weights
	| { type: 'run-failed'; run: string; failure: Failure }
	| { type: 'prediction'; prediction: ReviewPrediction }
	| { type: 'prediction-failed'; text: string; failure: Failure }
	| { type: 'trace'; trace: Trace }
	| { type: 'unit'; unit: TracedUnit }
	| { type: 'probe'; run: string; probe: Probe }
	| { type: 'pass'; run: string | null; pass: NetworkPass } // null: of the network that the settings make, before a run
	| { type: 'reach'; run: string; reach: Reach };

export type FromTraining = Numbered<TrainingAnswer> | TrainingNews | Done | Failed;

/** The engine of the worker wants a helper, which the page starts (training-worker.ts). */
export interface HelperWanted {
	type: 'helper';
	task: HelperTask;
}
