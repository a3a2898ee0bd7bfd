// What the messages of page and workers contain: plain data, posted as it is. training.ts has the messages.
import type { CorpusInfo, Extremes } from '../engine/corpus.ts';
import type { Status } from '../engine/failure.ts';
import type { LayerSummary, SettingTexts } from '../engine/settings.ts';
import type { EngineKind } from '../engine/load.ts';
import type { Prediction } from '../engine/model.ts';
import type { Piece } from '../engine/pieces.ts';
import type { Tokenizer } from '../engine/tokens.ts';
import type { RatePoint } from '../engine/rate-finder.ts';
import type { Epoch, Progress } from '../engine/trainer.ts';

export type { CorpusInfo, Extremes, EngineKind, Epoch, LayerSummary, Piece, Progress, SettingTexts, Prediction, Tokenizer };

/** The network that settings make. */
export interface Network {
	layers: LayerSummary[];
	/** Bytes that a run takes. */
	memory: number;
	/** What is rare among its training reviews; missing in runs that were stored before it was known. */
	extremes?: Extremes;
	/** What its reviews are cut into; missing where these are words, as in runs that were stored before there was a choice. */
	tokenizer?: Tokenizer;
}

export interface ReviewPrediction {
	/** The review that was classified. */
	text: string;
	prediction: Prediction;
	pieces: Piece[];
}

/** Why files of the user's own made no corpus. */
export type ImportProblem =
	| 'unknown-file' // none of the kinds that are read
	| 'corpus-file' // of Unroll
	| 'old-office' // .xls, .doc
	| 'document' // .ods, .docx and others
	| 'other-table' // Arrow, Feather, HDF5, a pickle
	| 'web-page' // also one that is called .xls
	| 'pdf'
	| 'database' // SQLite
	| 'other-packing' // 7z, xz and others
	| 'several-files' // more than belong together
	| 'word-index-alone' // without the imdb.npz that it belongs to
	| 'codec' // a Parquet file whose columns are packed in a way that is not read
	| 'damaged' // an archive that ends too early, or does not match its checksum
	| 'not-keras' // an npz, an array or a word index that is not what Keras' are
	| 'not-together' // parts that contradict each other
	| 'other-columns' // tables whose columns differ
	| 'encoding' // not UTF-8
	| 'no-columns' // a table of one column
	| 'open-quote' // a quote that is never closed
	| 'zip' // a zip without a table, or with several
	| 'json' // JSON that is damaged, or no list of objects
	| 'labels' // not two
	| 'memory' // more than the browser has for it
	| 'one-label' // all reviews to train on have the same
	| 'no-reviews';

/** Why something failed. The page has words for each, with what to do next. */
export type Failure =
	| { kind: 'no-webassembly' } // the browser has none, or none that computes rightly
	| { kind: 'engine-missing'; url: string } // the server has no such file
	| { kind: 'corpus-missing'; url: string }
	| { kind: 'catalogue-missing'; url: string } // of the site's reviews and models
	| { kind: 'model-missing'; url: string }
	| { kind: 'file-damaged'; url: string } // not the one that the catalogue names
	| { kind: 'corpus-gone'; id: string } // neither the site nor the browser has it any more
	| { kind: 'cannot-resume' } // a run of an earlier visit: its reviews are others now, or its checkpoint is gone
	| { kind: 'unreachable'; url: string } // no answer, or it broke off
	| { kind: 'corpus-damaged'; subject: string }
	| { kind: 'import'; problem: ImportProblem; file: string; detail: string } // `detail` in the engine's words, or ''
	| { kind: 'engine'; status: Status; subject: string; message: string }
	| { kind: 'strange-link'; parts: string[] } // the page's address has unknown parts
	| { kind: 'other-reviews' } // than those that a link names
	| { kind: 'unexpected'; message: string } // a programming error: the request fails, and everything else continues
	| { kind: 'crashed'; message: string }; // a mistake of ours: the worker is gone

/** What a search for a learning rate has found. */
export interface FoundRates {
	points: RatePoint[];
	suggested: number;
}
