// Well-known networks for film reviews: presets (docs/presets.md, which says what differs from their sources).

export type PublishedName = 'kerasExample' | 'tensorflow' | 'tensorflowStacked' | 'bookOneHot' | 'bookEmbedding' | 'bookMasked' | 'korean';

export interface Published {
	name: PublishedName;
	/** What differs from the engine's defaults. */
	settings: Record<string, string>;
}

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
	},
	{ name: 'tensorflow', settings: { ...ofTutorial, units: '64' } },
	{ name: 'tensorflowStacked', settings: { ...ofTutorial, units: '64,32', 'dense-dropout': '0.5' } },
	{ name: 'bookOneHot', settings: { ...ofBook, input: 'one-hot' } },
	{ name: 'bookEmbedding', settings: { ...ofBook, embedding: '256' } },
	{ name: 'bookMasked', settings: { ...ofBook, embedding: '256', 'mask-zero': 'yes' } },
	{
		name: 'korean',
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
	},
];

export const publishedOf = (name: string): Published | undefined => publishedRuns.find((run) => run.name === name);
