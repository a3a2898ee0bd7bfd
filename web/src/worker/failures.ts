import { EngineFailure } from '../engine/failure.ts';
import { EngineUnavailable } from '../engine/load.ts';
import type { Failure } from '../protocol/types.ts';

/** A failure that is already in the words of the protocol. */
export class LoadFailure extends Error {
	readonly failure: Failure;

	constructor(failure: Failure) {
		super(failure.kind);
		this.failure = failure;
	}
}

/** Whatever was thrown, in the words of the protocol. Only what is `crashed` makes the engine useless. */
export function toFailure(error: unknown): Failure {
	if (error instanceof LoadFailure) {
		return error.failure;
	}
	if (error instanceof EngineFailure) {
		return { kind: 'engine', status: error.status, subject: error.subject, message: error.message };
	}
	if (error instanceof EngineUnavailable) {
		return { kind: 'no-webassembly' };
	}
	const message = error instanceof Error ? error.message : String(error);
	return { kind: isCrash(error) ? 'crashed' : 'unexpected', message };
}

// After a trap, or where its stack ran out, the engine's memory is as the interrupted call left it.
function isCrash(error: unknown): boolean {
	return error instanceof WebAssembly.RuntimeError || (error instanceof Error && /call stack|recursion/.test(error.message));
}
