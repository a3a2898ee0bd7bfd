import { Engine } from './engine.ts';
import { WASM_INITIAL_MEMORY, WASM_MAXIMUM_MEMORY, WASM_PAGE, type EngineExports } from './boundary.ts';
import type { HelperTask } from './helper.ts';
import { instantiate } from './instantiate.ts';
import { knownAnswer } from './known-answer.ts';

/** The builds of engine.wasm: SIMD on memory that helpers share, SIMD, and neither. */
export type EngineKind = 'threads' | 'simd' | 'scalar';

/** The workers that may train at once, and how to start one beside this. */
export interface Threads {
	/** With the one that owns the engine. */
	count: number;
	/** Whether the helper comes to work is its own matter: the engine does not wait for it. */
	startHelper(task: HelperTask): void;
}

/** The engine cannot be loaded: WebAssembly is switched off, its file is missing, or its results are wrong. */
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

// In pages. The maximum is reserved, not taken.
const sharedMemory = { initial: WASM_INITIAL_MEMORY / WASM_PAGE, maximum: WASM_MAXIMUM_MEMORY / WASM_PAGE, shared: true };

/** Starts an engine from the bytes of engine.wasm. */
export async function startEngine(bytes: BufferSource): Promise<Engine> {
	const module = await WebAssembly.compile(bytes);
	const shared = WebAssembly.Module.imports(module).some(({ kind }) => kind === 'memory');
	const memory = shared ? new WebAssembly.Memory(sharedMemory) : undefined;
	return new Engine(await instantiate<EngineExports>(module, memory), module);
}

/** Whether a module that has started computes rightly. */
type IsRight = (engine: Engine, kind: EngineKind) => boolean;

const answersRightly: IsRight = (engine) => engine.knownAnswer() === knownAnswer;

// An engine that computes rightly, or null.
async function tryEngine(kind: EngineKind, fetchBytes: (kind: EngineKind) => Promise<BufferSource>, isRight: IsRight): Promise<Engine | null> {
	const bytes = await fetchBytes(kind);
	try {
		const engine = await startEngine(bytes);
		return isRight(engine, kind) ? engine : null;
	} catch {
		return null;
	}
}

function startHelpers({ exports, module }: Engine, { count, startHelper }: Threads): void {
	for (let thread = 1; thread < count; thread++) {
		const stack = exports.helper_create?.();
		if (!stack) {
			return;
		}
		startHelper({ module, memory: exports.memory, stack });
	}
}

/**
 * Starts the fastest engine that this machine runs rightly: one with helpers where there may be any, otherwise the SIMD build
 * where SIMD validates and the known-answer check passes, otherwise the scalar build. All compute the same bits. Another module has a check
 * of its own, `isRight`.
 */
export async function loadEngine(
	fetchBytes: (kind: EngineKind) => Promise<BufferSource>,
	threads?: Threads,
	isRight = answersRightly,
): Promise<{ engine: Engine; kind: EngineKind }> {
	if (typeof WebAssembly === 'undefined') {
		throw new EngineUnavailable('this browser has no WebAssembly');
	}
	const simd = WebAssembly.validate(simdProbe);
	if (simd && threads && threads.count > 1) {
		// If this one fails for any reason, a build for one thread may work: WebKitGTK shares no memory with a worker.
		try {
			const engine = await tryEngine('threads', fetchBytes, isRight);
			if (engine) {
				startHelpers(engine, threads);
				return { engine, kind: 'threads' };
			}
		} catch {
			// its file is not there, or a helper cannot be started
		}
	}
	for (const kind of simd ? (['simd', 'scalar'] as const) : (['scalar'] as const)) {
		const engine = await tryEngine(kind, fetchBytes, isRight);
		if (engine) {
			return { engine, kind };
		}
	}
	throw new EngineUnavailable('no build of the engine starts and computes rightly here');
}
