// The formulas of the guide's pages, as MathML: screen readers read them aloud.
import { apply, before, inBrackets, math, now, operator, row, sub, times, variable } from '../mathml.ts';
import type { PageName } from '../../model/guide/pages.ts';

const equals = operator('=');
const plus = operator('+');
const minus = operator('\u2212');
const each = operator('\u2218'); // unit by unit
const one = '<mn>1</mn>';

/** x·W + h·U + b */
const gateSum = row(times(now('x'), variable('W')), plus, times(before('h'), variable('U')), plus, variable('b'));
const letter = (name: string) => sub(variable(name), variable('t'));
const unitByUnit = (a: string, b: string) => row(a, each, b);

export const formulas: Partial<Record<PageName, string[]>> = {
	embedding: [math(now('x'), equals, row(variable('E'), operator('['), letter('w'), operator(']')))],
	simpleRnn: [math(now('h'), equals, apply('tanh', gateSum))],
	lstm: [
		math(now('c'), equals, unitByUnit(letter('f'), before('c')), plus, unitByUnit(letter('i'), letter('g'))),
		math(now('h'), equals, unitByUnit(letter('o'), apply('tanh', now('c')))),
	],
	gru: [
		math(
			now('h'),
			equals,
			unitByUnit(letter('z'), before('h')),
			plus,
			unitByUnit(inBrackets(one, minus, letter('z')), letter('g')),
		),
	],
};
