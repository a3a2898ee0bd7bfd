// Why files of the user's own made no corpus, each with what to do next. `detail` is what the engine says, or ''.

const said = (detail: string) => (detail ? ` The engine says: ${detail}` : '');

export const importFailures = {
	importFailures: {
		'unknown-file': (file: string) => ({
			title: `“${file}” is nothing that can be read here.`,
			advice: 'What can be: the archive aclImdb_v1.tar.gz as it is downloaded, Keras’ imdb.npz (with imdb_word_index.json, if you have it), or a table of texts and labels as CSV or TSV.',
		}),
		'several-files': (file: string) => ({
			title: 'These files do not belong to one set of reviews.',
			advice: `Please choose one file, or imdb.npz together with imdb_word_index.json. These were: ${file}.`,
		}),
		'word-index-alone': (file: string) => ({
			title: 'A word index alone has no reviews.',
			advice: `Please choose “${file}” together with the imdb.npz that it belongs to.`,
		}),
		damaged: (file: string, detail: string) => ({
			title: `“${file}” is damaged.`,
			advice: `It ends too early, or its contents do not match its checksum. Please download it again.${said(detail)}`,
		}),
		'not-keras': (file: string, detail: string) => ({
			title: `“${file}” is not what Keras’ file has in it.`,
			advice: `Please choose imdb.npz and imdb_word_index.json as Keras downloads them.${said(detail)}`,
		}),
		'not-together': (file: string, detail: string) => ({
			title: `The parts of “${file}” contradict each other.`,
			advice: `Please choose files that belong together.${said(detail)}`,
		}),
		encoding: (file: string, detail: string) => ({
			title: `“${file}” is not UTF-8.`,
			advice: `Please save it as UTF-8 (in Excel: “CSV UTF-8”) and choose it again.${said(detail)}`,
		}),
		'no-columns': (file: string, detail: string) => ({
			title: `“${file}” has no two columns.`,
			advice: `A table of reviews has a text and a label in each row, with commas, tabs or semicolons between them.${said(detail)}`,
		}),
		'open-quote': (file: string, detail: string) => ({
			title: `A quote in “${file}” is never closed.`,
			advice: `Please close it, or choose that quotes are characters like others.${said(detail)}`,
		}),
		labels: (file: string, detail: string) => ({
			title: `The label column of “${file}” must have two values.`,
			advice: `Please choose another column, or the two values that mean good and bad.${said(detail)}`,
		}),
		'no-reviews': (file: string, detail: string) => ({
			title: `There are no reviews in “${file}”.`,
			advice: `Please choose the archive as it was downloaded, or a table that has rows.${said(detail)}`,
		}),
	},
};
