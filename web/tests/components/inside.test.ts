// @vitest-environment happy-dom
// "Look inside" against traces that are made up: what it shows, what lights up, and how keys and switches move it.
import { flushSync, mount, unmount } from 'svelte';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import Inside from '../../src/components/inside/Inside.svelte';
import Learning from '../../src/components/inside/Learning.svelte';
import type { Look } from '../../src/protocol/inside.ts';
import { Inside as InsideState, type Source } from '../../src/model/inside/inside.svelte.ts';
import type { Cell } from '../../src/model/settings/settings.ts';
import type { Page } from '../../src/model/page.svelte.ts';
import { insideTexts } from '../../src/i18n/inside.ts';
import { unrolledTexts } from '../../src/i18n/unrolled.ts';
import { en } from '../../src/i18n/en.ts';
import { ko } from '../../src/i18n/ko.ts';
import { madeUpProbe } from '../plain/inside/made-up-probe.ts';
import { madeUpTrace } from '../plain/inside/made-up-trace.ts';

const text = insideTexts.en;
const review = 'The acting is great, but the story makes no sense.';
const cells: Cell[] = ['simple-rnn', 'lstm', 'gru'];

let inside: InsideState;
let looks: Partial<Record<Cell, Look>>;
let app: Record<string, unknown>;

function open(language: 'en' | 'ko' = 'en', text = review, part = Inside): void {
	looks = {};
	const sources = cells.map(
		(cell): Source => ({ id: cell, name: en.settings.cells[cell], cell, colour: 'red', look: (look) => (looks[cell] = look) }),
	);
	inside = new InsideState({ sources: () => sources, runs: () => sources, learning: () => sources, drawn: () => null, text: () => text });
	const page = { inside, language, text: language === 'ko' ? ko : en } as Page;
	app = mount(part, { target: document.body, props: { page } });
	flushSync();
}

function answer(wishes: Parameters<typeof madeUpTrace>[1] = {}): void {
	for (const cell of cells) {
		inside.receiveTrace(cell, madeUpTrace(review, { cell, units: 4, length: 20, ...wishes }));
	}
	flushSync();
}

beforeEach(() => open());
afterEach(() => unmount(app));

const body = () => document.body.textContent?.replace(/\s+/g, ' ') ?? '';
const one = <Kind extends Element = HTMLElement>(selector: string) => document.querySelector<Kind>(selector)!;
const all = (selector: string) => [...document.querySelectorAll<HTMLElement>(selector)];
const slider = () => one(`[role=slider][aria-label="${text.words.slider}"]`);
const press = (key: string) => {
	slider().dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
	flushSync();
};
const click = (label: string) => {
	all('button').find((button) => button.textContent?.trim().replace(/\s+/g, ' ') === label)!.click();
	flushSync();
};
const openDetails = (summary: string) => {
	const details = all('details').find((element) => element.querySelector('summary')?.textContent === summary) as HTMLDetailsElement;
	details.open = true;
	details.dispatchEvent(new Event('toggle'));
	flushSync();
	return details;
};

