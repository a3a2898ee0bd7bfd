// What is drawn of the unrolled network: two passes of the same shape, where everything stands, and how far the change from the
// one to the other has come.
import type { NetworkPass, PassLayer } from '../../protocol/inside.ts';
import type { Moment, Phase } from '../../model/network/phases.ts';
import type { Rows } from './rows.ts';
import type { Timeline } from './timeline.ts';

/** How much of the new pass is in sight, from 0 to 1, at a distance from the left. */
export interface Change {
	states(left: number): number;
	errors(left: number): number;
	output: number;
	/** How much of the error of the pass before is still in sight, while another makes its way. */
	leaving: number;
	phase: Phase | null;
}

/** The colours of a theme, as CSS has them. */
export interface Colours {
	ink: string;
	muted: string;
	line: string;
	edge: string;
	card: string;
	accent: string;
	positive: string;
	negative: string;
	cell: string;
	/** Of one of more than two classes. */
	ofClass(label: number): string;
	/** Of a value from −1 to 1. */
	value(value: number): string;
}

/** What the drawing says beside words of reviews. */
export interface SceneTexts {
	/** Of a strip. */
	earlier(count: number): string;
	padding(count: number): string;
	later(count: number): string;
	/** The prediction in two lines: "73%", "positive". */
	probability(probability: number, classes?: NetworkPass['classes']): string;
	side(positive: boolean, pass?: Pick<NetworkPass, 'classes' | 'names'>): string;
	label(pass: NetworkPass): string;
	/** Where the error begins. */
	error(pass: NetworkPass): string;
	/** What stands between the top layer and the last dense one, a line each. */
	head(pass: NetworkPass): string[];
	/** A layer of dropout. */
	dropout(rate: number): string;
	/** How the first timestep's gradient compares with the last one's: "first : last timestep = 1 : 40". */
	ratio(gradients: Float64Array): string;
}

export interface Scene {
	width: number;
	height: number;
	/** Pixels of the text. */
	font: number;
	timeline: Timeline;
	rows: Rows;
	pass: NetworkPass;
	/** Another of the same shape, which this one replaces. */
	before: NetworkPass | null;
	colours: Colours;
	texts: SceneTexts;
	family: string;
}

/** Passes that can be turned into one another: of the same timesteps and layers. */
export function sameShape(a: NetworkPass, b: NetworkPass): boolean {
	const shape = ({ timesteps, layers, embedding, pooling, dense, dropout }: NetworkPass) =>
		[timesteps.length, embedding?.shown, pooling, dense, dropout?.between, dropout?.output, ...layers.map(({ name, units, shown }) => `${name} ${units} ${shown}`)].join();
	return shape(a) === shape(b);
}

/** Everything changes at once. */
export const fadedBy = (share: number): Change => ({ states: () => share, errors: () => share, output: share, leaving: 0, phase: null });

/** A wave goes through, forward and then back: pixels from its front to where it has passed. */
const FRONT = 60;

export function changeAt({ words, forward, loss, backward, phase }: Moment, width: number): Change {
	const passed = (progress: number, distance: number) =>
		Math.min(1, Math.max(0, (progress * (width + FRONT) - distance) / FRONT));
	return {
		states: (left) => passed(forward, left),
		errors: (left) => passed(backward, width - left),
		output: loss,
		leaving: 1 - words,
		phase,
	};
}

export const mixed = (before: number, now: number, share: number): number => before + (now - before) * share;

/** The value of a drawn unit, on its way from the pass before. */
export function valueOf(now: PassLayer['values'], before: PassLayer['values'] | undefined, at: number, share: number): number {
	const value = now[at] ?? 0;
	return before ? mixed(before[at] ?? 0, value, share) : value * share;
}

/** The strongest gradient of a pass: the scale of all. */
export function strongestOf({ layers }: NetworkPass): number {
	return layers.reduce((most, { gradients }) => gradients.reduce((a, b) => Math.max(a, b), most), 0);
}
