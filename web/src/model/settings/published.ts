// Well-known networks for film reviews, with what their sources report: presets (docs/presets.md, which says what differs).

export type PublishedName = 'kerasExample' | 'tensorflow' | 'tensorflowStacked' | 'bookOneHot' | 'bookEmbedding' | 'bookMasked' | 'korean';

export interface Published {
	name: PublishedName;
	/** Of the page that describes it. */
	source: string;
	/** What differs from the engine's defaults. */
	settings: Record<string, string>;
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

const example = 'https://keras.io/examples/nlp/bidirectional_lstm_imdb/';
const tutorial = 'https://www.tensorflow.org/text/tutorials/text_classification_rnn';
const book = 'https://github.com/fchollet/deep-learning-with-python-notebooks/blob/master/second_edition/chapter11_part02_sequence-models.ipynb';
const wikidocs = 'https://wikidocs.net/44249';

const bidirectional = { cell: 'lstm', bidirectional: 'concat', patience: '0' };
const padded = { padding: 'post', truncating: 'post' };
const ofTutorial = {
	...bidirectional,
	...padded,
	embedding: '64',
	words: '1000',
	length: '2000',
	'mask-zero': 'yes',
	'pad-to': 'longest',
	dense: '64',
	optimizer: 'adam',
	'learning-rate': '0.0001',
	epochs: '10',
	'held-out': 'test',
};
const ofBook = { ...bidirectional, ...padded, units: '32', words: '20000', length: '600', 'learning-rate': '0.001', batch: '32', epochs: '10', 'dense-dropout': '0.5' };

export const publishedRuns: readonly Published[] = [
	{
		name: 'kerasExample',
		source: example,
		settings: {
			...bidirectional,
			units: '64,64',
			embedding: '128',
			words: '20000',
			length: '200',
			optimizer: 'adam',
			'learning-rate': '0.001',
			batch: '32',
			epochs: '2',
			'held-out': 'test',
		},
		reported: 0.8428,
		ofValidation: true,
		here: { accuracy: 0.8518, epochs: 2, seconds: 70, reviews: 25_000 },
	},
	{ name: 'tensorflow', source: tutorial, settings: { ...ofTutorial, units: '64' }, reported: null, here: null },
	{ name: 'tensorflowStacked', source: tutorial, settings: { ...ofTutorial, units: '64,32', 'dense-dropout': '0.5' }, reported: null, here: null },
	{ name: 'bookOneHot', source: book, settings: { ...ofBook, input: 'one-hot' }, reported: 0.87, here: null },
	{ name: 'bookEmbedding', source: book, settings: { ...ofBook, embedding: '256' }, reported: 0.87, here: null },
	{ name: 'bookMasked', source: book, settings: { ...ofBook, embedding: '256', 'mask-zero': 'yes' }, reported: 0.88, here: null },
	{
		name: 'korean',
		source: wikidocs,
		settings: {
			units: '128',
			embedding: '100',
			words: '20000',
			length: '30',
			'learning-rate': '0.001',
			batch: '60',
			epochs: '15',
			patience: '4',
		},
		reported: null,
		here: { accuracy: 0.8173, epochs: 3, seconds: 6, reviews: 40_000 },
		differs: 'korean',
	},
];

export const publishedOf = (name: string): Published | undefined => publishedRuns.find((run) => run.name === name);
