export interface KeptRun {
	activity: string;
	epochs: number;
	fingerprint: string | null;
}

/** What the browser keeps of the latest run. It runs in the page, and uses nothing from outside. */
export const keptRun = (): Promise<KeptRun | null> =>
	new Promise((resolve, reject) => {
		const opening = indexedDB.open('unroll');
		opening.onerror = () => reject(opening.error);
		opening.onsuccess = () => {
			const asking = opening.result.transaction('runs').objectStore('runs').getAll();
			asking.onsuccess = () => {
				opening.result.close();
				const run = asking.result.at(-1);
				resolve(run ? { activity: run.activity, epochs: run.progress?.finishedEpochs ?? 0, fingerprint: run.fingerprint } : null);
			};
		};
	});
