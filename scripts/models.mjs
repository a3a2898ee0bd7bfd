// usage: node scripts/models.mjs CORPUS
//
// Makes what models/ ships from the corpus of the real reviews, measures it on the test reviews, and writes the figures
// into models/README.md, docs/models.md and, for the page, models/measured.json. Each file comes from one command of the
// program, which is written there too.
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { argv, exit } from 'node:process';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const program = join(root, 'build/native/unroll');

/** The trained networks: their file is models/NAME.safetensors, made by `unroll train` with these settings. */
export const models = [
	{ name: 'simple-rnn', title: 'SimpleRNN(8), 500 words', settings: '--cell simple-rnn --learning-rate 0.001 --patience 5' },
	{ name: 'lstm', title: 'LSTM(8), 500 words', settings: '--cell lstm --learning-rate 0.003 --patience 5' },
	{ name: 'gru', title: 'GRU(8), 500 words', settings: '--cell gru --learning-rate 0.003 --patience 5' },
	{
		name: 'strong',
		title: 'GRU(32), 10,000 words',
		settings: '--cell gru --units 32 --embedding 32 --words 10000 --length 200 --dropout 0.4 --learning-rate 0.003 --clip-norm 1 --validation 0.1 --epochs 10',
	},
];

/** The word-pair statistics, made by `unroll statistics` with its defaults. */
export const statistics = { name: 'imdb-statistics', title: 'word-pair statistics, 1,000 words' };

/** A network of the textbook's size, trained on reviews generated from the statistics. */
export const onSynthetic = { title: 'GRU(8), 500 words, trained on synthetic reviews', settings: '--cell gru --learning-rate 0.003 --patience 5', seed: 42 };

/** Where a shipped file is, from the root of the repository. */
export const fileOf = ({ name }) => `models/${name}.safetensors`;

/** The arguments of the command that makes a shipped file from a corpus. */
export const trainArguments = (corpus, to, { settings }) => ['train', corpus, ...settings.split(' '), '-o', to];
export const statisticsArguments = (corpus, to) => ['statistics', corpus, '-o', to];

const sha256 = (path) => createHash('sha256').update(readFileSync(path)).digest('hex');
const grouped = (number) => number.toLocaleString('en-US');

// Runs the program; returns the last object it printed.
function run(args) {
	const { status, stdout } = spawnSync(program, [...args, '--json'], { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
	if (status !== 0) throw new Error(`unroll ${args.join(' ')} failed`);
	return JSON.parse(stdout.trim().split('\n').at(-1));
}

// Threads do not change the result (docs/design.md), so the documented command does without.
const train = (corpus, model, to) => run([...trainArguments(corpus, to, model), '--threads', `${Math.min(4, availableParallelism())}`]);

function makeModel(corpus, model) {
	console.log(`== ${model.title}`);
	const { parameters, best_epoch: epoch } = train(corpus, model, fileOf(model));
	return { ...model, parameters, epoch, ...evaluate(model, corpus) };
}

/** Accuracy and loss of a shipped network on the test reviews of a corpus, and how many they are. */
export const evaluate = (model, corpus) => run(['evaluate', fileOf(model), corpus]);

/** For the page's catalogue (catalogue.mjs): by file name, with the digest of the file that was measured. */
export function writeMeasured(made) {
	const entries = made.map((one) => [one.name, { sha256: sha256(join(root, fileOf(one))), accuracy: one.accuracy, reviews: one.reviews }]);
	writeFileSync(join(root, 'models/measured.json'), `${JSON.stringify(Object.fromEntries(entries), null, '\t')}\n`);
}

function measureSynthetic(corpus) {
	console.log(`== ${onSynthetic.title}`);
	const folder = mkdtempSync(join(tmpdir(), 'unroll-models-'));
	try {
		const drawn = join(folder, 'synthetic');
		run(['corpus', 'synthetic', fileOf(statistics), '-o', drawn, '--seed', `${onSynthetic.seed}`]);
		const { parameters } = train(drawn, onSynthetic, join(folder, 'model'));
		return { ...onSynthetic, parameters, ...run(['evaluate', join(folder, 'model'), corpus]) };
	} finally {
		rmSync(folder, { recursive: true });
	}
}

const bytesOf = (file) => readFileSync(join(root, file)).length;
const table = (rows) => rows.map((cells) => `| ${cells.join(' | ')} |`).join('\n');

// For models/README.md: one section per file, with the command that makes it and its digest.
function sections(made, corpus) {
	const section = (one, args, facts) =>
		[`## ${one.name}.safetensors`, '', `${one.title}. ${facts}`, '', '```sh', `build/native/unroll ${args.join(' ')}`, '```', '', `SHA-256 \`${sha256(join(root, fileOf(one)))}\``].join('\n');
	const facts = (one) =>
		`${grouped(one.parameters)} parameters, ${grouped(bytesOf(fileOf(one)))} bytes; on ${grouped(one.reviews)} test reviews accuracy ${one.accuracy.toFixed(4)}, loss ${one.loss.toFixed(4)}.`;
	return [
		...made.map((one) => section(one, trainArguments(corpus, fileOf(one), one), facts(one))),
		section(statistics, statisticsArguments(corpus, fileOf(statistics)), `${grouped(bytesOf(fileOf(statistics)))} bytes.`),
	].join('\n\n');
}

// For docs/models.md: one table.
function figures(made, synthetic) {
	const row = (one, size) => [one.title, grouped(one.parameters), size, one.accuracy.toFixed(4), one.loss.toFixed(4)];
	return table([
		['network', 'parameters', 'file', 'accuracy', 'loss'],
		['---', '---', '---', '---', '---'],
		...made.map((one) => row(one, `${grouped(bytesOf(fileOf(one)))} bytes`)),
		row(synthetic, '–'),
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

function main(corpus) {
	run(statisticsArguments(corpus, fileOf(statistics)));
	const made = models.map((model) => makeModel(corpus, model));
	writeMeasured(made);
	rewrite('models/README.md', sections(made, corpus));
	rewrite('docs/models.md', figures(made, measureSynthetic(corpus)));
	console.log(`\n${execFileSync('git', ['diff', '--stat', '--', 'models', 'docs/models.md'], { cwd: root, encoding: 'utf8' }) || 'Nothing has changed.'}`);
}

if (import.meta.url === pathToFileURL(argv[1]).href) {
	if (argv.length !== 3) {
		console.error('usage: node scripts/models.mjs CORPUS');
		exit(2);
	}
	main(argv[2]);
}
