// What the page and the library worker post to each other. There is one library worker, with an engine of its own. It
// fetches what the site has, stores everything that is to outlive the tab, and classifies typed reviews with the models that it
// has: it needs no corpus for that, so it is useful at once.
//
//   command                                        answer, or `failed`              and as news
//   open              start                        done, once all has arrived       storage, records of each store, engine,
//                                                                                   offered, predictors and model-failed
//   review            the text in the box, and     done                             predictions, also again whenever there is
//                     its language                                                  another predictor; predictors, of another
//                                                                                   language than before
//   look              what the page shows of the   done                             trace, unit, also of every review from then on
//                     inside of a predictor
//   corpus            reviews to train on          corpus                           loading …
//   import            the user's files             imported, guessed (of a table,   importing …
//                                                  to be looked at) or cancelled
//   guess             the same table, corrected    guessed or cancelled
//   tokenizers        what its texts become by     tokenizers or cancelled
//                     each tokenizer
//   cancel            an import                    done
//   add-predictor     a model file classifies too  done                             predictors, predictions
//   remove-predictor                               done                             predictors, predictions
//   keep              put in a store               stored                           kept or not-kept; records, but of runs
//   take              a file out of a store        taken
//   remove            away from a store            done                             records
//
// `records` also comes when another tab has changed a store. How commands and answers belong together: requests.ts.
import type { ImportReport, Skipped } from '../engine/import-report.ts';
import type { CsvGuess, CsvLayout, CsvWish, Encoding, ImportOptions, LabelRule } from '../engine/import.ts';
import type { Tokenizer, VisibleToken } from '../engine/tokens.ts';
import type { Language } from '../storage/preferences.ts';
import type { StoreName, StoredRecord, StorageTrouble } from '../storage/storage.ts';
import type { Look, Trace, TracedUnit } from './inside.ts';
import type { AnswerTable, Done, Failed, Numbered } from './requests.ts';
import type { EngineKind, Extremes, Failure, Prediction, SettingTexts } from './types.ts';

export { lengthBin } from '../engine/import-report.ts';
export { defaultImportOptions, delimiters, encodings } from '../engine/import.ts';
export { tokenizers } from '../engine/tokens.ts';
export type { ImportReport, Skipped, CsvLayout, Encoding, LabelRule, Tokenizer, VisibleToken };

/** What is known of a table, with how its text is encoded. */
export type TableWish = CsvWish & { encoding?: Encoding };
/** `isText`: as somebody wrote it, so its encoding, delimiter and quotes may be others than they seem. */
export type TableGuess = CsvGuess & { encoding: Encoding; isText: boolean };

/** A corpus that the page can train on. */
export interface CorpusEntry extends StoredRecord {
	/** What the site has of the official archive; drawn from its statistics; or the user's own. */
	kind: 'official' | 'synthetic' | 'own';
	/** Of what the site has: the language of the reviews. */
	language?: Language;
	/** Own: the name of the file. */
	name: string;
	/** Bytes to fetch, or stored. */
	size: number;
	/** Of what the site has: bytes of its test reviews to fetch, where it has them. */
	testSize?: number;
	/** Own: when it was imported, in milliseconds since 1970. */
	added: number;
	/** Own: the report of its import; called account in stored records since the first version. */
	account: ImportReport | null;
	/** Own: what its texts were cut into; missing where there was no choice but words. */
	tokenizer?: Tokenizer;
}

/** How far an import is. */
export interface ImportProgress {
	/** Reviews so far. */
	reviews: number;
	/** Bytes of the files that were read, and of all files. */
	read: number;
	total: number;
	/** The share of the merges of subwords that have been learned, once everything was read. */
	learned?: number;
}

/** Files that were chosen or dropped; where folders were, with their names in them. */
export interface GivenFiles {
	files: File[];
	paths?: string[];
}

/** How the user has chosen that a table is read. */
export interface TableChoices {
	layout: CsvLayout;
	rule: LabelRule;
	encoding: Encoding;
}

/** What texts are cut into; `subwords` is how many merges are learned for those. */
export interface TokenizerChoice {
	tokenizer: Tokenizer;
	subwords: number;
}

/** How much of the reviews becomes a corpus, and how they are divided. */
export type CorpusOptions = Pick<ImportOptions, 'words' | 'tail' | 'limit' | 'passages' | 'testShare' | 'trainOnly'>;

/** How files are imported; of a table, as the user has chosen. */
export type ImportChoices = Partial<TableChoices> & Partial<TokenizerChoice> & Partial<CorpusOptions>;

