// unroll corpus csv reads the tables of real people rightly, asks, or says why not: it is never silently wrong.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { differences, tables } from '../import/tables.mjs';
import { run, temporaryFolder } from './program.mjs';

const out = join(temporaryFolder(), 'corpus');

/** Imports a table; a refusal must say one of some words, or name the options where a question is as good. */
function tries({ name, path, rows, ask, refuse }, options) {
	rmSync(out, { force: true });
	const kind = name.endsWith('.tar.gz') ? 'imdb' : 'csv';
	const { code, stderr } = run(['corpus', kind, path, '-o', out, ...options]);
	if (code === 0) {
		assert.ok(rows, `${name} must be refused`);
		return assert.equal(differences(readFileSync(out), rows), '', stderr);
	}
	assert.equal(code, 1, stderr);
	assert.ok(!existsSync(out));
	const words = [...(refuse ?? []), ...(ask ? ["--positive", "--label", "--negative-to"] : [])];
	assert.ok(words.some((word) => stderr.includes(word)), stderr);
}

for (const table of tables) {
	test(`${table.kind}: ${table.name}`, () => tries(table, []));
	if (table.cli.length > 0) {
		test(`${table.kind}: ${table.name} ${table.cli.join(' ')}`, () => tries({ ...table, ask: false, refuse: null }, table.cli));
	}
}
