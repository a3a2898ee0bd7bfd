// web/src/engine/boundary.ts is made of the C headers: that it is whole, that the compiler agrees with every offset, and that what
// the engine exports is what the page calls.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';

import { asserts, boundary, compile, declarations, exported } from '../../scripts/boundary.mjs';

const read = (path) => String(readFileSync(new URL(`../../${path}`, import.meta.url)));
const types = declarations();
const isRefused = (source, reason) => assert.throws(() => compile(source), reason);

test('the compiler places every field where TypeScript reads it, and refuses any other place', () => {
	const written = asserts(types);
	assert.ok(written.split('\n').length > 150, 'all structs were found');
	compile(written);
	const field = '_Static_assert(__builtin_offsetof(struct unroll_progress, trained_batches) == 16';
	assert.ok(written.includes(field));
	isRefused(written.replace(field, field.replace('16', '12')), /unroll_progress.trained_batches/);
	isRefused(written.replace('sizeof(enum unroll_status) == 4', 'sizeof(enum unroll_status) == 1'), /unroll_status/);
});

test('structs, enums, constants and functions are written as TypeScript needs them', () => {
	const text = boundary();
	for (const line of [
		'export const UNROLL_NO_WORD = 4294967295;',
		"export const unroll_phase = { 'training': 0, 'validating': 1, 'finished': 2 } as const;",
		'\tunroll_default_settings(result: number): void;', // a struct is returned through a pointer
		'\tunroll_model_open(bytes: number, size: number, model: number, error: number): number;',
		'\thelper_run?(stack: number): void;',
		'\ttrainedBatches: [16, u64],',
	])
		assert.ok(text.includes(`${line}\n`), line);
	assert.ok(!text.includes('NaN'), 'every constant has a value');
});

test('a type without a rule, and a function that no header declares, are refused', () => {
	const strange = new Map([...types.structs, ['unroll_strange', [{ name: 'wide', type: { qualType: 'long double' } }]]]);
	assert.throws(() => asserts({ ...types, structs: strange }), /long double/);
	assert.throws(() => boundary({ ...types, functions: new Map() }), /which no header declares/);
});

test('the page calls every function that the engine exports', () => {
	const folder = 'web/src/engine/';
	const code = readdirSync(new URL(`../../${folder}`, import.meta.url))
		.filter((name) => name.endsWith('.ts') && name !== 'boundary.ts')
		.map((name) => read(folder + name))
		.join('\n');
	const tests = ['helper_count', 'helper_sleeping', 'helper_parts']; // for web/tests/engine/threads.test.ts
	const folders = ['', 'engine/', 'evaluation/', 'threads/', 'threads/engine/', 'threads/evaluation/', 'importer/', 'exporter/'];
	const idle = folders.flatMap((one) => exported(`src/wasm/${one}exports.txt`)).filter(
		(name) => !tests.includes(name) && !new RegExp(`\\b${name}\\b`).test(code),
	);
	assert.deepEqual(idle, []);
});
