// Why the user's files could not be imported, each with what to do next.

export const importFailures = {
	importFailures: {
		'unknown-file': (file: string) => ({
			title: `“${file}” cannot be imported.`,
			advice: 'Supported files: the archive aclImdb_v1.tar.gz as downloaded, Keras’ imdb.npz (with imdb_word_index.json, if you have it), or a table of texts and labels: CSV, TSV or JSON, also packed with gzip or zip.',
		}),
		'several-files': (files: string) => ({
			title: 'These files do not form one dataset.',
			advice: `Choose one file, or imdb.npz together with imdb_word_index.json. You chose: ${files}.`,
		}),
		'word-index-alone': (file: string) => ({
			title: 'A word index contains no reviews.',
			advice: `Choose “${file}” together with the imdb.npz it belongs to.`,
		}),
		damaged: (file: string) => ({
			title: `“${file}” is damaged.`,
			advice: 'It ends too early, or its contents do not match its checksum. Download it again.',
		}),
		'not-keras': (file: string) => ({
			title: `“${file}” does not have the format of Keras’ file.`,
			advice: 'Choose imdb.npz and imdb_word_index.json as Keras downloads them.',
		}),
		'not-together': (file: string) => ({
			title: `The parts of “${file}” do not match.`,
			advice: 'Choose files that belong together.',
		}),
		encoding: (file: string) => ({
			title: `The encoding of “${file}” is not UTF-8, and it is not certain which it is.`,
			advice: 'Choose the encoding, or save the file as UTF-8 (in Excel: “CSV UTF-8”) and choose it again.',
		}),
		'no-columns': (file: string) => ({
			title: `“${file}” does not have two columns.`,
			advice: 'A table of reviews has a text and a label in each row, separated by commas, tabs, semicolons or vertical bars.',
		}),
		'open-quote': (file: string) => ({
			title: `A quote in “${file}” is never closed.`,
			advice: 'Treat quotes as ordinary characters, or close it in the file and choose the file again. Inside a quoted cell, a quote is written twice ("").',
		}),
		zip: (file: string) => ({
			title: `“${file}” does not contain exactly one table.`,
			advice: 'Unpack it and choose one of its files.',
		}),
		json: (file: string) => ({
			title: `The JSON in “${file}” is damaged or is not a list of objects.`,
			advice: 'It must be an array of objects, or one object in each line, each with a text and a label.',
		}),
		labels: (file: string) => ({
			title: `The label column of “${file}” must have two values.`,
			advice: 'Choose a different column, or the two values that mean positive and negative.',
		}),
		'one-label': (file: string) => ({
			title: `The training reviews in “${file}” all have the same label.`,
			advice: 'A classifier needs positive and negative reviews to learn from.',
		}),
		'no-reviews': (file: string) => ({
			title: `There are no reviews in “${file}”.`,
			advice: 'Choose the archive as downloaded, or a table that has rows.',
		}),
	},
};
