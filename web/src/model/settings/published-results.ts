// What the sources of the well-known networks report, and what came out here (docs/presets.md). It comes with the note on a preset.
import { publishedOf, type Published, type PublishedName } from './published.ts';

export interface PublishedResult {
	/** Of the page that describes it. */
	source: string;
	/** The accuracy that the source reports, on its test reviews or, `ofValidation`, on those that it validates on; null where none was found. */
	reported: number | null;
	ofValidation?: true;
	/**
	 * The same here, after so many epochs, and seconds of computing for each: by the native program on one core, with so many reviews in
	 * the training half (docs/presets.md). null where it was not measured.
	 */
	here: { accuracy: number; epochs: number; seconds: number; reviews: number } | null;
	/** What the page must say beside what the settings say. */
	differs?: 'korean';
}

export type PublishedRun = Published & PublishedResult;

const example = 'https://keras.io/examples/nlp/bidirectional_lstm_imdb/';
const tutorial = 'https://www.tensorflow.org/text/tutorials/text_classification_rnn';
const book = 'https://github.com/fchollet/deep-learning-with-python-notebooks/blob/master/second_edition/chapter11_part02_sequence-models.ipynb';
const wikidocs = 'https://wikidocs.net/44249';

export const publishedResults: Record<PublishedName, PublishedResult> = {
	kerasExample: { source: example, reported: 0.8428, ofValidation: true, here: { accuracy: 0.8518, epochs: 2, seconds: 70, reviews: 25_000 } },
	tensorflow: { source: tutorial, reported: null, here: { accuracy: 0.8695, epochs: 10, seconds: 34, reviews: 25_000 } },
	tensorflowStacked: { source: tutorial, reported: null, here: { accuracy: 0.8689, epochs: 10, seconds: 73, reviews: 25_000 } },
	bookOneHot: { source: book, reported: 0.87, here: { accuracy: 0.8798, epochs: 10, seconds: 16, reviews: 25_000 } },
	bookEmbedding: { source: book, reported: 0.87, here: { accuracy: 0.8678, epochs: 10, seconds: 21, reviews: 25_000 } },
	bookMasked: { source: book, reported: 0.88, here: { accuracy: 0.8745, epochs: 10, seconds: 17, reviews: 25_000 } },
	korean: { source: wikidocs, reported: null, here: { accuracy: 0.8173, epochs: 3, seconds: 6, reviews: 40_000 }, differs: 'korean' },
};

/** A network with its results. */
export function publishedRun(name: string): PublishedRun | undefined {
	const run = publishedOf(name);
	return run && { ...run, ...publishedResults[run.name] };
}
