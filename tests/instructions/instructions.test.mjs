// A training batch takes no more instructions than recorded: a guard of the speed that no noise can fool.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { cells, compiler, countBatch, hasValgrind, ownInstructions, workloads } from './profile.mjs';
import { entryOf, grown, compare, readRecord } from './record.mjs';

const record = readRecord();

/** Why this machine cannot compare with the record; false where it can. */
async function whyNot() {
	if (!(await hasValgrind())) return 'valgrind is not installed';
	const here = await compiler();
	return here !== record.compiler && `recorded with ${record.compiler}, but this build is by ${here}`;
}

const skip = await whyNot();

describe('instructions per batch are within 3 % of the record', { concurrency: 2 }, () => {
	for (const workload of Object.keys(workloads))
		for (const cell of cells)
			test(`${workload}, ${cell}`, { skip }, async (context) => {
				const { failed, message } = compare(record.batch[workload][cell], await countBatch(workload, cell));
				assert.ok(!failed, message);
				if (message) context.diagnostic(message);
			});
});

const before = { instructions: 1000, functions: { product: 600, gates: 300, adam_update: 100 } };
const changed = (functions) => ({
	instructions: Object.values(functions).reduce((a, b) => a + b),
	functions,
});

test('the record keeps the sum and the shares, the largest first', () => {
	const entry = entryOf(changed({ gates: 300, tiny: 0.5, product: 699.5 }));
	assert.deepEqual(entry, { instructions: 1000, share: { product: 69.95, gates: 30 } });
	assert.deepEqual(Object.keys(entry.share), ['product', 'gates']);
});

test('up to 3 % more passes in silence', () => {
	const counted = changed({ product: 617, gates: 308, adam_update: 102 });
	assert.deepEqual(compare(entryOf(before), counted), { failed: false, message: '' });
});

test('one kernel that grew by more than 3 % of its own fails, however small a part of the batch it is', () => {
	const { failed, message } = compare(entryOf(before), changed({ product: 600, gates: 300, adam_update: 104 }));
	assert.ok(failed);
	assert.match(message, /0\.4 % more\. What grew:\n {2}adam_update: 104, 4\.0 % more than 100\n/);
});

test('work that moves from one kernel to another passes', () => {
	const counted = changed({ product: 560, gates: 340, adam_update: 100 });
	assert.deepEqual(compare(entryOf(before), counted), { failed: false, message: '' });
});

test('more than 3 % more fails and names first what grew most', () => {
	const { failed, message } = compare(entryOf(before), changed({ product: 610, gates: 345, adam_update: 90 }));
	assert.ok(failed);
	assert.match(message, /4\.5 % more\. What grew:\n {2}gates: 345, 15\.0 % more than 300\n {2}product: 610, 1\.7 % more/);
	assert.doesNotMatch(message, /adam_update/);
	assert.match(message, /--update/);
});

test('a function that the record does not have is named too', () => {
	const [first] = grown(entryOf(before), changed({ ...before.functions, useless: 40 }));
	assert.deepEqual(first, { name: 'useless', before: 0, now: 40 });
});

test('more than 3 % less passes and asks to lower the record', () => {
	const { failed, message } = compare(entryOf(before), changed({ product: 500, gates: 300, adam_update: 100 }));
	assert.equal(failed, false);
	assert.match(message, /10\.0 % less\. Please lower the record: .*--update/);
});

test('a profile’s own functions are added up, without the C library and without what they call', () => {
	const profile = `
ob=/a/program
fn=product
0 10
cob=/lib/libc.so.6
cfn=memset
calls=2 0
0 900
0 5

fn=product.part.0
0 7

ob=/lib/libc.so.6
fn=memset
0 900

ob=/a/program
fn=gates
0 3
`;
	assert.deepEqual(ownInstructions(profile, '/a/program'), { product: 22, gates: 3 });
});
