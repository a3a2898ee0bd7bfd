// Batches that are as long as their longest review, in Keras 3 code: a dataset of the program's own, which fit() and evaluate() read.

/** The class, which pads by inputs_of(). */
export const batchesClass = (batch: number): string[] => [
	'class Batches(keras.utils.PyDataset):',
	'    def __init__(self, reviews, labels, shuffled=False):',
	'        super().__init__()',
	'        self.reviews, self.labels, self.shuffled = reviews, np.asarray(labels), shuffled',
	'        self.order = np.arange(len(reviews))',
	'        self.on_epoch_end()',
	'',
	'    def __len__(self):',
	`        return -(-len(self.order) // ${batch})`,
	'',
	'    def __getitem__(self, index):',
	`        some = self.order[${batch} * index : ${batch} * (index + 1)]`,
	'        return inputs_of([self.reviews[review] for review in some]), self.labels[some]',
	'',
	'    def on_epoch_end(self):',
	'        if self.shuffled:',
	'            np.random.shuffle(self.order)',
	'',
	'',
];
