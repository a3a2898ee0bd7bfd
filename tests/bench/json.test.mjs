// The benchmark as a program, on the shortest run there is. No time is checked.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { zipfCorpus } from '../../bench/corpus.mjs';

const program = fileURLToPath(new URL('../../bench/bench.mjs', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'unroll-bench-'));
after(() => rmSync(folder, { recursive: true }));

const corpus = join(folder, 'corpus.safetensors');
writeFileSync(corpus, zipfCorpus({ words: 10000, reviews: 2000, tail: 100 }));

const bench = (...options) => spawnSync(process.execPath, [program, ...options], { encoding: 'utf8' });

test('--json prints nothing but JSON, an object a line', () => {
	const { status, stdout, stderr } = bench('--json', '--corpus', corpus, '--places', 'native,node', '--workloads', 'small', '--rounds', '1');
	assert.equal(status, 0, stderr);
	const [run, ...rows] = stdout.trimEnd().split('\n').map((line) => JSON.parse(line));
	assert.equal(run.kind, 'run');
	assert.deepEqual(
		rows.map(({ cell, place }) => `${cell} ${place}`),
		['simple-rnn', 'lstm', 'gru'].flatMap((cell) => [`${cell} native`, `${cell} node`]),
	);
	for (const row of rows)
		for (const name of ['ms', 'min', 'max', 'reviewsPerSecond', 'products', 'flop', 'peak', 'productShare', 'share', 'memory', 'firstStep', 'fullSpeed'])
			assert.ok(row[name] > 0, `${name} of ${JSON.stringify(row)}`);
});

test('a wrong option is reported, with the remedy', () => {
	const cases = [
		[['--places', 'moon'], /not one of native, node, chromium/],
		[['--rounds', '0'], /whole number from 1/],
		[['--corpus', join(folder, 'none')], /there is no such file/],
		[['--fast'], /--fast/],
	];
	for (const [options, message] of cases) {
		const { status, stdout, stderr } = bench(...options);
		assert.equal(status, 1);
		assert.equal(stdout, '');
		assert.match(stderr, message);
	}
});
