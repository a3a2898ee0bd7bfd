// Why the user's files could not be imported, each with what to do next.

export const importFailures = {
	importFailures: {
		'unknown-file': (file: string) => ({
			title: `“${file}” cannot be imported.`,
			advice: 'Supported files: a table of texts and labels (CSV, TSV, JSON, Excel or Parquet, also packed with gzip or zip), texts in files or folders named after their labels, the archive aclImdb_v1.tar.gz as downloaded, and Keras’ imdb.npz (with imdb_word_index.json, if you have it).',
		}),
		'corpus-file': (file: string) => ({
			title: `“${file}” is a corpus, a model or a checkpoint of Unroll, not reviews.`,
			advice: 'Choose the file that the corpus was made from.',
		}),
		'old-office': (file: string) => ({
			title: `“${file}” is a file of an old Office program.`,
			advice: 'Save it as .xlsx or as “CSV UTF-8” and choose that file.',
		}),
		document: (file: string) => ({
			title: `“${file}” is a document (OpenDocument, Word, PowerPoint or Numbers).`,
			advice: 'Save its table as .xlsx or “CSV UTF-8” and choose that file.',
		}),
		'other-table': (file: string) => ({
			title: `“${file}” is an Arrow, Feather, HDF5 or pickle file.`,
			advice: 'Save the table in it as Parquet or CSV (pandas: to_csv) and choose that file.',
		}),
		'web-page': (file: string) => ({
			title: `“${file}” is a web page, whatever its name says.`,
			advice: 'Open it in Excel, save it as .xlsx or “CSV UTF-8” and choose that file.',
		}),
		pdf: (file: string) => ({
			title: `“${file}” is a PDF, which does not say where a row begins.`,
			advice: 'Choose the table that it was made from.',
		}),
		database: (file: string) => ({
			title: `“${file}” is an SQLite database.`,
			advice: 'Export the table with the reviews as CSV and choose that file.',
		}),
		'other-packing': (file: string) => ({
			title: `“${file}” is packed in a way that this page does not read.`,
			advice: 'Unpack it, or pack it as .zip or .gz.',
		}),
		'several-files': (files: string) => ({
			title: 'These files do not form one dataset.',
			advice: `Choose one file; a training and a test table with “train” and “test” in their names; a file of lines or a folder for each label; or imdb.npz together with imdb_word_index.json. You chose: ${files}.`,
		}),
		'word-index-alone': (file: string) => ({
			title: 'A word index contains no reviews.',
			advice: `Choose “${file}” together with the imdb.npz it belongs to.`,
		}),
		codec: (file: string) => ({
			title: `The columns of “${file}” are packed in a way that is not read.`,
			advice: 'Save the table with Snappy, gzip, Zstandard, Brotli or LZ4 (pandas: to_parquet), or as CSV.',
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
		'other-columns': (file: string) => ({
			title: `The tables of “${file}” have different columns.`,
			advice: 'Both must have the same columns, label included. Choose only the one that has labels.',
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
			title: `The files in “${file}” do not form one dataset.`,
			advice: 'Unpack it and choose one of its files, or a training and a test table with “train” and “test” in their names.',
		}),
		json: (file: string) => ({
			title: `The JSON in “${file}” is damaged or is not a list of objects.`,
			advice: 'It must be an array of objects, or one object in each line, each with a text and a label.',
		}),
		labels: (file: string) => ({
			title: `The label column of “${file}” must have two values.`,
			advice: 'Choose a different column, or the two values that mean positive and negative.',
		}),
		memory: (file: string) => ({
			title: `There is not enough memory to import “${file}”.`,
			advice: 'Keep fewer reviews (“Most reviews of each half” under “More options”), close other tabs, or import the file with the program: unroll corpus csv. Nothing was changed.',
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
