import type { SettingTexts } from '../../protocol/types.ts';
import { sameValue, schema, settingNames, settingOf, valueIn, type Cell } from '../settings/settings.ts';
import { allSettings, type ResultLine } from './result-line.ts';

// The runs of an experiment: every combination of the varied settings, each with several seeds. Their order is that of `unroll sweep`
// (src/cli/sweep_plan.h).

export interface Varied {
	/** By the engine's name; not the seed. */
	name: string;
	values: string[];
}

export interface Plan {
	/** What is not varied; its seed is the first one. */
	base: SettingTexts;
	/** Runs of each combination, with consecutive seeds. */
	seeds: number;
	varied: Varied[];
}

const MOST_RUNS = 2000;
/** Of one setting. */
const MOST_VALUES = 64;
/** In the form; a file of results may have more. */
export const MOST_VARIED = 2;
const LAST_SEED = 2 ** 32 - 1;

export const canVary = settingNames.filter((name) => name !== 'seed' && name !== 'split-seed' && name !== 'classes');

/** What is wrong with a plan that the engine is not asked about. */
export type PlanProblem = { kind: 'seeds' | 'runs' | 'last-seed' } | { kind: 'values' | 'twice'; name: string };

export function problemOf({ base, seeds, varied }: Plan): PlanProblem | null {
	if (!(Number.isInteger(seeds) && seeds >= 1 && seeds <= MOST_RUNS)) {
		return { kind: 'seeds' };
	}
	for (const { name, values } of varied) {
		if (values.length < 1 || values.length > MOST_VALUES) {
			return { kind: 'values', name };
		}
		const twice = values.some((value, index) => values.slice(index + 1).some((other) => sameValue(value, other)));
		if (twice || varied.filter((other) => other.name === name).length > 1) {
			return { kind: 'twice', name };
		}
	}
	if (varied.reduce((runs, { values }) => runs * values.length, seeds) > MOST_RUNS) {
		return { kind: 'runs' };
	}
	return Number(valueIn(base, 'seed')) + seeds - 1 > LAST_SEED ? { kind: 'last-seed' } : null;
}

/** The settings of every combination, with the first seed; the setting that was given last changes fastest. */
export const combinationsOf = ({ base, varied }: Plan): SettingTexts[] =>
	varied.reduce<SettingTexts[]>((all, { name, values }) => all.flatMap((settings) => values.map((value) => ({ ...settings, [name]: value }))), [base]);

/** The settings of every run: the seed changes fastest. */
export const runsOf = (plan: Plan): SettingTexts[] =>
	combinationsOf(plan).flatMap((settings) =>
		Array.from({ length: plan.seeds }, (_, index) => ({ ...settings, seed: String(Number(valueIn(settings, 'seed')) + index) })),
	);

/** "8, 16, 32"; where a value has commas itself, all are separated by semicolons: "8; 16,8". */
export const readValues = (text: string): string[] =>
	text.split(text.includes(';') ? ';' : ',').map((value) => value.replaceAll(' ', '')).filter((value) => value !== '');

export const writeValues = (values: readonly string[]): string =>
	values.some((value) => value.includes(',')) ? `${values.join('; ')}${values.length === 1 ? ';' : ''}` : values.join(', ');

/** `count` values from one to another, equal steps or equal factors apart; of whole numbers each once. */
export function rangeValues(from: number, to: number, count: number, factors: boolean, whole: boolean): string[] {
	const at = (share: number) => (factors ? from * (to / from) ** share : from + (to - from) * share);
	const values = Array.from({ length: count }, (_, index) => at(count < 2 ? 0 : index / (count - 1)));
	return [...new Set(values.map((value) => String(whole ? Math.round(value) : Number(value.toPrecision(4)))))];
}

export const isWholeSetting = (name: string): boolean => ['whole', 'units'].includes(settingOf(name)?.type ?? '');

/** What the form of an experiment begins with: the cells that are chosen, where they are several. */
export function firstPlan(settings: SettingTexts, cells: readonly Cell[]): Plan {
	return { base: settings, seeds: 10, varied: cells.length > 1 ? [{ name: 'cell', values: [...cells] }] : [] };
}

// --- Links -----------------------------------------------------------------------------------------

/** "10/cell:lstm,gru/units:8;16,8", beside the settings in a link. */
export const planLink = ({ seeds, varied }: Pick<Plan, 'seeds' | 'varied'>): string =>
	[`${seeds}`, ...varied.map(({ name, values }) => `${name}:${writeValues(values).replaceAll(' ', '')}`)].join('/');

/** null where it is none. */
export function readPlanLink(text: string): Pick<Plan, 'seeds' | 'varied'> | null {
	const [seeds = '', ...parts] = text.split('/');
	const varied = parts.map((part) => {
		const [name = '', values = ''] = part.split(':');
		return { name, values: readValues(values) };
	});
	const plan = { seeds: Number(seeds), varied };
	const known = varied.length <= MOST_VARIED && varied.every(({ name }) => canVary.includes(name));
	return known && problemOf({ ...plan, base: {} }) === null ? plan : null;
}

// --- Files -----------------------------------------------------------------------------------------

/** The settings in which lines differ, with their values in the order of the lines. */
export function variedIn(lines: readonly ResultLine[]): Varied[] {
	const all = lines.map(allSettings);
	return settingNames
		.filter((name) => name !== 'seed')
		.map((name) => ({ name, values: [...new Set(all.map((settings) => settings[name] ?? ''))] }))
		.filter(({ values }) => values.length > 1);
}

/** The plan that these lines are runs of; null where their seeds are not consecutive, or the grid would be too large. */
export function planOf(lines: readonly ResultLine[]): Plan | null {
	const [first] = lines;
	const seeds = lines.map(({ settings }) => Number(settings.seed));
	const least = Math.min(...seeds);
	if (!first) {
		return null;
	}
	const base = { ...allSettings(first), seed: String(least) };
	const plan = { base, seeds: Math.max(...seeds) - least + 1, varied: variedIn(lines) };
	return problemOf(plan) === null ? plan : null;
}

/** Two runs with the same key are the same. */
export const runKey = (settings: SettingTexts): string =>
	settingNames.map((name) => valueIn(settings, name)).join('|');

export const initialOf = (name: string): string => schema[name as keyof typeof schema].initial;
