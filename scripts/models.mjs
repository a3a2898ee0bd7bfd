// usage: node scripts/models.mjs ARCHIVE [NAME …]
//
// Makes what models/ ships from the real reviews (ARCHIVE is that of the English ones), or only the files with these names; measures it on
// the test reviews, and writes the figures into models/README.md, docs/models.md and, for the page, models/measured.json. Each file comes
// from commands of the program, which are written there too.
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { argv, exit } from 'node:process';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const program = join(root, 'build/native/unroll');

/** The two halves of the Korean reviews (scripts/corpus.sh): of the 50,000 rows of NSMC's ratings_test.txt the first 40,000, and the last 10,000. */
const korean = (subwords) => ['csv', 'build/corpus/nsmc/ratings_train.txt', '--test', 'build/corpus/nsmc/ratings_test.txt', '--subwords', `${subwords}`];

/** The corpora that the networks are trained on: their language, and how `unroll corpus` makes each, of the archive of the English reviews. */
export const corpora = {
	imdb: { language: 'en', from: (archive) => ['imdb', archive] },
	'imdb-passages': { language: 'en', from: (archive) => ['imdb', archive, '--passages', '16'] },
	'nsmc-2000': { language: 'ko', from: () => korean(2000) },
	'nsmc-4000': { language: 'ko', from: () => korean(4000) },
};
export const corpusFileOf = (name) => `build/corpus/${name}.safetensors`;

/** The trained networks: their file is models/NAME.safetensors, made by `unroll train` with these settings. */
export const models = [
	{ name: 'simple-rnn', title: 'SimpleRNN(8), 500 words', corpus: 'imdb', settings: '--cell simple-rnn --learning-rate 0.001 --patience 5' },
	{ name: 'lstm', title: 'LSTM(8), 500 words', corpus: 'imdb', settings: '--cell lstm --learning-rate 0.003 --patience 5' },
	{ name: 'gru', title: 'GRU(8), 500 words', corpus: 'imdb', settings: '--cell gru --learning-rate 0.003 --patience 5' },
	{
		name: 'strong',
		title: 'GRU(48) in two directions, the maximum over the timesteps, 10,000 words, also trained on passages',
		corpus: 'imdb-passages',
		settings:
			'--cell gru --bidirectional concat --units 48 --embedding 32 --words 10000 --length 200 --mask-zero yes --pooling max --dropout 0.5 --learning-rate 0.003 --schedule cosine --clip-norm 1 --validation 0.05 --patience 0 --epochs 5',
	},
	{ name: 'korean-simple-rnn', title: 'SimpleRNN(8), 2,000 merges, Korean', corpus: 'nsmc-2000', settings: '--cell simple-rnn --length 60 --learning-rate 0.001 --patience 5 --epochs 20' },
	{ name: 'korean-lstm', title: 'LSTM(8), 2,000 merges, Korean', corpus: 'nsmc-2000', settings: '--cell lstm --length 60 --learning-rate 0.003 --patience 5 --epochs 20' },
	{ name: 'korean-gru', title: 'GRU(8), 2,000 merges, Korean', corpus: 'nsmc-2000', settings: '--cell gru --length 60 --learning-rate 0.003 --patience 5 --epochs 20' },
	{
		name: 'korean-strong',
		title: 'GRU(32) in two directions, the maximum over the timesteps, 4,000 merges, Korean',
		corpus: 'nsmc-4000',
		settings:
			'--cell gru --bidirectional concat --units 32 --embedding 48 --length 50 --mask-zero yes --pooling max --dropout 0.6 --recurrent-dropout 0.3 --learning-rate 0.003 --schedule cosine --clip-norm 1 --validation 0.05 --patience 0 --epochs 12',
	},
];

/** The word-pair statistics, made by `unroll statistics`. */
export const statistics = { name: 'imdb-statistics', title: 'word-pair statistics, 1,000 words', corpus: 'imdb', settings: '' };
export const koreanStatistics = { name: 'nsmc-statistics', title: 'word-pair statistics, 2,000 merges, Korean', corpus: 'nsmc-2000', settings: '--words 4096 --pairs 100000' };