/** What the texts of a table become by each tokenizer. */
export interface TokenizerLook {
	/** Words of the held-out texts, and how many of them are unknown to a vocabulary of the other texts. */
	words: number;
	unknown: number;
	/** Ids of that vocabulary. */
	vocabulary: number;
	proposed: Tokenizer;
	/** The texts are of a language that puts no blanks between words. */
	withoutBlanks?: boolean;
	/** One of the texts as each tokenizer cuts it; by subwords that were learned from some of the texts. */
	example: Record<Tokenizer, VisibleToken[]>;
}

/** How a model did on reviews that it was not trained on. */
export interface TestFigures {
	/** Share of them that it classifies correctly. */
	accuracy: number;
	/** How many they were. */
	reviews: number;
}

/** What is known of a model beside its file. */
export interface ModelFacts {
	/** The language of the reviews that it was trained on; without it, it reads any. */
	language?: Language | undefined;
	/** On reviews that no training used; where it was measured. */
	test?: TestFigures | undefined;
	/** What is rare among the reviews that it was trained on; where that is known. */
	extremes?: Extremes | undefined;
}

/** A network that classifies typed reviews. */
export interface Predictor extends ModelFacts {
	id: string;
	/** It came with the page, or the user chose one of the runs. */
	kind: 'shipped' | 'run';
	settings: SettingTexts;
	parameters: number;
	fingerprint: string;
}

/** A word of a review, text.slice(start, end), as one predictor reads it. */
export interface PredictedWord {
	start: number;
	end: number;
	/** Outside the predictor's vocabulary. */
	unknown: boolean;
	/** That the review is positive or, of more than two classes, of the predicted one, up to this word; null where the predictor does not read so far back. */
	probability: number | null;
}

/** What one predictor says of a review. */
export interface PredictorResult {
	predictor: string;
	prediction: Prediction;
	words: PredictedWord[];
}

export type LibraryCommand =
	| { type: 'open' }
	| { type: 'review'; text: string; language: Language }
	| { type: 'corpus'; id: string }
	| ({ type: 'import'; choices: ImportChoices | null } & GivenFiles) // without choices a table is looked at first
	| ({ type: 'guess'; wish: TableWish } & GivenFiles)
	| ({ type: 'tokenizers'; choices: TableChoices; example: string } & GivenFiles) // the text that is cut
	| { type: 'cancel'; import: number } // by the number of its command
	| { type: 'look'; predictor: string; look: Look }
	| { type: 'add-predictor'; id: string; file: ArrayBuffer }
	| { type: 'remove-predictor'; id: string }
	| { type: 'keep'; store: StoreName; record: StoredRecord; files: Record<string, ArrayBuffer | null> }
	| { type: 'take'; store: StoreName; id: string; name: string }
	| { type: 'remove'; store: StoreName; id: string };

export type ToLibrary = Numbered<LibraryCommand>;

/** What answers each command. */
export interface LibraryAnswers extends AnswerTable<LibraryCommand> {
	open: 'done';
	review: 'done';
	corpus: 'corpus';
	import: ImportAnswer['type'];
	guess: ImportAnswer['type'];
	tokenizers: ImportAnswer['type'];
	cancel: 'done';
	look: 'done';
	'add-predictor': 'done';
	'remove-predictor': 'done';
	keep: 'stored';
	take: 'taken';
	remove: 'done';
}

export type ImportAnswer =
	| { type: 'guessed'; guess: TableGuess }
	| { type: 'tokenizers'; look: TokenizerLook }
	| { type: 'imported'; corpus: CorpusEntry; trouble: StorageTrouble | null } // and whether it could be stored
	| { type: 'cancelled' };

export type LibraryAnswer =
	| ImportAnswer
	| { type: 'corpus'; digest: string; file: ArrayBuffer }
	| { type: 'stored'; trouble: StorageTrouble | null }
	| { type: 'taken'; file: ArrayBuffer | null };

/** `of` is the number of the command that is still at work. */
export type LibraryNews =
	| { type: 'engine'; engine: EngineKind }
	| { type: 'storage'; lasting: boolean; trouble: StorageTrouble | null }
	| { type: 'offered'; corpora: CorpusEntry[] }
	| { type: 'records'; store: StoreName; records: StoredRecord[] }
	| { type: 'predictors'; predictors: Predictor[] } // those that read the language of the review
	| { type: 'predictions'; text: string; results: PredictorResult[]; failure: Failure | null } // why one of them has none
	| { type: 'trace'; predictor: string; trace: Trace }
	| { type: 'unit'; predictor: string; unit: TracedUnit }
	| { type: 'model-failed'; failure: Failure } // a shipped one: the others work without it
	| { type: 'loading'; of: number; received: number; total: number | null }
	| { type: 'importing'; of: number; progress: ImportProgress }
	| { type: 'kept'; store: StoreName; id: string }
	| { type: 'not-kept'; store: StoreName; id: string; trouble: StorageTrouble };

export type FromLibrary = Numbered<LibraryAnswer> | LibraryNews | Done | Failed;
