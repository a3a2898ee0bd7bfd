import { Engine } from './engine.ts';
import type { EngineExports } from './exports.ts';
import { knownAnswer } from './known-answer.ts';

export type EngineKind = 'simd' | 'scalar';

/** The engine cannot be had: WebAssembly is switched off, its file is missing, or it computes wrongly. */
export class EngineUnavailable extends Error {}

// The smallest module with a SIMD instruction: one function that makes a v128 and drops it.
// prettier-ignore
const simdProbe = new Uint8Array([
	0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, // magic, version
	1, 4, 1, 0x60, 0, 0,             // type: () -> ()
	3, 2, 1, 0,                      // one function of that type
	10, 9, 1, 7, 0,                  // code: one body of 7 bytes, no locals
	0x41, 0,                         // i32.const 0
	0xfd, 15,                        // i8x16.splat
	0x1a, 0x0b,                      // drop, end
]);

/** Starts an engine from the bytes of engine.wasm. */
export async function startEngine(bytes: BufferSource): Promise<Engine> {
	const imports = {
		env: { emscripten_notify_memory_growth: () => {} },
	};
	const { instance } = await WebAssembly.instantiate(bytes, imports);
	const exports = instance.exports as unknown as EngineExports;
	exports._initialize();
	return new Engine(exports);
}

// An engine that answers a known question rightly, or null.
async function tryEngine(fetchBytes: () => Promise<BufferSource>): Promise<Engine | null> {
	const bytes = await fetchBytes();
	try {
		const engine = await startEngine(bytes);
		return engine.knownAnswer() === knownAnswer ? engine : null;
	} catch {
		return null;
	}
}

/**
 * Starts the fastest engine that this machine runs rightly: the SIMD build where SIMD validates and the
 * known-answer check passes, otherwise the scalar build. Both compute the same bits.
 */
export async function loadEngine(
	fetchBytes: (kind: EngineKind) => Promise<BufferSource>,
): Promise<{ engine: Engine; kind: EngineKind }> {
	if (typeof WebAssembly === 'undefined') {
		throw new EngineUnavailable('this browser has no WebAssembly');
	}
	const kinds: EngineKind[] = WebAssembly.validate(simdProbe) ? ['simd', 'scalar'] : ['scalar'];
	for (const kind of kinds) {
		const engine = await tryEngine(() => fetchBytes(kind));
		if (engine) {
			return { engine, kind };
		}
	}
	throw new EngineUnavailable('neither build of the engine starts and computes rightly here');
}
