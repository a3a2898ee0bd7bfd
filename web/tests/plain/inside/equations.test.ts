// The equations of a unit: the numbers that they show give the value that they end in.
import { describe, expect, test } from 'vitest';
import { unitAtTimestep, type UnitAtTimestep } from '../../../src/model/inside/unit-at-timestep.ts';
import { linesOf, type Line } from '../../../src/view/inside/equations.ts';
import { factor, number, sum } from '../../../src/view/mathml.ts';
import { madeUpTrace } from './made-up-trace.ts';

const text = (formula: string) => formula.replace(/<[^>]*>/g, '').replace(/\u2061/g, '');
const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));

/** Computes what stands between the first "=" and the next. */
function computed({ numbers }: Line): number {
	const expression = (text(numbers).split('=')[1] ?? '')
		.replaceAll('·', '*')
		.replaceAll('−', '-')
		.replaceAll('σ', 'sigmoid')
		.replaceAll('tanh', 'Math.tanh');
	return new Function('sigmoid', `return ${expression}`)(sigmoid) as number;
}

const terms = (input: number, recurrent: number, bias: number, recurrentBias: number, activation: (x: number) => number) => {
	const sum = input + recurrent + bias + recurrentBias;
	return { input, recurrent, bias, recurrentBias, sum, value: activation(sum) };
};

function lstm(): UnitAtTimestep {
	const gates = [
		terms(0.3, -0.1, 0.05, 0, sigmoid), // i
		terms(-0.7, 0.2, 1.01, 0, sigmoid), // f
		terms(0.9, 0.4, -0.2, 0, Math.tanh), // c
		terms(0.1, 0.6, 0.02, 0, sigmoid), // o
	];
	const cellBefore = -0.8;
	const cellState = gates[1]!.value * cellBefore + gates[0]!.value * gates[2]!.value;
	return { cell: 'lstm', backward: false, gates, cellBefore, cellState, hidden: gates[3]!.value * Math.tanh(cellState) };
}

function gru(): UnitAtTimestep {
	const [z, r] = [terms(0.3, -0.1, 0.05, 0.2, sigmoid), terms(-0.7, 0.2, 0.1, -0.3, sigmoid)];
	const h = terms(0.9, 0.4, -0.2, 0.15, Math.tanh);
	h.sum = h.input + h.bias + r.value * (h.recurrent + h.recurrentBias);
	h.value = Math.tanh(h.sum);
	const hiddenBefore = -0.45;
	return { cell: 'gru', backward: false, gates: [z, r, h], hiddenBefore, hidden: z.value * hiddenBefore + (1 - z.value) * h.value };
}

describe('equations', () => {
	const timesteps: [string, UnitAtTimestep, string[]][] = [
		['SimpleRNN', { cell: 'simple-rnn', backward: false, gates: [terms(0.3, -1.2, 0.1, 0, Math.tanh)] }, ['h']],
		['LSTM', lstm(), ['f', 'i', 'g', 'o', 'c', 'h']],
		['GRU', gru(), ['z', 'r', 'g', 'h']],
	];

	test.each(timesteps)('of a %s stand in the order in which they are computed, and their numbers add up', (_, timestep, names) => {
		const lines = linesOf(timestep);
		expect(lines.map((line) => line.name)).toEqual(names);
		for (const line of lines) {
			expect(computed(line), line.name).toBeCloseTo(line.value, 2); // three digits are shown
		}
	});

	test('say in letters what Keras computes', () => {
		expect(linesOf(gru()).map((line) => text(line.letters))).toEqual([
			'zt=σ(xt·Wz+ht−1·Uz+bz)',
			'rt=σ(xt·Wr+ht−1·Ur+br)',
			'gt=tanh(xt·Wh+bh+rt·(ht−1·Uh+bh′))',
			'ht=zt·ht−1+(1−zt)·gt',
		]);
		expect(text(linesOf(lstm())[4]!.letters)).toBe('ct=ft·ct−1+it·gt');
	});

	test('are MathML that a browser reads without errors', () => {
		const open = (formula: string) => [...formula.matchAll(/<(\w+)[^>]*>/g)].map(([, name]) => name);
		const closed = (formula: string) => [...formula.matchAll(/<\/(\w+)>/g)].map(([, name]) => name);
		for (const line of linesOf(gru()).concat(linesOf(lstm()))) {
			for (const formula of [line.letters, line.numbers]) {
				expect(open(formula).toSorted()).toEqual(closed(formula).toSorted());
				expect(formula).toMatch(/^<math xmlns="http:\/\/www.w3.org\/1998\/Math\/MathML"><mrow>.*<\/mrow><\/math>$/);
			}
		}
	});

	test('of a layer that reads backward come from the next timestep', () => {
		const [layer] = madeUpTrace('a b c', { length: 4, units: 5 }).layers;
		const backward = { ...layer!, backward: true };
		const c = (timestep: number) => layer!.values[(timestep * layer!.rows.length + 1) * 5 + 3];
		expect(unitAtTimestep(backward, 2, 3, [])).toMatchObject({ backward: true, cellBefore: c(3), cellState: c(2) });
		expect(unitAtTimestep(backward, 3, 3, [])).toMatchObject({ cellBefore: 0, cellState: c(3) });
		expect(text(linesOf({ ...lstm(), backward: true })[4]!.letters)).toBe('ct=ft·ct+1+it·gt');
		expect(text(linesOf({ ...gru(), backward: true })[0]!.letters)).toBe('zt=σ(xt·Wz+ht+1·Uz+bz)');
	});

	test('take their states from the trace; before the first timestep all are 0', () => {
		const [layer] = madeUpTrace('a b c', { length: 4, units: 5 }).layers;
		const c = (timestep: number) => layer!.values[(timestep * layer!.rows.length + 1) * 5 + 3];
		expect(unitAtTimestep(layer!, 2, 3, [])).toMatchObject({ cellBefore: c(1), cellState: c(2) });
		expect(unitAtTimestep(layer!, 0, 3, [])).toMatchObject({ cellBefore: 0, cellState: c(0) });
		const [other] = madeUpTrace('a b c', { length: 4, units: 5, cell: 'gru' }).layers;
		expect(unitAtTimestep(other!, 0, 3, [])).toMatchObject({ hiddenBefore: 0, hidden: other!.values[3] });
	});
});

describe('numbers', () => {
	test('have a minus of full width, and none where they are rounded to zero', () => {
		expect(text(number(-0.1234))).toBe('−0.123');
		expect(text(number(-0.0001))).toBe('0.000');
		expect(text(number(12.345))).toBe('12.35');
		expect(text(factor(-0.5))).toBe('(−0.500)');
		expect(text(factor(0.5))).toBe('0.500');
		expect(text(sum(-1, 0.5, -0.25))).toBe('−1.000+0.500−0.250');
	});
});
