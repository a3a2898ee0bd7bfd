import { StorageFailure } from './storage.ts';

/** Milliseconds that the browser's storage may take to answer. It usually takes a few; some never answers until the browser is restarted. */
export const PATIENCE = 6000;

/** What `request` comes to; a StorageFailure, `stuck`, where that takes more than `patience` milliseconds. */
export function answered<Answer>(request: Promise<Answer>, patience = PATIENCE): Promise<Answer> {
	return new Promise((resolve, reject) => {
		const stuck = () => reject(new StorageFailure('stuck', 'the storage does not answer'));
		const timer = setTimeout(stuck, patience);
		request.then(resolve, reject).finally(() => clearTimeout(timer));
	});
}
