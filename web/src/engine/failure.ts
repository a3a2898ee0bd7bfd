import type { unroll_status } from './boundary.ts';

/** Why a call of the engine failed: include/unroll/status.h. The page has words for each in every language. */
export type Status = Exclude<keyof typeof unroll_status, 'ok'>;

export class EngineFailure extends Error {
	readonly status: Status;
	/** The culprit: a setting, a tensor, a place in a file. */
	readonly subject: string;

	constructor(status: Status, subject: string, message: string) {
		super(message);
		this.name = 'EngineFailure';
		this.status = status;
		this.subject = subject;
	}
}

/** `value`, which must be a whole number of 32 bits: WebAssembly would make another number of any other. `name` is the culprit's. */
export function uint32(value: number, name: string): number {
	if (!Number.isInteger(value) || value < 0 || value > 0xffffffff) {
		throw new EngineFailure('bad-setting', name, `${name} must be a whole number from 0 to 4294967295, but is ${value}`);
	}
	return value;
}
