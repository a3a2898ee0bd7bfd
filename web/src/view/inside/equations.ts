// What one unit does at one timestep, as formulas: each with its letters, and again with its numbers.
import {
	apply,
	after,
	before,
	factor,
	inBrackets,
	math,
	now,
	number,
	operator,
	primeSub,
	row,
	sub,
	sum,
	times,
	variable,
} from '../mathml.ts';
import type { MapName } from '../../model/inside/maps.ts';
import type { UnitAtTimestep } from '../../model/inside/unit-at-timestep.ts';
import type { GateTerms } from '../../protocol/inside.ts';

export interface Line {
	name: MapName;
	/** MathML. */
	letters: string;
	numbers: string;
	value: number;
}

const equals = operator('=');
const plus = operator('+');
const minus = operator('\u2212');
const one = '<mn>1</mn>';

const kernel = (gate: string) => times(now('x'), gate ? sub(variable('W'), variable(gate)) : variable('W'));
/** The state before: of a layer that reads backward that of the next timestep of the text. */
const earlier = (name: string, backward: boolean) => (backward ? after(name) : before(name));
const recurrentKernel = (gate: string, backward: boolean) =>
	times(earlier('h', backward), gate ? sub(variable('U'), variable(gate)) : variable('U'));
const bias = (gate: string) => (gate ? sub(variable('b'), variable(gate)) : variable('b'));

type Activation = 'σ' | 'tanh';

/** f = σ(x·W_f + h·U_f + b_f) */
function gateLine(name: MapName, left: string, gate: string, activation: Activation, terms: GateTerms, backward: boolean): Line {
	return {
		name,
		value: terms.value,
		letters: math(left, equals, apply(activation, kernel(gate), plus, recurrentKernel(gate, backward), plus, bias(gate))),
		numbers: math(
			equals,
			apply(activation, sum(terms.input, terms.recurrent, terms.bias + terms.recurrentBias)),
			equals,
			apply(activation, number(terms.sum)),
			equals,
			number(terms.value),
		),
	};
}

function line(name: MapName, value: number, letters: string, numbers: string): Line {
	return { name, value, letters: math(letters), numbers: math(equals, numbers, equals, number(value)) };
}

function lstmLines(timestep: Extract<UnitAtTimestep, { cell: 'lstm' }>): Line[] {
	const { backward, cellBefore, cellState, hidden } = timestep;
	const [inputGate, forgetGate, candidate, outputGate] = timestep.gates as [GateTerms, GateTerms, GateTerms, GateTerms];
	return [
		gateLine('f', now('f'), 'f', 'σ', forgetGate, backward),
		gateLine('i', now('i'), 'i', 'σ', inputGate, backward),
		gateLine('g', now('g'), 'c', 'tanh', candidate, backward),
		gateLine('o', now('o'), 'o', 'σ', outputGate, backward),
		line(
			'c',
			cellState,
			row(now('c'), equals, times(now('f'), earlier('c', backward)), plus, times(now('i'), now('g'))),
			row(
				times(number(forgetGate.value), factor(cellBefore)),
				plus,
				times(number(inputGate.value), factor(candidate.value)),
			),
		),
		line(
			'h',
			hidden,
			row(now('h'), equals, times(now('o'), apply('tanh', now('c')))),
			times(number(outputGate.value), apply('tanh', number(cellState))),
		),
	];
}

function gruLines(timestep: Extract<UnitAtTimestep, { cell: 'gru' }>): Line[] {
	const { backward, hiddenBefore, hidden } = timestep;
	const [updateGate, resetGate, candidate] = timestep.gates as [GateTerms, GateTerms, GateTerms];
	return [
		gateLine('z', now('z'), 'z', 'σ', updateGate, backward),
		gateLine('r', now('r'), 'r', 'σ', resetGate, backward),
		{
			name: 'g',
			value: candidate.value,
			letters: math(
				now('g'),
				equals,
				apply(
					'tanh',
					kernel('h'),
					plus,
					bias('h'),
					plus,
					times(now('r'), inBrackets(recurrentKernel('h', backward), plus, primeSub(variable('b'), variable('h')))),
				),
			),
			numbers: math(
				equals,
				apply(
					'tanh',
					sum(candidate.input, candidate.bias),
					plus,
					times(number(resetGate.value), inBrackets(sum(candidate.recurrent, candidate.recurrentBias))),
				),
				equals,
				apply('tanh', number(candidate.sum)),
				equals,
				number(candidate.value),
			),
		},
		line(
			'h',
			hidden,
			row(
				now('h'),
				equals,
				times(now('z'), earlier('h', backward)),
				plus,
				times(inBrackets(one, minus, now('z')), now('g')),
			),
			row(
				times(number(updateGate.value), factor(hiddenBefore)),
				plus,
				times(number(1 - updateGate.value), factor(candidate.value)),
			),
		),
	];
}

/** The lines in the order in which the cell computes them. */
export function linesOf(timestep: UnitAtTimestep): Line[] {
	switch (timestep.cell) {
		case 'simple-rnn':
			return [gateLine('h', now('h'), '', 'tanh', timestep.gates[0]!, timestep.backward)];
		case 'lstm':
			return lstmLines(timestep);
		case 'gru':
			return gruLines(timestep);
	}
}
