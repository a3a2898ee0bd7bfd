// What the page looks at inside networks: what it asks the workers for, and what it shows of their answers.
import { beforeEach, describe, expect, test } from 'vitest';
import { lookAtNothing, type Look, type TracedUnit } from '../../../src/protocol/inside.ts';
import { Inside, type Source } from '../../../src/model/inside/inside.svelte.ts';
import { describeCurves, describeFold, describeInfluences, describeWord } from '../../../src/view/inside/descriptions.ts';
import { describeFading } from '../../../src/view/inside/fading.ts';
import { insideTexts } from '../../../src/i18n/inside.ts';
import { unrolledTexts } from '../../../src/i18n/unrolled.ts';
import { en } from '../../../src/i18n/en.ts';
import { madeUpProbe } from './made-up-probe.ts';
import { madeUpTrace } from './made-up-trace.ts';

const english = { text: en, language: 'en' } as const;
let review: string;
let drawn: string | null;
let looks: Record<string, Look>;
let inside: Inside;
let runs: string[];

beforeEach(() => {
	review = 'a fine film';
	looks = {};
	const source = (id: 'lstm' | 'gru', name: string): Source => ({
		id,
		name,
		cell: id,
		colour: 'red',
		look: (look) => (looks[id] = look),
	});
	const sources = [source('lstm', 'LSTM'), source('gru', 'GRU')];
	runs = [];
	drawn = null;
	const running = () => runs.map((id) => sources.find((one) => one.id === id)!);
	inside = new Inside({ sources: () => sources, runs: running, learning: running, drawn: () => drawn, text: () => review });
});

const answer = (id: 'lstm' | 'gru', text = review) => inside.receiveTrace(id, madeUpTrace(text, { cell: id, units: 3 }));
const shown = () => inside.subjects.map(({ id, trace }) => `${id} ${trace.text}`);

describe('what is asked of the workers', () => {
	test('is nothing while nothing is in sight', () => {
		inside.tellWorkers();
		expect(looks).toEqual({ lstm: lookAtNothing, gru: lookAtNothing });
	});

	test('is a trace where the review is in sight, and what the measure needs', () => {
		inside.reviewSeen = true;
		inside.tellWorkers();
		expect(looks.gru).toEqual({ ...lookAtNothing, trace: true, compare: true });
		inside.view.measure = 'slope';
		inside.tellWorkers();
		expect(looks.gru).toEqual({ ...lookAtNothing, trace: true });
	});

	test('is the unit that is opened, of the one network whose it is', () => {
		inside.reviewSeen = inside.unitSeen = true;
		answer('lstm');
		answer('gru');
		inside.view.choose(2, { subject: 'gru', layer: 0, unit: 1 });
		inside.tellWorkers();
		expect(looks.gru?.unit).toEqual({ layer: 0, unit: 1, word: 2 });
		expect(looks.lstm?.unit).toBeNull();
		inside.unitSeen = false;
		inside.tellWorkers();
		expect(looks.gru?.unit).toBeNull();
	});
});

describe('a run', () => {
	test('is asked what goes on in it only where it is in sight', () => {
		runs = ['gru'];
		inside.tellWorkers();
		expect(looks.gru?.run).toBe(false);
		inside.runsSeen = true;
		inside.tellWorkers();
		expect(looks).toEqual({ lstm: lookAtNothing, gru: { ...lookAtNothing, run: true } });
	});

	test('is asked for its passes where it is the one that is drawn, whatever else is in sight', () => {
		runs = ['lstm', 'gru'];
		drawn = 'gru';
		inside.tellWorkers();
		expect(looks).toEqual({ lstm: lookAtNothing, gru: { ...lookAtNothing, network: true } });
	});

	test('is shown as it was probed last', () => {
		runs = ['lstm', 'gru'];
		inside.receiveProbe('gru', madeUpProbe({ epoch: 1 }));
		inside.receiveProbe('gru', madeUpProbe({ epoch: 2 }));
		expect(inside.learners.map(({ id, probe }) => [id, probe.epoch])).toEqual([['gru', 2]]);
	});
});

