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

/** Whatever was thrown, in the words of the protocol. */
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
	return { kind: 'crashed', message: error instanceof Error ? error.message : String(error) };
}
