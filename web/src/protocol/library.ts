// What the page and the library worker say to each other. There is one library worker, with an engine of its own. It
// fetches what the site has, keeps everything that is to outlive the tab, and judges typed reviews with the models that it
// holds: it needs no corpus for that, so it is useful at once.
//
//   page → worker                          worker → page
//   open        start                      storage, records of each shelf, engine, offered, judges and
//                                          model-failed; failed where engine or catalogue cannot be had
//   review      what stands in the box     verdicts, also again whenever there is another judge
//   look        what the page shows of     trace, unit, also of every review from then on
//               the inside of a judge
//   corpus      reviews to train on        loading …, then corpus or corpus-failed
//   import      the reader's files         importing …, then imported, guessed (of a table, to be looked at) or import-failed
//   guess       the same table, corrected  guessed or import-failed
//   cancel      the running import         cancelled
//   judge       a model file judges too    judges, verdicts
//   dismiss     a judge goes               judges, verdicts
//   keep        put on a shelf             kept or not-kept; then records, but of runs
//   take        a file off a shelf         taken
//   remove      away from a shelf          records
//
// `records` also comes when another tab has changed a shelf.
import type { Account } from '../engine/account.ts';
import type { CsvGuess, CsvLayout, CsvWish } from '../engine/import.ts';
import type { ShelfName, StoredRecord, StorageTrouble } from '../storage/storage.ts';
import type { Look, Trace, TracedUnit } from './inside.ts';
import type { EngineKind, Failure, SettingTexts, Verdict } from './types.ts';

export { lengthBin } from '../engine/account.ts';
export type { Account, CsvGuess, CsvLayout, CsvWish };

/** A corpus that the page can train on. */
export interface CorpusEntry extends StoredRecord {
	/** What the site has of the official archive; drawn from its statistics; or the reader's own. */
	kind: 'official' | 'synthetic' | 'own';
	/** Own: the name of the file. */
	name: string;
	/** Bytes to fetch, or kept. */
	size: number;
	/** Own: when it was imported, in milliseconds since 1970. */
	added: number;
	/** Own: how the import went. */
	account: Account | null;
}

/** How far an import is. */
export interface ImportProgress {
	/** Reviews so far. */
	reviews: number;
	/** Bytes of the files that were read, and of all files. */
	read: number;
	total: number;
}

/** How the reader says a table is to be read. */
export interface TableChoices {
	layout: CsvLayout;
	positive: string;
	negative: string;
}

/** How a model did on reviews that it was not trained on. */
export interface TestFigures {
	/** Share of them that it judges rightly. */
	accuracy: number;
	/** How many they were. */
	reviews: number;
}

/** A network that judges typed reviews. */
export interface Judge {
	id: string;
	/** It came with the page, or the reader chose one of the runs. */
	kind: 'shipped' | 'run';
	settings: SettingTexts;
	parameters: number;
	fingerprint: string;
	/** On the official test reviews; null where nobody measured it. */
	test: TestFigures | null;
}

/** A word of a review, text.slice(start, end), as one judge sees it. */
export interface JudgedWord {
	start: number;
	end: number;
	/** Outside the judge's vocabulary. */
	unknown: boolean;
	/** That the review is positive, as it stands after this word; null where the judge does not read so far back. */
	probability: number | null;
}

/** What one judge says of a review. */
export interface Judgement {
	judge: string;
	verdict: Verdict;
	words: JudgedWord[];
}

export type ToLibrary =
	| { type: 'open' }
	| { type: 'review'; text: string }
	| { type: 'corpus'; id: string }
	| { type: 'import'; files: File[]; choices: TableChoices | null } // without choices a table is looked at first
	| { type: 'guess'; files: File[]; wish: CsvWish }
	| { type: 'cancel' }
	| { type: 'look'; judge: string; look: Look }
	| { type: 'judge'; id: string; file: ArrayBuffer }
	| { type: 'dismiss'; id: string }
	| { type: 'keep'; shelf: ShelfName; record: StoredRecord; files: Record<string, ArrayBuffer | null> }
	| { type: 'take'; shelf: ShelfName; id: string; name: string }
	| { type: 'remove'; shelf: ShelfName; id: string };

export type FromLibrary =
	| { type: 'engine'; engine: EngineKind }
	| { type: 'storage'; lasting: boolean; trouble: StorageTrouble | null }
	| { type: 'offered'; corpora: CorpusEntry[]; models: number } // and how many models are on their way
	| { type: 'records'; shelf: ShelfName; records: StoredRecord[] }
	| { type: 'judges'; judges: Judge[] }
	| { type: 'verdicts'; text: string; judgements: Judgement[] }
	| { type: 'trace'; judge: string; trace: Trace }
	| { type: 'unit'; judge: string; unit: TracedUnit }
	| { type: 'model-failed'; failure: Failure } // a shipped one: the others judge without it
	| { type: 'loading'; id: string; received: number; total: number | null }
	| { type: 'corpus'; id: string; digest: string; file: ArrayBuffer }
	| { type: 'corpus-failed'; id: string; failure: Failure }
	| { type: 'importing'; progress: ImportProgress }
	| { type: 'guessed'; guess: CsvGuess }
	| { type: 'imported'; corpus: CorpusEntry; trouble: StorageTrouble | null } // and whether it could be kept
	| { type: 'import-failed'; failure: Failure }
	| { type: 'cancelled' }
	| { type: 'kept'; shelf: ShelfName; id: string }
	| { type: 'not-kept'; shelf: ShelfName; id: string; trouble: StorageTrouble }
	| { type: 'taken'; shelf: ShelfName; id: string; name: string; file: ArrayBuffer | null }
	| { type: 'failed'; failure: Failure };
