// Runs inside a page, beside the global `tf`: lays out globalThis.peer, which trains with TensorFlow.js on its
// WebAssembly backend, as its users would write it.

const cellLayers = { 'simple-rnn': 'simpleRNN', lstm: 'lstm', gru: 'gru' };

// The backend lacks the one kernel that the gradient of an embedding needs; without it training throws. This is the
// plain way to do it: each row of x is added to the row that its segment id names.
function addMissingKernel() {
	globalThis.tf.registerKernel({
		kernelName: 'UnsortedSegmentSum',
		backendName: 'wasm',
		kernelFunc: ({ inputs, backend, attrs }) => {
			const rows = backend.readSync(inputs.x.dataId);
			const ids = backend.readSync(inputs.segmentIds.dataId);
			const width = rows.length / ids.length;
			const sums = backend.makeOutput([attrs.numSegments, ...inputs.x.shape.slice(1)], inputs.x.dtype);
			const out = backend.typedArrayFromHeap(sums).fill(0);
			for (let i = 0; i < ids.length; i++) {
				for (let k = 0; k < width; k++) out[ids[i] * width + k] += rows[i * width + k];
			}
			return sums;
		},
	});
}

globalThis.peer = {
	async load(address) {
		const { tf } = globalThis;
		tf.wasm.setWasmPaths(`${address}peers/@tensorflow/tfjs-backend-wasm/dist/`);
		tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false); // one core, as all are measured
		addMissingKernel();
		await tf.setBackend('wasm');
	},

	make(settings) {
		const { tf } = globalThis;
		const [words, embedding, units, length] = ['words', 'embedding', 'units', 'length'].map((name) => Number(settings[name]));
		this.settings = settings;
		this.model = tf.sequential({
			layers: [
				tf.layers.embedding({ inputDim: words, outputDim: embedding, inputLength: length }),
				tf.layers[cellLayers[settings.cell]]({ units }),
				tf.layers.dense({ units: 1, activation: 'sigmoid' }),
			],
		});
		const optimizer = settings.optimizer === 'adam' ? tf.train.adam(1e-3) : tf.train.rmsprop(1e-3);
		this.model.compile({ optimizer, loss: 'binaryCrossentropy' });
	},

	// Trains one batch: its milliseconds, until the loss can be read.
	async train({ ids, labels }) {
		const { tf } = globalThis;
		const begin = performance.now();
		const [x, y] = [tf.tensor2d(ids), tf.tensor2d(labels, [labels.length, 1])];
		const loss = await this.model.trainOnBatch(x, y);
		x.dispose();
		y.dispose();
		if (!Number.isFinite(loss)) throw new Error(`the loss is ${loss}`);
		return performance.now() - begin;
	},
};
