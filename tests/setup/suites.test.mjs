// ./dev test: the names of its suites, what is counted where something cannot be built, and which packages a suite needs.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const suites = readdirSync(join(root, 'scripts/suites')).map((name) => name.replace('.sh', ''));
const run = (command) => spawnSync('bash', ['-c', `set -euo pipefail; ${command}`], { cwd: root, encoding: 'utf8' });

test('every suite is listed with what it tests, and runs where none is named', () => {
	const { status, stdout } = run('./dev test --help');
	assert.equal(status, 0);
	const listed = stdout.split('\n').slice(2, -1);
	assert.deepEqual(listed.map((line) => line.trim().split(' ')[0]).sort(), suites.sort());
	for (const line of listed) assert.match(line, /^ {2}\S+ +\w.{20}/);
});

test('an unknown suite is refused with the list of those there are', () => {
	const { status, stdout, stderr } = run('./dev test engine nonsense');
	assert.equal(status, 2);
	assert.equal(stdout, '');
	assert.match(stderr, /no suite 'nonsense'/);
	for (const name of suites) assert.match(stderr, new RegExp(`^  ${name} `, 'm'));
});

test('the packages of a suite are those that name it, and no package names an unknown suite', () => {
	const packages = (...names) => run(`source scripts/requirements.sh; test_packages ${names.join(' ')}`).stdout;
	assert.match(packages('arm'), /^qemu-user\|/m);
	assert.doesNotMatch(packages('arm'), /chromium/);
	const table = /^to_test='\n([^']*)'/m.exec(readFileSync(join(root, 'scripts/requirements.sh'), 'utf8'))[1];
	for (const line of table.split('\n').filter(Boolean))
		for (const name of line.split('|')[3].split(' ')) assert.ok(suites.includes(name), line);
	assert.equal(packages(...suites).trim().split('\n').length, table.trim().split('\n').length);
});

test('what cannot be built counts as one failed case, however many suites need it', () => {
	const folder = mkdtempSync(join(tmpdir(), 'suites-'));
	const { stdout, status } = run(
		`source scripts/reports.sh
		reports=${folder}/reports
		begin_suites
		tally=$reports/tally
		for suite in one two; do
			if need lib false; then check "$suite" true; fi
			if need other true; then check "$suite" true; fi
		done
		end_suites`,
	);
	rmSync(folder, { recursive: true });
	assert.equal(status, 1);
	assert.match(stdout, /\n2 passed, 1 failed\n$/);
});
