// Tables as people have them, each with the reviews that must come out of it: those beside the project, where they are there. A corpus
// is compared with them by its words, as it has ids.
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readCorpus } from './made-up.mjs';

const folder = fileURLToPath(new URL('../../../shared/tables/', import.meta.url));

/** Kinds of which more is to come: other encodings, JSON, zips and decomposed letters. */
const notYet = [];

/** Each with its name, its path, what must come out ([text, 1 or 0]; null for a refusal) and whether a question is as good. */
export const sharedTables = existsSync(`${folder}expected.json`)
	? Object.entries(JSON.parse(readFileSync(`${folder}expected.json`, 'utf8')))
			.map(([name, one]) => ({ name, path: folder + name, ...one }))
			.filter(({ kind }) => !notYet.includes(kind))
	: [];

const punctuation = /[!"#$%&()*+,\-./:;<=>?@[\\\]^_`{|}~\t\n]/g;

/** The words of a text by Keras' rules. */
const wordsOf = (text) => text.toLowerCase().replace(punctuation, ' ').split(' ').filter(Boolean);

/** The reviews of a corpus file as lines: the label and the words, "?" for one that has no id. Sorted. */
export function reviewsOf(file) {
	const { train, test, vocabulary } = readCorpus(file);
	const lines = [train, test].flatMap(({ reviews, labels }) =>
		reviews.map((review, index) => `${labels[index]} ${review.slice(1).map((id) => vocabulary[id - 4] ?? '?').join(' ')}`));
	return { lines: lines.sort(), known: new Set(vocabulary) };
}

/** What is wrong with a corpus that was made of a table; '' where nothing is. */
export function differences(file, rows) {
	const { lines, known } = reviewsOf(file);
	const wanted = rows.map(([text, label]) =>
		`${label} ${wordsOf(text.normalize('NFC')).map((word) => (known.has(word) ? word : '?')).join(' ')}`).sort();
	const count = (list) => list.reduce((counts, line) => counts.set(line, (counts.get(line) ?? 0) + 1), new Map());
	const minus = (some, others) => {
		const rest = count(others);
		return some.filter((line) => !(rest.set(line, (rest.get(line) ?? 0) - 1).get(line) >= 0));
	};
	const missing = minus(wanted, lines);
	const wrong = minus(lines, wanted);
	return missing.length + wrong.length === 0
		? ''
		: `${lines.length} read of ${wanted.length}; missing: ${missing.slice(0, 2)}; wrong: ${wrong.slice(0, 2)}`;
}
