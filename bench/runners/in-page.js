// Runs inside a page: lays out globalThis.bench, which speaks to the site's own worker by web/src/protocol/training.ts.
// It is handed over as text, so it uses nothing from outside.
globalThis.installBench = ({ workerUrl, corpusUrl, peakBytes, threads }) => {
	const worker = new Worker(workerUrl, { type: 'module' });
	let wanted = () => false;
	let arrived = () => {};
	let broken = () => {};
	worker.onmessage = ({ data }) => {
		if (data.type === 'failed' || data.type === 'run-failed') broken(new Error(JSON.stringify(data.failure)));
		else if (wanted(data)) arrived(data);
	};
	worker.onerror = ({ message }) => broken(new Error(message));

	// Posts a message and waits for the first answer that `isWanted` accepts.
	const ask = (message, isWanted) =>
		new Promise((resolve, reject) => {
			[wanted, arrived, broken] = [isWanted, resolve, reject];
			worker.postMessage(message);
		});
	const paused = ({ type, update }) => type === 'update' && update.activity === 'paused';

	let begin = 0;
	let last = { busy: 0, progress: { phase: 'training', trainedBatches: 0 } };

	// Trains until a whole batch is done: neither the last batch of an epoch, which may be smaller, nor the first of
	// the next, before which the validation split is scored, counts.
	async function batch() {
		for (;;) {
			const before = last;
			last = (await ask({ type: 'continue', until: 'batch' }, paused)).update;
			if (before.progress.phase === 'training' && last.progress.phase === 'training') return last.busy - before.busy;
		}
	}

	// Trains as after Start until `enough` of the points: each is the mean of the batches since the update before. An epoch may end
	// between the two, as it is shorter than that: its validation split is one batch (workloads.mjs).
	async function atFullTilt(enough) {
		const points = [];
		await ask({ type: 'continue', until: 'end' }, (data) => {
			if (data.type !== 'update') return false;
			const { update } = data;
			const batches = update.progress.trainedBatches - last.progress.trainedBatches;
			if (batches > 0) points.push({ at: performance.now() - begin, ms: (update.busy - last.busy) / batches, batches });
			last = update;
			return enough(points);
		});
		last = (await ask({ type: 'pause' }, paused)).update;
		return points;
	}

	globalThis.bench = {
		async load() {
			const [file] = await Promise.all([
				fetch(corpusUrl).then((response) => response.arrayBuffer()),
				ask({ type: 'load', threads }, ({ type }) => type === 'ready'),
			]);
			await ask({ type: 'corpus', file }, ({ type }) => type === 'opened');
		},

		async start(settings) {
			begin = performance.now();
			last = (await ask({ type: 'start', run: 'bench', settings, until: 'batch' }, paused)).update;
			return performance.now() - begin;
		},

		// A whole run, or until an epoch's validation accuracy is `goal`.
		async train({ settings, goal }) {
			begin = performance.now();
			const message = { type: 'start', run: 'bench', settings, until: goal === null ? 'end' : 'epoch' };
			const stands = ({ type, update }) => type === 'update' && update.activity !== 'running';
			let valAccuracy = 0;
			for (let next = message; ; next = { type: 'continue', until: 'epoch' }) {
				last = (await ask(next, stands)).update;
				valAccuracy = last.epochs.at(-1)?.valAccuracy ?? valAccuracy;
				if (last.activity === 'finished' || valAccuracy >= goal) break;
			}
			const { busy, progress } = last;
			return { busy, wall: performance.now() - begin, epochs: progress.finishedEpochs, valAccuracy };
		},

		warmUp: (ms) => atFullTilt((points) => points.length >= 10 && performance.now() - begin >= ms),

		// Several threads are timed at full tilt: batch by batch they would be woken for each.
		async batches(count) {
			if (threads > 1) {
				const points = await atFullTilt((so) => so.length >= 2 && so.reduce((sum, { batches }) => sum + batches, 0) >= count);
				return points.map(({ ms }) => ms);
			}
			const ms = [];
			while (ms.length < count) ms.push(await batch());
			return ms;
		},

		async peak(steps) {
			this.loop ??= (await WebAssembly.instantiate(new Uint8Array(peakBytes))).instance.exports.peak_run;
			const before = performance.now();
			this.loop(steps);
			return performance.now() - before;
		},

		memory: () => ask({ type: 'bench-memory' }, ({ type }) => type === 'bench-memory').then(({ bytes }) => bytes),
	};
};
