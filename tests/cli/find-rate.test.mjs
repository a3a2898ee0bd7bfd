// unroll find-rate: what it prints, and for which settings.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { done, fails, jsonLines, makeCorpus, quick, temporaryFolder } from './program.mjs';

const folder = temporaryFolder();
let corpus;

before(() => {
	corpus = makeCorpus(folder);
});

test('--json prints one object per update with rising rates, and the suggestion', () => {
	const lines = jsonLines(done(['find-rate', corpus, ...quick, '--updates', '50', '--json']));
	const last = lines.pop();
	assert.deepEqual(Object.keys(last), ['suggested', 'updates']);
	assert.equal(last.updates, lines.length);
	lines.forEach((line, index) => {
		assert.deepEqual(Object.keys(line), ['rate', 'loss', 'smoothed']);
		assert.ok(Math.abs(line.rate / (1e-6 * 1e7 ** (index / 49)) - 1) < 1e-12);
	});
	const lowest = lines.reduce((a, b) => (b.smoothed < a.smoothed ? b : a));
	assert.ok(Math.abs(last.suggested - lowest.rate / 10) < 1e-15);
});

test('a table of some twenty lines for a person, whatever the number of updates', () => {
	const lines = done(['find-rate', corpus, ...quick, '--updates', '300']).trimEnd().split('\n');
	assert.match(lines[0], /^ +rate +loss +smoothed$/);
	assert.match(lines[1], /^ +1e-06 +\d\.\d{4} +\d\.\d{4}$/);
	assert.match(lines.at(-1), /^Suggested learning rate: [\d.e-]+, after \d+ updates$/);
	assert.ok(lines.length > 10 && lines.length <= 26, `${lines.length} lines`);
});

test('it refuses too few updates', () => {
	fails(2, /--updates must be a whole number from 2/, ['find-rate', corpus, '--updates', '1']);
});