/** Networks of the textbook's size, trained on reviews generated from the statistics. */
export const onSynthetic = { name: 'gru-on-synthetic', from: statistics, title: 'GRU(8), 500 words, trained on synthetic reviews', corpus: 'imdb', settings: '--cell gru --learning-rate 0.003 --patience 5', seed: 42 };
export const onKoreanSynthetic = { name: 'korean-gru-on-synthetic', from: koreanStatistics, title: 'GRU(8), 2,000 merges, trained on synthetic Korean reviews', corpus: 'nsmc-2000', settings: '--cell gru --length 60 --learning-rate 0.003 --patience 2 --epochs 8', seed: 42 };
const bothSynthetic = [onSynthetic, onKoreanSynthetic];
const bothStatistics = [statistics, koreanStatistics];

/** Short texts as an audience types them, with labels: written for this, and used by no training. */
export const shortTexts = (language) =>
	readFileSync(join(root, `tests/cli/short-texts.${language}.tsv`), 'utf8')
		.trim()
		.split('\n')
		.slice(1)
		.map((line) => line.split('\t'))
		.map(([text, label]) => ({ text, positive: label === 'positive' }));

/** Where a shipped file is, from the root of the repository. */
export const fileOf = ({ name }) => `models/${name}.safetensors`;

/** The arguments of the command that makes a shipped file from its corpus. */
export const trainArguments = (corpus, to, { settings }) => ['train', corpus, ...settings.split(' '), '-o', to];
export const statisticsArguments = (corpus, to, { settings }) => ['statistics', corpus, ...settings.split(' ').filter(Boolean), '-o', to];
export const corpusArguments = (name, archive) => ['corpus', ...corpora[name].from(archive), '-o', corpusFileOf(name)];

const sha256 = (path) => createHash('sha256').update(readFileSync(path)).digest('hex');
const grouped = (number) => number.toLocaleString('en-US');

// Runs the program; returns the objects that it printed.
function lines(args, input = '') {
	const { status, stdout, stderr } = spawnSync(program, [...args, '--json'], { cwd: root, encoding: 'utf8', input, maxBuffer: 1 << 26 });
	if (status !== 0) throw new Error(`unroll ${args.join(' ')} failed: ${stderr}`);
	return stdout.trim().split('\n').map((line) => JSON.parse(line));
}

const run = (args) => lines(args).at(-1);

// Threads do not change the result (docs/design.md), so the documented command does without.
const train = (corpus, model, to) => run([...trainArguments(corpus, to, model), '--threads', `${Math.min(4, availableParallelism())}`]);

/** Accuracy and loss of a shipped network on the test reviews of its corpus, and how many they are. */
export const evaluate = (model) => run(['evaluate', fileOf(model), corpusFileOf(model.corpus)]);

/** The share of the short texts in its language that a shipped network classifies correctly. */
export function shortAccuracy(model) {
	const texts = shortTexts(corpora[model.corpus].language);
	const predictions = lines(['predict', fileOf(model)], texts.map(({ text }) => `${text}\n`).join(''));
	return texts.filter(({ positive }, index) => predictions[index].probability > 0.5 === positive).length / texts.length;
}

function makeModel(model) {
	console.log(`== ${model.title}`);
	return measure(model, train(corpusFileOf(model.corpus), model, fileOf(model)));
}

/** What is known of a shipped network, with what its training printed last. */
export function measure(model, { parameters, extreme_words: words, extreme_known: known }) {
	const { accuracy, loss, reviews } = evaluate(model);
	const { language } = corpora[model.corpus];
	return { sha256: sha256(join(root, fileOf(model))), language, extremes: { words, known }, parameters, accuracy, loss, reviews, short: shortAccuracy(model) };
}

const measuredFile = join(root, 'models/measured.json');

function measureSynthetic(one) {
	console.log(`== ${one.title}`);
	const folder = mkdtempSync(join(tmpdir(), 'unroll-models-'));
	try {
		const drawn = join(folder, 'synthetic');
		run(['corpus', 'synthetic', fileOf(one.from), '-o', drawn, '--seed', `${one.seed}`]);
		const { parameters } = train(drawn, one, join(folder, 'model'));
		const { accuracy, loss, reviews } = run(['evaluate', join(folder, 'model'), corpusFileOf(one.corpus)]);
		return { parameters, accuracy, loss, reviews };
	} finally {
		rmSync(folder, { recursive: true });
	}
}

