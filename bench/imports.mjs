// How much processor time an import takes: with words, and with subwords that are learned; by the program, and as the page's worker runs it,
// in Node, with a progress report and a look at the messages every 40 ms.
//
//   node bench/imports.mjs [--rounds 3] [--merges 8000] FILE …
//
// A FILE is a table, or an archive of the Large Movie Review Dataset (….tar.gz). It needs build/native/unroll and
// build/wasm-scalar/importer.wasm. What is compared takes turns, and the least of the rounds is shown: other work on the machine only adds to
// it. The results hold for this machine at this time; nothing passes or fails.
import { spawnSync } from 'node:child_process';
import { openAsBlob, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { cpuUsage, exit, stderr, stdout } from 'node:process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

import { pageModule } from './page-modules.mjs';

const root = fileURLToPath(new URL('../', import.meta.url));
const { values, positionals: files } = parseArgs({
	options: { rounds: { type: 'string', default: '3' }, merges: { type: 'string', default: '8000' } },
	allowPositionals: true,
});
if (files.length === 0) {
	stderr.write('usage: node bench/imports.mjs [--rounds 3] [--merges 8000] FILE …\n');
	exit(2);
}
const merges = Number(values.merges);
const tokenizers = ['words', 'subwords'];
const corpus = join(tmpdir(), `unroll-imports-${process.pid}`);

/** Seconds of processor time that the program takes. */
function byProgram(file, tokenizer) {
	const kind = file.endsWith('.tar.gz') ? 'imdb' : 'csv';
	const cut = tokenizer === 'words' ? [] : ['--subwords', String(merges)];
	const command = [`${root}build/native/unroll`, 'corpus', kind, file, '-o', corpus, ...cut];
	const { status, stderr: said } = spawnSync('bash', ['-c', 'TIMEFORMAT="%U %S"; time "$@" >/dev/null', 'bash', ...command], { encoding: 'utf8' });
	if (status !== 0) throw new Error(said);
	const [user, system] = said.trim().split('\n').at(-1).split(' ').map(Number);
	return user + system;
}

const { startImporter } = await pageModule('engine/importer.ts');
const { importReviews } = await pageModule('worker/import/import-reviews.ts');
const wasm = readFileSync(`${root}build/wasm-scalar/importer.wasm`);

/** The same of the worker's code, which also recognises the file and, of a table, looks at all of it first. */
async function byWorker(file, tokenizer) {
	const given = new File([await openAsBlob(file)], basename(file));
	const importer = await startImporter(wasm);
	const before = cpuUsage();
	await importReviews(importer, [given], { tokenizer, subwords: merges });
	const { user, system } = cpuUsage(before);
	return (user + system) / 1e6;
}

for (const file of files) {
	const least = {};
	const note = (name, seconds) => (least[name] = Math.min(least[name] ?? Infinity, seconds));
	for (let round = 0; round < Number(values.rounds); round++) {
		for (const tokenizer of tokenizers) {
			note(`program, ${tokenizer}`, byProgram(file, tokenizer));
			note(`worker, ${tokenizer}`, await byWorker(file, tokenizer));
		}
	}
	stdout.write(`${basename(file)}\n`);
	for (const [name, seconds] of Object.entries(least)) stdout.write(`  ${name.padEnd(20)} ${seconds.toFixed(2)} s\n`);
}
rmSync(corpus, { force: true });
