import type { Described, GivenOfFile, ImportedModel } from '../protocol/exporting.ts';
import type { Failure, SettingTexts } from '../protocol/types.ts';
import { askExporter, startExporting } from './export-model.ts';

// A model of a file of Keras, PyTorch or Unroll: what the file says of it, and what the user is asked for.

/** Where the words come from of a file that does not have them: the reviews at hand, a file, or nowhere, and the model then knows ids alone. */
export const wordSources = ['corpus', 'file', 'none'] as const;
export type WordSource = (typeof wordSources)[number];

/** What every file of others leaves open, and what weights alone leave open too. */
const textFields = ['length', 'padding', 'truncating'] as const;
const networkFields = [
	...(['cell', 'units', 'upper-cells', 'bidirectional', 'pooling', 'dense', 'dense-activation'] as const),
	...(['input', 'embedding', 'words', 'mask-zero', 'convention'] as const),
];
export type AskedField = (typeof textFields)[number] | (typeof networkFields)[number];

/** The settings to ask for. */
export const askedFields = (described: Described): readonly AskedField[] =>
	described === 'whole' ? [] : described === 'network' ? textFields : [...networkFields, ...textFields];

/** Whether a file may be a model, by its name: what it is, its reader finds out. */
export const mayBeModel = (name: string): boolean => /\.(keras|h5|hdf5|safetensors)$/i.test(name);

/** The words of a file: one in each line, or JSON of words and ranks as Keras' imdb.get_word_index() has it. The first has id 4. */
export function wordsOf(text: string): string {
	if (!text.trimStart().startsWith('{')) {
		return text.replace(/\r\n?/g, '\n').replace(/\n$/, '');
	}
	const ranks = Object.entries(JSON.parse(text) as Record<string, number>);
	return ranks
		.sort(([, a], [, b]) => a - b)
		.map(([word]) => word)
		.join('\n');
}

/** What a file says of its model; `settings` are where it says nothing. */
export const describeModel = (describe: File, settings: SettingTexts, start = startExporting) =>
	askExporter({ describe, settings }, start) as Promise<{ described: Described; settings: SettingTexts } | { failure: Failure }>;

/** The model of a file. */
export const importModel = (from: Blob, given: GivenOfFile | null, start = startExporting) =>
	askExporter({ from, given }, start) as Promise<{ imported: ImportedModel } | { failure: Failure }>;
