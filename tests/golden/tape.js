// Reverse-mode differentiation in double precision: every number that is computed remembers the numbers it
// came from and its slope in each of them, so that gradients need no formula beyond the forward one.

export class Tape {
	#nodes = [];

	// A number that gradients are wanted of, or that is simply given.
	constant(value) {
		return { value, gradient: 0, inputs: [], slopes: [] };
	}

	#node(value, inputs, slopes) {
		const node = { value, gradient: 0, inputs, slopes };
		this.#nodes.push(node);
		return node;
	}

	add(...terms) {
		return this.#node(
			terms.reduce((sum, term) => sum + term.value, 0),
			terms,
			terms.map(() => 1),
		);
	}

	multiply(a, b) {
		return this.#node(a.value * b.value, [a, b], [b.value, a.value]);
	}

	// Σ a[k]·b[k]
	dot(a, b) {
		return this.#node(
			a.reduce((sum, term, k) => sum + term.value * b[k].value, 0),
			[...a, ...b],
			[...b.map((term) => term.value), ...a.map((term) => term.value)],
		);
	}

	oneMinus(a) {
		return this.#node(1 - a.value, [a], [-1]);
	}

	scale(a, factor) {
		return this.#node(a.value * factor, [a], [factor]);
	}

	tanh(a) {
		const value = Math.tanh(a.value);
		return this.#node(value, [a], [1 - value * value]);
	}

	sigmoid(a) {
		const value = 1 / (1 + Math.exp(-a.value));
		return this.#node(value, [a], [value * (1 - value)]);
	}

	// −y·ln σ(x) − (1−y)·ln(1 − σ(x)) = max(x, 0) − x·y + ln(1 + e^−|x|), and its slope σ(x) − y
	crossEntropy(logit, label) {
		const x = logit.value;
		const value = Math.max(x, 0) - x * label + Math.log1p(Math.exp(-Math.abs(x)));
		return this.#node(value, [logit], [1 / (1 + Math.exp(-x)) - label]);
	}

	// Adds d(output)/d(number) to the gradient of every number that `output` came from, and forgets them.
	backward(output) {
		output.gradient = 1;
		for (const node of this.#nodes.reverse()) {
			node.inputs.forEach((input, k) => {
				input.gradient += node.gradient * node.slopes[k];
			});
		}
		this.#nodes = [];
	}
}
