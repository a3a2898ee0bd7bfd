import type { LabelRule } from '../../engine/import.ts';
import type { Importer } from '../../engine/importer.ts';
import type { Model } from '../../engine/model.ts';
import { importReviews } from '../import/import-reviews.ts';

/** Names that stand for classes of any table: which of its labels they are is guessed. */
const usualNames = ['negative', 'positive', '부정', '긍정', '0'];

/** The labels of a table, which are the names of a network's classes where these have names of their own. */
export function rowLabels(names: readonly string[]): LabelRule {
	const own = (labels: readonly string[]) => (usualNames.includes(labels[0] ?? '') ? [] : [...labels]);
	if (names.length > 2) {
		return { positive: [], negative: [], grades: null, classes: own(names) };
	}
	return { negative: own(names.slice(0, 1)), positive: own(names.slice(1)), grades: null };
}

/** A table as a corpus whose reviews all are in the training half, with the words and the classes of a model. */
export async function tableFor(model: Model, importer: Importer, file: File): Promise<Uint8Array> {
	const vocabulary = { tokenizer: model.tokenizer(), text: model.vocabularyText(), words: Number(model.settings().words) };
	const options = { vocabulary, tail: 0, testShare: 0, rule: rowLabels(model.classNames()) };
	return (await importReviews(importer, [file], options)).corpusFile;
}
