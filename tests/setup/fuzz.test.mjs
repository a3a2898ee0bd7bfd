// ./dev fuzz: every fuzzer is listed, and has inputs to begin with that are small.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const corpora = join(root, 'tests/fuzz/corpora');
const fuzzers = readdirSync(join(root, 'tests/fuzz')).flatMap((name) => /^fuzz_(\w+)\.c$/.exec(name)?.[1] ?? []);
const fuzz = (...args) => spawnSync('./dev', ['fuzz', ...args], { cwd: root, encoding: 'utf8' });

test('alone it lists every fuzzer and what it reads', () => {
	const { status, stdout } = fuzz();
	assert.equal(status, 0);
	assert.ok(fuzzers.length > 10);
	for (const name of fuzzers) assert.match(stdout, new RegExp(`^  ${name} +\\w.{10}`, 'm'));
});

test('an unknown one is refused with the list', () => {
	const { status, stderr } = fuzz('nonsense');
	assert.equal(status, 2);
	assert.match(stderr, /no fuzzer 'nonsense'[^]*safetensors/);
});

test('each has inputs to begin with, of at most 16 kB', () => {
	assert.deepEqual(readdirSync(corpora).sort(), fuzzers.sort());
	for (const name of fuzzers) {
		const inputs = readdirSync(join(corpora, name));
		assert.ok(inputs.some((input) => input.startsWith('seed-')), name);
		for (const input of inputs) assert.ok(statSync(join(corpora, name, input)).size <= 16384, `${name}/${input}`);
	}
});
