// The counting of tests: each report as its writer really writes it, and programs that crash.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';

import { readReport, sumLine, tally } from '../../scripts/count-tests.mjs';

const cmocka = `<?xml version="1.0" encoding="UTF-8" ?>
<testsuites>
  <testsuite name="tests" time="0.000" tests="3" failures="1" errors="0" skipped="1" >
    <testcase name="adds &lt;two&gt;" time="0.000" >
    </testcase>
    <testcase name="fails" time="0.000" >
      <failure><![CDATA[0x1 != 0x2]]></failure>
    </testcase>
    <testcase name="is left out" time="0.000" >
      <skipped/>
    </testcase>
  </testsuite>
</testsuites>`;

test('cmocka: passed, failed and skipped cases', () => {
	assert.deepEqual(readReport(cmocka), [
		{ name: 'adds <two>', result: 'passed' },
		{ name: 'fails', result: 'failed' },
		{ name: 'is left out', result: 'skipped' },
	]);
	assert.deepEqual(tally(cmocka, 1), { passed: 1, failed: 1, skipped: 1, names: ['fails'] });
});

test('Node: a report of its own runner', () => {
	const folder = mkdtempSync(join(tmpdir(), 'count-'));
	const file = join(folder, 'sample.test.mjs');
	writeFileSync(
		file,
		`import { test, describe } from 'node:test';
		test('passes', () => {});
		describe('a group', () => { test('inside', () => {}); });
		test('fails', () => { throw new Error('no'); });
		test('is left out', { skip: 'for a reason' }, () => {});`,
	);
	// Without this the runner believes that it is run by the runner of this test.
	const { NODE_TEST_CONTEXT: _, ...env } = process.env;
	const { status, stdout } = spawnSync(process.execPath, ['--test', '--test-reporter=junit', file], { encoding: 'utf8', env });
	rmSync(folder, { recursive: true });
	assert.deepEqual(tally(stdout, status), { passed: 2, failed: 1, skipped: 1, names: ['fails'] });
});

test('a program that crashes is a failure, whatever it had reported', () => {
	assert.equal(tally('', 139).failed, 1);
	assert.deepEqual(tally('<testcase name="one" >\n</testcase>', 134), {
		passed: 1,
		failed: 1,
		skipped: 0,
		names: ['ended with exit code 134'],
	});
});

test('a program that reports nothing is a failure', () => {
	assert.deepEqual(tally('', 0).names, ['reported no test']);
});

test('the last line names skipped tests only where there are some', () => {
	assert.deepEqual(sumLine('1 0 0\n20 0 0\n'), { failed: 0, line: '21 passed, 0 failed' });
	assert.deepEqual(sumLine('1 2 3\n4 5 6\n'), { failed: 7, line: '5 passed, 7 failed, 9 skipped' });
});

test('the exit code of the sum says whether a case failed', () => {
	const folder = mkdtempSync(join(tmpdir(), 'count-'));
	const program = new URL('../../scripts/count-tests.mjs', import.meta.url).pathname;
	for (const [line, code] of [['2 0 1', 0], ['2 1 0', 1]]) {
		writeFileSync(join(folder, 'tally'), `${line}\n`);
		assert.equal(spawnSync(process.execPath, [program, '--sum', join(folder, 'tally')]).status, code);
	}
	assert.equal(readFileSync(join(folder, 'tally'), 'utf8'), '2 1 0\n');
	rmSync(folder, { recursive: true });
});