describe('look inside', () => {
	test('says what will be there before there is a review', () => {
		expect(body()).toContain(text.empty);
	});

	test('shows each network with its prediction, and a picture that has a name', () => {
		answer();
		for (const cell of cells) {
			expect(body()).toMatch(new RegExp(`${en.settings.cells[cell]} (positive|negative) \\d+%`));
		}
		const names = all('[role=img]').map((picture) => picture.getAttribute('aria-label'));
		expect(names).toContain(text.words.map('LSTM', text.maps.h, 4));
		expect(names).toHaveLength(3);
	});

	test('draws gates too, where they are wanted', () => {
		answer();
		click(text.words.all);
		expect(all('[role=img]')).toHaveLength(1 + 6 + 4);
		expect(body()).toContain(text.mapHelp.f);
		expect(body()).toContain(text.legend.closed);
		click(text.words.hiddenOnly);
		expect(all('[role=img]')).toHaveLength(3);
	});

	test('moves from word to word by keys, and lights it up everywhere', () => {
		answer();
		expect(slider().getAttribute('aria-valuetext')).toBe(text.words.choose);
		press('ArrowRight');
		press('ArrowRight');
		expect(slider().getAttribute('aria-valuetext')).toMatch(/^acting, word 2 of 10\. SimpleRNN .*, LSTM .*, GRU /);
		expect(slider().getAttribute('aria-valuenow')).toBe('2');
		expect(all('.lit').map((lit) => lit.textContent)).toEqual(['acting', 'acting', 'acting', 'acting']);
		expect(one('.readout').textContent).toContain('acting');
		press('End');
		expect(all('.lit')).toHaveLength(4);
		expect(all('.lit')[0]?.textContent).toBe('sense');
	});

	test('lights up the word that is pointed at in the barred text, and keeps the one that is tapped', () => {
		answer();
		const word = one('[data-word="3"]');
		word.dispatchEvent(Object.assign(new Event('pointerover', { bubbles: true }), { pointerType: 'mouse' }));
		flushSync();
		expect(one('.readout').textContent).toContain('great');
		word.click();
		one('p[aria-label]').dispatchEvent(new Event('pointerleave'));
		flushSync();
		expect(one('.readout').textContent).toContain('great');
	});

	test('explains each of the two measures, and asks for leaving out only where it is shown', () => {
		inside.reviewSeen = true;
		answer();
		expect(body()).toContain(text.influence.leftOutHelp);
		inside.tellWorkers();
		expect(looks.lstm).toMatchObject({ trace: true, compare: true });
		click(text.influence.slope);
		expect(body()).toContain(text.influence.slopeHelp);
		inside.tellWorkers();
		expect(looks.lstm).toMatchObject({ trace: true, compare: false });
		expect(body()).toMatch(/Pushed most towards positive: \w+ \+/);
	});

	test('says that words wait to be left out, and does not strike them out', () => {
		for (const cell of cells) {
			const trace = madeUpTrace(review, { cell, units: 4 });
			const words = trace.words.map((word, index) => (index < 3 ? word : { ...word, without: null, upTo: null }));
			inside.receiveTrace(cell, { ...trace, words, compared: 3 });
		}
		flushSync();
		expect(body()).toContain(text.influence.waits);
		expect(all('[data-word].cut')).toEqual([]);
		click(text.influence.slope);
		expect(body()).not.toContain(text.influence.waits);
	});

	test('marks words that were cut off, and says how many', () => {
		answer({ length: 6 });
		expect(body()).toContain(text.words.cutWords('GRU', 4, 6, false));
		expect(body()).toContain(text.words.cutShort(4));
		expect(body()).toContain(text.legend.cut);
		expect(all('[data-word].cut').map((word) => word.textContent).slice(0, 4)).toEqual(['The', 'acting', 'is', 'great']);
		expect(slider().getAttribute('aria-valuemin')).toBe('5');
	});

	test('offers the layers of a stack', () => {
		answer({ layers: 2 });
		click(`${text.words.layer} 2`);
		expect(inside.view.layer).toBe(1);
		expect(body()).toContain(`${text.words.layer} 2`);
	});

	test('opens a unit to its equations, with numbers', () => {
		inside.reviewSeen = true;
		answer();
		openDetails(text.unit.title);
		expect(body()).toContain(text.unit.noWord);
		press('Home');
		inside.tellWorkers();
		expect(looks['simple-rnn']?.unit).toEqual({ layer: 0, unit: 0, word: 0 });
		const terms = { input: 0.25, recurrent: -0.5, bias: 0.125, recurrentBias: 0, sum: -0.125, value: -0.124 };
		const none = new Float32Array();
		inside.receiveUnit('simple-rnn', {
			layer: 0,
			unit: 0,
			word: 0,
			equations: { x: none, h: none, gates: [{ kernel: none, recurrentKernel: none, terms }] },
		});
		flushSync();
		const formulas = all('math').map((formula) => formula.textContent?.replaceAll('\u2061', ''));
		expect(formulas[1]).toBe('=tanh(0.250−0.500+0.125)=tanh(−0.125)=−0.124');
		expect(one('[role=region]').getAttribute('aria-label')).toBe(text.unit.at(1, 'SimpleRNN', 'The'));
	});

	test('has all its numbers in a table', () => {
		answer();
		const details = openDetails(text.words.table);
		const rows = [...details.querySelectorAll('tr')].map((row) => [...row.children].map((cell) => cell.textContent));
		expect(rows[0]).toEqual([text.words.tableWord, text.words.probability, text.influence.leftOut, text.influence.slope, ...[1, 2, 3, 4].map(text.words.unit)]);
		expect(rows.slice(1).map(([word]) => word)).toEqual(['The', 'acting', 'is', 'great', 'but', 'the', 'story', 'makes', 'no', 'sense']);
		expect(rows[4]).toHaveLength(8);
		const [network, map] = details.querySelectorAll('select');
		network!.value = 'gru';
		network!.dispatchEvent(new Event('change', { bubbles: true }));
		flushSync();
		map!.value = 'z';
		map!.dispatchEvent(new Event('change', { bubbles: true }));
		flushSync();
		expect([...map!.options].map((option) => option.value)).toEqual(['h', 'z', 'r', 'g']);
		expect(details.querySelectorAll('tbody td')[3]?.textContent).toMatch(/^\+0\.\d{3}$/); // a gate is never below 0
	});

	test('speaks Korean', async () => {
		await unmount(app);
		open('ko');
		answer();
		expect(body()).toContain(insideTexts.ko.words.title);
		expect(body()).toMatch(/LSTM (긍정|부정) \d+% · 유닛 4개/);
	});
});