describe('what is shown', () => {
	test('appears with the first network, and another review with the last', () => {
		answer('lstm');
		expect(shown()).toEqual(['lstm a fine film']);
		answer('gru');
		review = 'a fine film indeed';
		answer('gru');
		expect(shown()).toEqual(['lstm a fine film']); // not half of each
		answer('lstm');
		expect(shown()).toEqual(['lstm a fine film indeed', 'gru a fine film indeed']);
	});

	test('changes for the network whose trace is new, and for no other', () => {
		answer('lstm');
		answer('gru');
		const [lstm, gru] = inside.subjects;
		answer('gru');
		expect(inside.subjects[0]).toBe(lstm);
		expect(inside.subjects[1]).not.toBe(gru);
	});

	test('is nothing of a review that has changed since, or is empty', () => {
		answer('lstm', 'a fine');
		expect(shown()).toEqual([]);
		answer('lstm');
		review = ' ';
		inside = new Inside({ sources: () => [], runs: () => [], learning: () => [], drawn: () => null, text: () => review });
		expect(shown()).toEqual([]);
	});

	test('forgets a word that the new review does not have', () => {
		answer('lstm');
		answer('gru');
		inside.view.choose(2);
		review = 'a fine';
		answer('lstm');
		answer('gru');
		expect(inside.view.word).toBeNull();
	});

	test('is the word under the pointer before the one that was chosen', () => {
		inside.view.choose(1);
		inside.view.hover(2);
		expect(inside.view.word).toBe(2);
		inside.view.hover(null);
		expect(inside.view.word).toBe(1);
	});

	test('is a unit only as long as the answer is of that unit and word', () => {
		answer('lstm');
		answer('gru');
		const terms = { input: 1, recurrent: 2, bias: 3, recurrentBias: 0, sum: 6, value: 0.9 };
		const empty = new Float32Array();
		const gate = { kernel: empty, recurrentKernel: empty, terms };
		const unit: TracedUnit = { layer: 0, unit: 1, word: 2, equations: { x: empty, h: empty, gates: [gate, gate, gate] } };
		inside.receiveUnit('gru', unit);
		expect(inside.unitAtTimestep).toBeNull();
		inside.view.choose(2, { subject: 'gru', layer: 0, unit: 1 });
		expect(inside.unitAtTimestep).toMatchObject({ cell: 'gru', gates: [terms, terms, terms] });
		inside.view.hover(1);
		expect(inside.unitAtTimestep).toBeNull();
	});

	test('a unit that no network has gives way to the first', () => {
		answer('lstm');
		answer('gru');
		inside.view.chooseUnit({ subject: 'gru', layer: 0, unit: 7 });
		expect(inside.view.unitAmong(inside.subjects)).toEqual({ subject: 'gru', layer: 0, unit: 0 });
		inside.view.chooseUnit({ subject: 'gone', layer: 0, unit: 1 });
		expect(inside.view.unitAmong(inside.subjects)).toEqual({ subject: 'lstm', layer: 0, unit: 0 });
	});
});

describe('what is said', () => {
	test('a word with the prediction of each network after it, or that it was cut off', () => {
		answer('lstm');
		answer('gru', review);
		const description = describeWord(inside.subjects, 1, english);
		expect(description).toMatch(/^fine, word 2 of 3\. LSTM (positive|negative) \d+%, GRU (positive|negative) \d+%$/);
		const [subject] = inside.subjects;
		const cut = [{ ...subject!, trace: madeUpTrace(review, { length: 2 }) }];
		expect(describeWord(cut, 0, english)).toContain(insideTexts.en.words.cut);
		expect(describeWord(cut, null, english)).toBe(insideTexts.en.words.choose);
	});

	test('where each curve begins and ends', () => {
		answer('lstm');
		answer('gru');
		const { subjects } = inside;
		const description = describeCurves(subjects, english);
		expect(description).toMatch(/LSTM: from \d+% before the first word to \d+% after the last\. GRU: from/);
	});

	test('the words that moved the prediction, or that none did', () => {
		const name = (word: number) => ['dull', 'great', 'the'][word]!;
		expect(describeInfluences(new Float32Array([-1, 2, 0]), 3, name, english)).toBe(
			'Pushed most towards positive: great +2.00. Pushed most towards negative: dull −1.00.',
		);
		expect(describeInfluences(new Float32Array([0, 0, NaN]), 3, name, english)).toBe(insideTexts.en.influence.nothing);
	});

	test('how far back a network learns, in powers of ten where it is very little', () => {
		const description = (...gradients: number[]) => describeFading('X', new Float64Array(gradients), english);
		expect(description(1, 4200)).toContain('1/4,200 as strong');
		expect(description(1e-11, 1)).toContain('1/10¹¹ as strong');
		expect(description(3, 1)).toContain('3 times as strong');
		expect(description(0, 1)).toBe(unrolledTexts.en.vanishes('X'));
		expect(description()).toBe('X');
	});

	test('what is folded beside the words', () => {
		expect(describeFold({ padding: 83, cut: 0 }, english)).toBe('83 × padding');
		expect(describeFold({ padding: 0, cut: 12 }, english)).toBe('12 cut off');
		expect(describeFold({ padding: 0, cut: 0 }, english)).toBe('');
	});
});
