// Why a call of the engine failed. The numbers are those of include/unroll/status.h; the page has words for
// each in every language.
export const status = {
	ok: 0,
	outOfMemory: 1,
	badSetting: 2,
	badText: 3,
	badFile: 4,
	noReviews: 5,
	mismatch: 6,
	notFinite: 7,
	tooLarge: 8,
} as const;

export class EngineFailure extends Error {
	readonly status: number;
	/** The culprit: a setting, a tensor, a place in a file. */
	readonly subject: string;

	constructor(status: number, subject: string, message: string) {
		super(message);
		this.name = 'EngineFailure';
		this.status = status;
		this.subject = subject;
	}
}
