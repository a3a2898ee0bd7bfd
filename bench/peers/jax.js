// Runs inside a page, as a module: lays out globalThis.peer, which trains with jax-js on its WebAssembly backend. It
// has no recurrent layers, no scan and no scatter, so the cells are written by hand, in the way that is fast with it:
// the input's product for all timesteps at once, a compiled step forward and one backward, the embedding's gradient
// in plain JavaScript. Every function of jax-js takes its arguments away; `.ref` keeps them.
import * as jax from './@jax-js/jax/dist/index.js';

const { numpy: np, nn, grad, jit, valueAndGrad, tree } = jax;

const gateCount = { 'simple-rnn': 1, lstm: 4, gru: 3 };

const split = (gates, count) => np.split(gates, count, 1);

// The next state of a cell: `a` comes from the input with all biases, `u` is the recurrent kernel.
const cells = {
	'simple-rnn': ({ a, u, state: { h } }) => ({ h: np.tanh(a.add(np.matmul(h, u))) }),

	lstm: ({ a, u, state: { h, c } }) => {
		const [i, f, g, o] = split(a.add(np.matmul(h, u)), 4);
		const next = nn.sigmoid(f).mul(c).add(nn.sigmoid(i).mul(np.tanh(g)));
		return { h: nn.sigmoid(o).mul(np.tanh(next.ref)), c: next };
	},

	gru: ({ a, u, state: { h } }) => {
		const [az, ar, ah] = split(a, 3);
		const [uz, ur, uh] = split(np.matmul(h.ref, u), 3);
		const z = nn.sigmoid(az.add(uz));
		const candidate = np.tanh(ah.add(nn.sigmoid(ar.add(ur)).mul(uh)));
		return { h: candidate.ref.add(z.mul(h.sub(candidate))) };
	},
};

const optimizers = {
	rmsprop: (w, g, m, v) => {
		m.dispose();
		const mean = v.mul(0.9).add(np.square(g.ref).mul(0.1));
		return { w: w.sub(g.mul(1e-3).div(np.sqrt(mean.ref).add(1e-7))), m: np.zeros([1]), v: mean };
	},
	adam: (w, g, m, v) => {
		const first = m.mul(0.9).add(g.ref.mul(0.1));
		const second = v.mul(0.999).add(np.square(g).mul(0.001));
		return { w: w.sub(first.ref.mul(1e-3).div(np.sqrt(second.ref).add(1e-7))), m: first, v: second };
	},
};

// Small numbers of either sign; which ones does not matter to the speed.
const initial = (...shape) => {
	const size = shape.reduce((product, n) => product * n, 1);
	return np.array(Float32Array.from({ length: size }, (_, i) => 0.1 * Math.sin(i * i + i))).reshape(shape);
};

globalThis.peer = {
	async load() {
		await jax.init('wasm');
		jax.defaultDevice('wasm');
	},

	make(settings) {
		const [words, embedding, units] = ['words', 'embedding', 'units'].map((name) => Number(settings[name]));
		const gates = gateCount[settings.cell] * units;
		this.shape = { words, embedding, units };
		this.weights = {
			e: initial(words, embedding), w: initial(embedding, gates), b: initial(gates),
			u: initial(units, gates), d: initial(units, 1), o: initial(1),
		};
		const moments = () => tree.map((weight) => np.zeros(weight.shape), this.weights);
		[this.m, this.v] = [moments(), moments()];
		this.state = settings.cell === 'lstm' ? ['h', 'c'] : ['h'];

		const cell = cells[settings.cell];
		const pulled = (given, pull) => {
			const next = cell(given);
			return Object.keys(next).map((name) => next[name].mul(pull[name]).sum()).reduce((sum, part) => sum.add(part));
		};
		this.forward = jit(cell);
		this.backward = jit((given, pull) => grad((taken) => pulled(taken, pull))(given));
		this.input = jit(({ x, w, b }) => np.matmul(x, w).add(b));
		this.inputGradients = jit(({ x, w, da }) => ({
			w: np.matmul(np.transpose(x), da.ref), b: da.ref.sum(0), x: np.matmul(da, np.transpose(w)),
		}));
		this.loss = jit(valueAndGrad(({ h, d, o }, y) => {
			const logit = np.matmul(h, d).add(o);
			return np.logaddexp(np.zeros([1]), logit.ref).sub(logit.mul(y)).mean();
		}));
		this.update = jit(optimizers[settings.optimizer]);
	},

	// Trains one batch: its milliseconds, until the loss can be read.
	async train({ ids, labels }) {
		const begin = performance.now();
		const { words, embedding, units } = this.shape;
		const { e, w, b, u, d, o } = this.weights;
		const [reviews, steps] = [ids.length, ids[0].length];
		const places = Int32Array.from({ length: steps * reviews }, (_, i) => ids[i % reviews][Math.floor(i / reviews)]);
		const zeros = () => Object.fromEntries(this.state.map((name) => [name, np.zeros([reviews, units])]));

		const x = np.take(e.ref, np.array(places), 0);
		const a = np.split(this.input({ x: x.ref, w: w.ref, b: b.ref }), steps, 0);
		const states = [zeros()];
		for (let t = 0; t < steps; t++) states.push(this.forward({ a: a[t].ref, u: u.ref, state: tree.ref(states[t]) }));
		const { h } = states.pop();
		const y = np.array(Float32Array.from(labels)).reshape([reviews, 1]);
		const [loss, dense] = this.loss({ h, d: d.ref, o: o.ref }, y);

		let pull = { ...zeros(), h: dense.h };
		let du = np.zeros(u.shape);
		const da = [];
		for (let t = steps - 1; t >= 0; t--) {
			const back = this.backward({ a: a[t], u: u.ref, state: states[t] }, pull);
			[pull, du] = [back.state, du.add(back.u)];
			da.unshift(back.a);
		}
		tree.dispose(pull);
		const below = this.inputGradients({ x, w: w.ref, da: np.concatenate(da, 0) });
		const de = await this.scatter(below.x, places, words, embedding);
		const gradients = { e: de, w: below.w, b: below.b, u: du, d: dense.d, o: dense.o };
		for (const name of Object.keys(gradients)) {
			const next = this.update(this.weights[name], gradients[name], this.m[name], this.v[name]);
			[this.weights[name], this.m[name], this.v[name]] = [next.w, next.m, next.v];
		}
		await jax.blockUntilReady(tree.ref(this.weights)).then(tree.dispose);
		const value = (await loss.data())[0];
		if (!Number.isFinite(value)) throw new Error(`the loss is ${value}`);
		return performance.now() - begin;
	},

	// The gradient of the embedding: each row of dx is added to the row of its word.
	async scatter(dx, places, words, embedding) {
		const rows = await dx.data();
		const sums = new Float32Array(words * embedding);
		for (let i = 0; i < places.length; i++) {
			for (let k = 0; k < embedding; k++) sums[places[i] * embedding + k] += rows[i * embedding + k];
		}
		return np.array(sums).reshape([words, embedding]);
	},
};