const bytesOf = (file) => readFileSync(join(root, file)).length;
const table = (rows) => rows.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
const command = (args) => `build/native/unroll ${args.join(' ')}`;

// For models/README.md: the corpora, and one section per file, with the commands that make them and its digest.
function sections(measured) {
	const section = (one, args, facts) =>
		[`## ${one.name}.safetensors`, '', `${one.title}. ${facts}`, '', '```sh', command(args), '```', '', `SHA-256 \`${sha256(join(root, fileOf(one)))}\``].join('\n');
	const facts = (one) => {
		const { parameters, reviews, accuracy, loss } = measured[one.name];
		return `${grouped(parameters)} parameters, ${grouped(bytesOf(fileOf(one)))} bytes; on ${grouped(reviews)} test reviews accuracy ${accuracy.toFixed(4)}, loss ${loss.toFixed(4)}.`;
	};
	return [
		['## Corpora', '', '```sh', ...Object.keys(corpora).map((name) => command(corpusArguments(name, 'data/aclImdb_v1.tar.gz'))), '```'].join('\n'),
		...models.map((one) => section(one, trainArguments(corpusFileOf(one.corpus), fileOf(one), one), facts(one))),
		...bothStatistics.map((one) => section(one, statisticsArguments(corpusFileOf(one.corpus), fileOf(one), one), `${grouped(bytesOf(fileOf(one)))} bytes.`)),
	].join('\n\n');
}

// For docs/models.md: one table.
function figures(measured) {
	const row = (one, size) => {
		const { parameters, accuracy, loss, short } = measured[one.name];
		return [one.title, grouped(parameters), size, accuracy.toFixed(4), loss.toFixed(4), short === undefined ? '–' : short.toFixed(3)];
	};
	return table([
		['network', 'parameters', 'file', 'accuracy', 'loss', 'short texts'],
		['---', '---', '---', '---', '---', '---'],
		...models.map((one) => row(one, `${grouped(bytesOf(fileOf(one)))} bytes`)),
		...bothSynthetic.map((one) => row(one, '–')),
	]);
}

const begin = '<!-- written by ./dev models -->';
const end = '<!-- until here -->';

/** Replaces what is between the two markers of a text. */
export function replaceMarked(text, between) {
	const from = text.indexOf(begin);
	const to = text.indexOf(end);
	if (from < 0 || to < from) throw new Error(`"${begin}" and "${end}" must occur in this order`);
	return `${text.slice(0, from + begin.length)}\n${between}\n${text.slice(to)}`;
}

function rewrite(file, between) {
	const path = join(root, file);
	writeFileSync(path, replaceMarked(readFileSync(path, 'utf8'), between));
}

/** Writes what was measured, and what follows from it. */
export function report(measured) {
	const inOrder = [...models, ...bothSynthetic].map(({ name }) => [name, measured[name]]);
	writeFileSync(measuredFile, `${JSON.stringify(Object.fromEntries(inOrder), null, '\t')}\n`);
	rewrite('models/README.md', sections(measured));
	rewrite('docs/models.md', figures(measured));
}

function main(archive, names) {
	const isWanted = ({ name }) => names.length === 0 || names.includes(name);
	const measured = names.length > 0 ? JSON.parse(readFileSync(measuredFile, 'utf8')) : {};
	const wanted = [...models, ...bothStatistics, ...bothSynthetic].filter(isWanted);
	new Set(wanted.map(({ corpus }) => corpus)).forEach((corpus) => run(corpusArguments(corpus, archive)));
	for (const one of bothStatistics.filter(isWanted)) run(statisticsArguments(corpusFileOf(one.corpus), fileOf(one), one));
	for (const model of models.filter(isWanted)) measured[model.name] = makeModel(model);
	for (const one of bothSynthetic.filter(isWanted)) measured[one.name] = measureSynthetic(one);
	report(measured);
	console.log(`\n${execFileSync('git', ['diff', '--stat', '--', 'models', 'docs/models.md'], { cwd: root, encoding: 'utf8' }) || 'Nothing has changed.'}`);
}

if (import.meta.url === pathToFileURL(argv[1]).href) {
	if (argv.length < 3) {
		console.error('usage: node scripts/models.mjs ARCHIVE [NAME …]');
		exit(2);
	}
	main(argv[2], argv.slice(3));
}
