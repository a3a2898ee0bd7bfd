// Formulas as MathML, which browsers set by themselves and screen readers read aloud. Each function gives the
// text of one element; math() puts them together. Nothing that a user typed goes in here.

const APPLY = '<mo>\u2061</mo>'; // "of", unseen
const MINUS = '\u2212';

/** A variable, in italics. */
export const variable = (name: string): string => `<mi>${name}</mi>`;

/** A function's name, upright also where it is one letter. */
const functionName = (name: string): string =>
	name.length === 1 ? `<mi mathvariant="normal">${name}</mi>` : `<mi>${name}</mi>`;

export const operator = (sign: string): string => `<mo>${sign}</mo>`;

export const row = (...parts: string[]): string => `<mrow>${parts.join('')}</mrow>`;

/** W_f */
export const sub = (base: string, index: string): string => `<msub>${base}${index}</msub>`;

/** b′_h */
export const primeSub = (base: string, index: string): string => `<msubsup>${base}${index}<mo>\u2032</mo></msubsup>`;

/** h_t−1: a variable at a timestep. */
export const before = (name: string): string =>
	sub(variable(name), row(variable('t'), operator(MINUS), '<mn>1</mn>'));

/** h_t+1 */
export const after = (name: string): string => sub(variable(name), row(variable('t'), operator('+'), '<mn>1</mn>'));

export const now = (name: string): string => sub(variable(name), variable('t'));

/** Of the size of the letters, whatever is between. */
const bracket = (sign: string): string => `<mo stretchy="false">${sign}</mo>`;

export const inBrackets = (...parts: string[]): string => row(bracket('('), ...parts, bracket(')'));

/** σ(…) */
export const apply = (name: string, ...parts: string[]): string =>
	row(functionName(name), APPLY, inBrackets(...parts));

export const times = (...factors: string[]): string => row(factors.join(operator('\u00b7')));

export const digits = (value: number): string => Math.abs(value).toFixed(Math.abs(value) < 9.9995 ? 3 : 2);

/** Whether a number is written with a minus: not what is rounded to zero. */
const isNegative = (value: number): boolean => value < 0 && Number(digits(value)) !== 0;

/** A number with its sign. */
export const number = (value: number): string =>
	isNegative(value) ? row(operator(MINUS), `<mn>${digits(value)}</mn>`) : `<mn>${digits(value)}</mn>`;

/** A factor: in brackets where it has a sign. */
export const factor = (value: number): string => (isNegative(value) ? inBrackets(number(value)) : number(value));

/** 0.310 − 0.120 + 0.050 */
export function sum(...values: number[]): string {
	const [first = 0, ...others] = values;
	const rest = others.map((value) => operator(isNegative(value) ? MINUS : '+') + `<mn>${digits(value)}</mn>`);
	return row(number(first), ...rest);
}

/** A formula that stands by itself. */
export const math = (...parts: string[]): string =>
	`<math xmlns="http://www.w3.org/1998/Math/MathML">${row(...parts)}</math>`;
