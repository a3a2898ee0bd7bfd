// What the page and its worker say to each other: plain data, posted as it stands.
//
// The page sends `load` once and may send anything after `ready`. The worker trains in slices and reads its
// messages between them, so everything is answered within a slice, also while it trains.
//
//   page → worker                          worker → page
//   load        engine and corpus          loading …, then ready or failed
//   prepare     look at settings           prepared: what is wrong, or the network they make
//   start       a new run                  started, update …, update (paused or finished)
//   continue    after a pause              update …
//   pause, stop                            update
//   review      what stands in the box     verdict; while training again and again, with the weights of then
//
// A run that fails (memory, numbers out of range) ends with `failed` after its last update.
import type { CorpusInfo, SettingTexts } from './engine/engine.ts';
import type { EngineKind } from './engine/load.ts';
import type { LayerSummary, Verdict } from './engine/model.ts';
import type { Piece } from './engine/pieces.ts';
import type { Epoch, Progress } from './engine/trainer.ts';

export type { CorpusInfo, EngineKind, Epoch, LayerSummary, Piece, Progress, SettingTexts, Verdict };

/** How far a run goes before it pauses: to its end, or one more trained batch, or one more epoch. */
export type Until = 'end' | 'batch' | 'epoch';

export type ToWorker =
	| { type: 'load'; corpusUrl: string }
	| { type: 'prepare'; settings: SettingTexts }
	| { type: 'start'; settings: SettingTexts; until: Until }
	| { type: 'continue'; until: Until }
	| { type: 'pause' }
	| { type: 'stop' }
	| { type: 'review'; text: string };

/** The network that settings make. */
export interface Network {
	layers: LayerSummary[];
	/** Bytes that a run takes. */
	memory: number;
}

/** A trained batch. */
export interface BatchPoint {
	/** In epochs: 2.5 is the middle of the third. */
	position: number;
	loss: number;
	/** The mean over the epoch's reviews up to here. */
	accuracy: number;
}

export type Activity = 'running' | 'paused' | 'finished';

export interface Update {
	activity: Activity;
	progress: Progress;
	/** What has happened since the update before. */
	batches: BatchPoint[];
	epochs: Epoch[];
	/** Milliseconds that the run has been computing, pauses left out. */
	busy: number;
}

export interface ReviewVerdict {
	/** The review that was classified. */
	text: string;
	verdict: Verdict;
	pieces: Piece[];
}

/** Why something failed. The page has words for each, with what to do next. */
export type Failure =
	| { kind: 'no-webassembly' } // the browser has none, or none that computes rightly
	| { kind: 'engine-missing'; url: string } // the server has no such file
	| { kind: 'corpus-missing'; url: string }
	| { kind: 'unreachable'; url: string } // no answer, or it broke off
	| { kind: 'corpus-damaged'; subject: string }
	| { kind: 'engine'; status: number; subject: string; message: string } // see engine/failure.ts
	| { kind: 'crashed'; message: string }; // a mistake of ours: the worker is gone

export type FromWorker =
	| { type: 'loading'; received: number; total: number | null } // bytes of the corpus
	| { type: 'ready'; engine: EngineKind; corpus: CorpusInfo }
	| { type: 'prepared'; settings: SettingTexts; failures: Failure[]; network: Network | null }
	| { type: 'started'; settings: SettingTexts; network: Network }
	| { type: 'update'; update: Update }
	| { type: 'verdict'; verdict: ReviewVerdict }
	| { type: 'failed'; failure: Failure };
