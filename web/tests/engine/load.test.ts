// Which build of the engine serves, and that both compute what they should.
import { describe, expect, test, vi } from 'vitest';
import { knownAnswer } from '../../src/engine/known-answer.ts';
import { EngineUnavailable, loadEngine, startEngine } from '../../src/engine/load.ts';
import { engineBytes, engineIsBuilt, kinds } from './built.ts';

describe.skipIf(!engineIsBuilt)('loading the engine', () => {
	test.each(kinds)('the %s build gives the known answer', async (kind) => {
		const engine = await startEngine(engineBytes(kind));
		expect(engine.knownAnswer()).toBe(knownAnswer);
	});

	test('the SIMD build is taken where SIMD validates', async () => {
		const fetchBytes = vi.fn(async (kind) => engineBytes(kind));
		expect((await loadEngine(fetchBytes)).kind).toBe('simd');
		expect(fetchBytes.mock.calls).toEqual([['simd']]);
	});

	test('the scalar build serves where SIMD does not validate', async () => {
		const validate = vi.spyOn(WebAssembly, 'validate').mockReturnValue(false);
		const { kind } = await loadEngine(async (kind) => engineBytes(kind));
		validate.mockRestore();
		expect(kind).toBe('scalar');
	});

	test('the scalar build serves where the other one does not start', async () => {
		const { kind } = await loadEngine(async (kind) =>
			kind === 'simd' ? new Uint8Array([1, 2, 3]) : engineBytes(kind),
		);
		expect(kind).toBe('scalar');
	});

	test('the SIMD build serves where a helper cannot be given the memory', async () => {
		const startHelper = () => {
			throw new DOMException('The object can not be cloned.', 'DataCloneError');
		};
		const { kind } = await loadEngine(async (kind) => engineBytes(kind), { count: 2, startHelper });
		expect(kind).toBe('simd');
	});

	test('where neither starts, the engine is unavailable', async () => {
		await expect(loadEngine(async () => new Uint8Array(8))).rejects.toThrow(EngineUnavailable);
	});

	test('where a file cannot be fetched, that is the error', async () => {
		await expect(loadEngine(() => Promise.reject(new Error('offline')))).rejects.toThrow('offline');
	});
});
