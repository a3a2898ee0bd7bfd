// What the page and the exporting worker post to each other: one thing is asked for, and one answer comes.
import type { Described, EmbeddedModel, Format, ImportedModel } from '../engine/exporter.ts';
import type { Failure, SettingTexts } from './types.ts';

export type { Described, EmbeddedModel, Format, ImportedModel };

export type ToExporting =
	| { model: Blob; format: Format } // a model file, as a file of another library
	| { describe: File; settings: SettingTexts } // what a file says of its model; `settings` where it says nothing
	| { from: Blob; given: GivenOfFile | null } // the model of a file; null where the file says all
	| { vectors: Blob; settings: SettingTexts; corpus: Blob }; // a model to begin with, whose embedding is that of a text of word vectors or of a model file

/** What a file does not say of its model; `words` is a text, or a corpus file. */
export interface GivenOfFile {
	settings: SettingTexts;
	words: string | Blob | null;
}

export type FromExporting =
	| { file: Uint8Array<ArrayBuffer> }
	| { described: Described; settings: SettingTexts }
	| { imported: ImportedModel }
	| { embedded: EmbeddedModel }
	| { failure: Failure };