describe('while it learns', () => {
	const live = text.live;
	const section = () => one('section[aria-labelledby=live-title]');

	beforeEach(async () => {
		await unmount(app);
		open('en', review, Learning);
	});

	function probe(): void {
		inside.receiveProbe('simple-rnn', madeUpProbe({ gates: [], fading: 4 }));
		inside.receiveProbe('lstm', madeUpProbe({ gates: ['i', 'f', 'o'], fading: 1 }));
		flushSync();
	}

	test('says that it begins with a run', () => {
		expect(section().textContent).toContain(live.empty);
	});

	test('waits for a rest to measure how far back each network reads, then says it, with a curve and a band for each', () => {
		const title = () => one('section[aria-labelledby=reach-title]');
		const measure = (cell: string, accuracies: number[]) => {
			inside.receiveReach(cell, { epoch: 3, reviews: 5000, length: 20, words: [0, 10, 20], accuracies });
			flushSync();
		};
		probe();
		expect(title().textContent).toContain(live.reachWaits);
		expect(title().querySelector('.chart')).toBeNull();
		measure('simple-rnn', [0.7, 0.4, 0.3]);
		expect(title().textContent).toContain(live.reachWaits); // for the other
		measure('lstm', [0.8, 0.55, 0.2]);
		expect(title().querySelectorAll('.chart path.curve')).toHaveLength(2);
		expect(title().querySelectorAll('.chart path.band')).toHaveLength(2);
		expect(title().textContent).toContain(live.tips('SimpleRNN', 7, 6, 7));
		expect(title().textContent).toContain(live.tips('LSTM', 11, 11, 12));
		expect(title().textContent).toContain(live.reachOrder('LSTM', 1, 'SimpleRNN'));
		expect(title().textContent).toContain(live.reachSpread('5,000'));
		inside.forgetRun('lstm');
		flushSync();
		expect(title().textContent).not.toContain('LSTM:');
	});

	test('shows how large the gradient of each network is, on one chart', () => {
		probe();
		expect(section().textContent).toContain(unrolledTexts.en.shrinks('SimpleRNN', '260,000'));
		expect(section().textContent).toContain(unrolledTexts.en.even('LSTM'));
		expect(section().querySelectorAll('.chart path.curve')).toHaveLength(2);
		expect(section().textContent).toContain(live.stands('LSTM', 3, '1,234'));
	});

	test('reads the chart by keys', () => {
		probe();
		const chart = section().querySelector<HTMLElement>('.chart')!;
		chart.dispatchEvent(new KeyboardEvent('keydown', { key: 'End', bubbles: true, cancelable: true }));
		flushSync();
		expect(chart.getAttribute('aria-valuetext')).toBe('timestep 10: SimpleRNN 0.1, LSTM 0.1');
		chart.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowLeft', bubbles: true, cancelable: true }));
		flushSync();
		expect(chart.getAttribute('aria-valuetext')).toBe('timestep 9: SimpleRNN 0.025, LSTM 0.1');
	});

	test('shows how open the gates are, and that a SimpleRNN has none', () => {
		probe();
		expect(section().textContent).toContain(live.noGates);
		expect(section().textContent?.replace(/\s+/g, ' ')).toContain(`${text.maps.i}: 25% open on average`);
	});

	test('finds a word on the map', () => {
		probe();
		expect(section().textContent).toContain('Pushed most towards negative: boring −2.25');
		const field = section().querySelector('input')!;
		field.value = 'bor';
		field.dispatchEvent(new Event('input', { bubbles: true }));
		flushSync();
		expect(section().textContent).toContain(live.effect('boring', '−2.25'));
		field.value = 'zebra';
		field.dispatchEvent(new Event('input', { bubbles: true }));
		flushSync();
		expect(section().textContent).toContain(live.notFound);
	});

	test('has all of it in tables', () => {
		probe();
		for (const details of section().querySelectorAll('details')) {
			details.open = true;
			details.dispatchEvent(new Event('toggle'));
		}
		flushSync();
		const tables = [...section().querySelectorAll('table')].map((table) => [...table.querySelectorAll('tr')].map((row) => row.children.length));
		expect(tables.map((rows) => [rows.length, rows[0]])).toEqual([[11, 3], [4, 2], [4, 5]]);
	});
});
