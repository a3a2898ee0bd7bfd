// The plan of an experiment: its runs, what it says is wrong, and how it stands in a link and follows from a file.
import { describe, expect, test } from 'vitest';
import { canVary, firstPlan, planLink, planOf, problemOf, rangeValues, readPlanLink, readValues, runsOf, writeValues, type Plan } from '../../../src/model/experiment/plan.ts';
import { PlanDraft } from '../../../src/model/experiment/plan-draft.svelte.ts';
import { isResultLine, lineText, readLines, settingsInLine, type ResultLine } from '../../../src/model/experiment/result-line.ts';
import { readLink, writeLink } from '../../../src/model/settings/link.ts';
import { pageDefaults } from '../../../src/model/settings/settings.ts';

const base = { ...pageDefaults, cell: 'gru', seed: '5' };
const plan: Plan = { base, seeds: 2, varied: [{ name: 'cell', values: ['lstm', 'gru'] }, { name: 'units', values: ['8', '16,8'] }] };

const line = (settings: Record<string, string>, changes: { [Name in keyof ResultLine]?: ResultLine[Name] | undefined } = {}): ResultLine => ({
	corpus: 'abc',
	settings: { seed: '42', ...settings },
	parameters: 10,
	best_epoch: 1,
	val_loss: 0.5,
	val_accuracy: 0.75,
	stopped_early: false,
	sha256: 'f',
	history: { loss: [0.6], accuracy: [0.7], val_loss: [0.5], val_accuracy: [0.75] },
	...(changes as Partial<ResultLine>),
});

describe('a plan', () => {
	test('has a run for each combination and seed, the seed changing fastest, then the setting given last', () => {
		const runs = runsOf(plan).map(({ cell, units, seed }) => `${cell} ${units} ${seed}`);
		expect(runs).toEqual(['lstm 8 5', 'lstm 8 6', 'lstm 16,8 5', 'lstm 16,8 6', 'gru 8 5', 'gru 8 6', 'gru 16,8 5', 'gru 16,8 6']);
	});

	test('says what is wrong with it', () => {
		const problem = (changes: Partial<Plan>) => problemOf({ ...plan, ...changes });
		expect(problem({})).toBe(null);
		for (const seeds of [0, 1.5, NaN, 2001]) {
			expect(problem({ seeds })).toEqual({ kind: 'seeds' });
		}
		expect(problem({ varied: [{ name: 'units', values: [] }] })).toEqual({ kind: 'values', name: 'units' });
		expect(problem({ varied: [{ name: 'learning-rate', values: ['0.01', '1e-2'] }] })).toEqual({ kind: 'twice', name: 'learning-rate' });
		expect(problem({ seeds: 501 })).toEqual({ kind: 'runs' });
		expect(problem({ base: { ...base, seed: '4294967295' } })).toEqual({ kind: 'last-seed' });
	});

	test('begins with the cells of the form, where they are several', () => {
		expect(firstPlan(base, ['lstm', 'gru']).varied).toEqual([{ name: 'cell', values: ['lstm', 'gru'] }]);
		expect(firstPlan(base, ['gru']).varied).toEqual([]);
		expect(canVary).not.toContain('seed');
	});

	test('stands in its form as it is read from it', () => {
		expect(new PlanDraft(plan).plan(base)).toEqual(plan);
		expect(problemOf(Object.assign(new PlanDraft(plan), { seeds: '' }).plan(base))).toEqual({ kind: 'seeds' });
	});
});

describe('values', () => {
	test.each([[['8', '16']], [['8', '16,8']], [['16,8']], [['1e-4', '0.5']], [[]]])('%j are written and read', (values) => {
		expect(readValues(writeValues(values))).toEqual(values);
	});

	test('of a range are equal steps or factors apart, whole ones once', () => {
		expect(rangeValues(8, 64, 4, true, true)).toEqual(['8', '16', '32', '64']);
		expect(rangeValues(0.001, 0.1, 3, true, false)).toEqual(['0.001', '0.01', '0.1']);
		expect(rangeValues(0, 0.5, 3, false, false)).toEqual(['0', '0.25', '0.5']);
		expect(rangeValues(1, 2, 5, false, true)).toEqual(['1', '2']);
		expect(rangeValues(8, 64, 1, true, true)).toEqual(['8']);
	});
});

describe('in a link', () => {
	test('a plan is written and read', () => {
		expect(planLink(plan)).toBe('2/cell:lstm,gru/units:8;16,8');
		expect(readPlanLink(planLink(plan))).toEqual({ seeds: 2, varied: plan.varied });
	});

	test.each(['', '0', 'x/cell:gru', '2/seed:1,2', '2/none:1', '2/cell:', '2/cell:gru/cell:lstm', '2/a/b/c'])('"%s" is none', (text) => {
		expect(readPlanLink(text)).toBe(null);
	});

	test('it stands beside the settings, and what is none is strange', () => {
		const linked = { settings: base, cells: ['gru' as const], corpus: '', reviews: '', edition: null, language: null, run: false, hide: [], part: 'experiments' as const };
		const link = writeLink({ ...linked, experiment: planLink(plan) });
		expect(readLink(link)).toMatchObject({ linked: { experiment: planLink(plan), part: 'experiments' }, strange: [] });
		expect(writeLink(linked)).not.toContain('experiment=');
		expect(readLink(`${link}&x=1`).strange).toEqual(['x=1']);
		expect(readLink('#units=8&experiment=<b>').strange).toEqual(['experiment=<b>']);
	});
});

describe('a file of results', () => {
	test('names of a run’s settings those that are varied or not as by default, in the engine’s order', () => {
		expect(Object.entries(settingsInLine(plan.base, ['units']))).toEqual([['units', '8'], ['learning-rate', '0.01'], ['epochs', '20'], ['seed', '5']]);
	});

	test('is read as it was written', () => {
		const lines = [line({ units: '3' }), line({ units: '4' }, { failed: 'too high', best_epoch: undefined, history: undefined })];
		expect(readLines(lines.map(lineText).join(''))).toEqual(lines.map((one) => JSON.parse(JSON.stringify(one))));
	});

	test('says which line is none', () => {
		const good = lineText(line({}));
		for (const bad of ['my notes', '{}', 'null', lineText(line({}, { history: undefined })), lineText(line({ colour: 'red' })), lineText(line({}, { val_loss: undefined }))]) {
			expect(() => readLines(`${good}\n${bad}`), bad).toThrow(new RangeError('3'));
		}
		expect(isResultLine(line({}))).toBe(true);
	});

	test('makes a plan where its runs are a grid of consecutive seeds', () => {
		const lines = runsOf({ ...plan, varied: [plan.varied[1]!] }).map((settings) => line(settingsInLine(settings, ['units'])));
		expect(planOf(lines.slice(1))).toMatchObject({ seeds: 2, base: { seed: '5', epochs: '20' }, varied: [{ name: 'units', values: ['8', '16,8'] }] });
		expect(planOf([line({ seed: '1' }), line({ seed: '4000000000' })])).toBe(null);
		expect(planOf([])).toBe(null);
	});
});
