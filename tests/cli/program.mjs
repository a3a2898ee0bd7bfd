// The program as its user runs it, and a few made-up reviews to train it on.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

export const root = fileURLToPath(new URL('../../', import.meta.url));
export const program = process.env.UNROLL ?? join(root, 'build/native/unroll');
assert.ok(existsSync(program), `${program} is not there: ./dev build makes it, UNROLL may name another`);

/** A folder of its own for a test file, removed at its end. */
export function temporaryFolder() {
	const folder = mkdtempSync(join(tmpdir(), 'unroll-'));
	after(() => rmSync(folder, { recursive: true, force: true }));
	return folder;
}

/** Runs the program to its end. `input` is its standard input. */
export function run(args, { input = '', ...options } = {}) {
	const { status, signal, stdout, stderr } = spawnSync(program, args, {
		input,
		encoding: 'utf8',
		maxBuffer: 1 << 26,
		...options,
	});
	return { code: status ?? signal, stdout, stderr };
}

/** Runs the program and expects that it succeeds; gives its standard output. */
export function done(args, options) {
	const result = run(args, options);
	assert.equal(result.code, 0, result.stderr);
	return result.stdout;
}

/** Runs the program and expects that it fails with `code`, saying something that matches. */
export function fails(code, message, args, options) {
	const result = run(args, options);
	assert.equal(result.code, code, `${args.join(' ')}\n${result.stdout}${result.stderr}`);
	assert.match(result.stderr, message);
	assert.equal(result.stdout, '');
	return result.stderr;
}

/** The objects of a --json output: every line is one, and nothing else is there. */
export function jsonLines(stdout) {
	assert.ok(stdout.endsWith('\n'), stdout);
	return stdout.slice(0, -1).split('\n').map((line) => {
		const value = JSON.parse(line);
		assert.ok(value && typeof value === 'object' && !Array.isArray(value), line);
		return value;
	});
}

/** Starts the program, sends it a signal once its standard output has `lines` lines, and waits for its end. */
export async function interruptAfter(lines, args, signal = 'SIGINT') {
	const child = spawn(program, args);
	const ended = once(child, 'close');
	let stdout = '';
	let stderr = '';
	let sent = false;
	child.stderr.on('data', (text) => (stderr += text));
	child.stdout.on('data', (text) => {
		stdout += text;
		if (!sent && stdout.split('\n').length > lines) {
			sent = true;
			child.kill(signal);
		}
	});
	const [code, killedBy] = await ended;
	return { code: code ?? killedBy, stdout, stderr };
}

const films = ['the comedy', 'this western', 'her first film', 'the sequel', "the director's cut", 'that thriller'];
const places = ['a small harbour', 'the desert', 'an old theatre', 'a night train'];
const words = {
	pos: ['wonderful', 'warm', 'clever', 'moving', 'superb', 'charming', 'brilliant'],
	neg: ['dull', 'clumsy', 'tedious', 'lifeless', 'awful', 'pointless', 'sloppy'],
};

/** The text of review `number` of a label: some words give the label away, the others do not. */
export function reviewText(label, number) {
	const pick = (list, step) => list[(number * step + step) % list.length];
	const telling = words[label];
	return `${pick(films, 5)} is set in ${pick(places, 3)}.<br /><br />The story is ${pick(telling, 2)}, ` +
		`the acting ${pick(telling, 3)}; "${pick(telling, 5)}" is what I'd call it. Nr. ${number % 9}!`;
}

/** Writes the folder that the archive of reviews unpacks to. `train` and `test` are reviews per label. */
export function makeReviews(folder, { train = 60, test = 20 } = {}) {
	for (const [half, count] of Object.entries({ train, test }))
		for (const label of ['pos', 'neg']) {
			mkdirSync(join(folder, half, label), { recursive: true });
			for (let number = 0; number < count; number++) {
				const rating = label === 'pos' ? 7 + (number % 4) : 1 + (number % 4);
				writeFileSync(join(folder, half, label, `${number}_${rating}.txt`), reviewText(label, number + (half === 'test' ? 1000 : 0)));
			}
		}
	mkdirSync(join(folder, 'train/unsup'));
	writeFileSync(join(folder, 'train/unsup/0_0.txt'), 'an unlabelled review with an unheardof word');
	writeFileSync(join(folder, 'README'), 'not a review');
	return folder;
}

/** The archive of a folder of reviews, as bytes: a tar with the names aclImdb/…, not yet packed. */
export function tarOf(folder) {
	const same = ['--sort=name', '--mtime=@0', '--owner=0', '--group=0', '--numeric-owner']; // on every computer
	const { status, stdout, stderr } = spawnSync('tar', ['-c', '-C', folder, ...same, '--transform', 's,^[.],aclImdb,', '.'], {
		maxBuffer: 1 << 26,
	});
	assert.equal(status, 0, String(stderr));
	return stdout;
}

export const packed = (tar) => gzipSync(tar);

/** What a folder holds, so that a test can see that nothing was left behind. */
export const filesIn = (folder) => readdirSync(folder).sort();

/** A corpus of made-up reviews, at folder/corpus. */
export function makeCorpus(folder) {
	const corpus = join(folder, 'corpus');
	done(['corpus', 'imdb', makeReviews(join(folder, 'aclImdb')), '-o', corpus, '--words', '80', '--tail', '40']);
	return corpus;
}

/** Settings with which a small network learns the made-up reviews quickly. */
export const quick = ['--words', '80', '--length', '30', '--batch', '16', '--learning-rate', '0.01', '--epochs', '4'];
