// @vitest-environment happy-dom
// The unrolled network and its settings in the page: which worker is asked, what is said, and how its parts are set.
import { tick } from 'svelte';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { beginIfPossible } from '../../src/components/run/begin.ts';
import { unrolledTexts } from '../../src/i18n/unrolled.ts';
import { en } from '../../src/i18n/en.ts';
import type { Failure } from '../../src/protocol/types.ts';
import { madeUpPass } from '../plain/network/made-up-pass.ts';
import { click, keepPage, type } from './the-page.ts';

const observed: [Element, ResizeObserverCallback][] = [];
vi.stubGlobal('ResizeObserver', class {
	observe: (target: Element) => void;
	constructor(notify: ResizeObserverCallback) {
		this.observe = (target) => void observed.push([target, notify]);
	}
	unobserve() {}
	disconnect() {}
});

function resize(target: Element, width: number): void {
	Object.defineProperty(target, 'clientWidth', { value: width });
	observed.filter(([one]) => one === target).forEach(([, notify]) => notify([{ target } as ResizeObserverEntry], {} as ResizeObserver));
}

const page = keepPage(['simple-rnn', 'lstm', 'gru']);
const text = unrolledTexts.en;

beforeEach(() => {
	page.becomeReady();
	page.model.unrolled.seen = true;
	page.flush();
});

const drawing = () => document.querySelector('.drawing')!;
const looks = () => page.workers.map((worker) => worker.last('look')?.look.network ?? false);
const tab = (name: string) => [...document.querySelectorAll<HTMLButtonElement>('.network .segments button')].find((one) => one.textContent?.includes(name))!;
const part = (name: string) => [...document.querySelectorAll<HTMLButtonElement>('.parts .part')].find((one) => one.textContent?.startsWith(name))!;
const panel = () => document.querySelector<HTMLElement>('#more-settings')!;
const shownFields = () =>
	[...panel().querySelectorAll('input, select')].filter((field) => !field.closest('[hidden]')).map((field) => field.id);

describe('the drawing', () => {
	test('is of the first cell until another is chosen, and no other worker is asked', () => {
		expect(looks()).toEqual([true, false, false]);
		tab('LSTM').click();
		page.flush();
		expect(looks()).toEqual([false, true, false]);
		page.model.unrolled.seen = false;
		page.flush();
		expect(looks()).toEqual([false, false, false]);
	});

	test('is described by what its worker reports', () => {
		expect(drawing().getAttribute('aria-label')).toBe('SimpleRNN, units: 8.');
		page.say({ type: 'pass', run: null, pass: madeUpPass('a fine film', { batches: 0 }) }, page.workers[0]);
		expect(drawing().getAttribute('aria-label')).toContain('“a fine film”');
		expect(document.querySelector('.caption')?.textContent).toBe('A validation review, before training');
	});

	test('leaves out what is of a run that its worker no longer has', () => {
		page.begin();
		page.say({ type: 'pass', run: 'another', pass: madeUpPass('a dull film') }, page.workers[0]);
		page.say({ type: 'pass', run: null, pass: madeUpPass('a dull film') }, page.workers[0]);
		expect(drawing().getAttribute('aria-label')).not.toContain('dull');
	});

	test('of a batch says how far each layer moved, beside it', () => {
		page.begin();
		const run = page.workers[2]!.last('start')!.run;
		tab('GRU').click();
		const updates = [{ layer: 'embedding', relative: 0.0031 }, { layer: 'gru', relative: 0.02 }, { layer: 'dense', relative: 0.5 }];
		const trained = { single: true, loss: 0.69, reviewLoss: 0.7, updates };
		page.say({ type: 'pass', run, pass: madeUpPass('a fine film', { of: 'batch', trained }) }, page.workers[2]);
		const facts = [...document.querySelectorAll('.parts .facts')].map((one) => one.textContent ?? '').join(' ');
		for (const moved of ['0.31%', '2%', '50%']) {
			expect(facts).toContain(text.moved(moved));
		}
	});
});

describe('a part', () => {
	test('opens its own settings, with the focus on them; Escape leads back', async () => {
		expect(panel().hidden).toBe(true);
		part('Embedding').focus();
		part('Embedding').click();
		page.flush();
		expect(panel().hidden).toBe(false);
		expect(shownFields()).toEqual(['field-input', 'field-embedding', 'field-embedding-trainable']);
		expect(part('Embedding').getAttribute('aria-expanded')).toBe('true');
		await tick();
		expect(document.activeElement?.id).toBe('field-input');
		panel().dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
		page.flush();
		expect(panel().hidden).toBe(true);
		expect(document.activeElement).toBe(part('Embedding'));
	});

	test('is set there', () => {
		part('Embedding').click();
		page.flush();
		type('field-embedding', '4');
		expect(page.workers[0]!.last('prepare')?.settings.embedding).toBe('4');
		expect(part('Embedding').textContent).toBe('Embedding (4)');
		type('field-input', 'one-hot');
		expect(part('One-hot').textContent).toBe('One-hot (500)');
	});

	test('gives way to another, and a second press closes it', () => {
		part('Embedding').click();
		part('SimpleRNN').click();
		page.flush();
		expect(shownFields()).toEqual(['field-layers', 'field-bidirectional', 'field-pooling', 'field-dense', 'field-recurrent-dropout', 'field-dense-dropout']);
		part('SimpleRNN').click();
		page.flush();
		expect(panel().hidden).toBe(true);
	});

	test('has a choice for each layer, and of other cells where there is more than one layer', () => {
		part('SimpleRNN').click();
		type('field-layers', '2');
		expect(shownFields()).toEqual(['field-layers', 'field-upper-cells', 'field-bidirectional', 'field-bidirectional-1', 'field-pooling', 'field-dense', 'field-recurrent-dropout', 'field-layer-dropout', 'field-dense-dropout']);
		type('field-bidirectional', 'concat');
		expect(page.model.form.settings).toMatchObject({ units: '8,8', bidirectional: 'concat,no', 'upper-cells': 'same' });
		type('field-bidirectional-1', 'concat');
		type('field-upper-cells', 'gru');
		expect(page.model.form.settings).toMatchObject({ bidirectional: 'concat', 'upper-cells': 'gru' });
		expect(part('BiSimpleRNN').textContent).toBe('BiSimpleRNN + BiGRU (8 + 8)');
		const layers = [...document.querySelectorAll('[id^=field-bidirectional]')].map((one) => one.getAttribute('aria-label'));
		expect(layers).toEqual(['Bidirectional, layer 1', 'Bidirectional, layer 2']);
	});

	test('every setting has one field, whichever part is open', () => {
		click(en.settings.more);
		const ids = [...document.querySelectorAll('[id^=field-]')].map(({ id }) => id);
		expect(new Set(ids).size).toBe(ids.length);
		expect(shownFields()).toContain('field-seed');
		expect(document.querySelector('.parts #field-units')).not.toBeNull();
	});

	test('a setting that is wrong is not left out of sight', () => {
		click(en.settings.more);
		click(text.close);
		type('field-embedding', 'many');
		expect(panel().hidden).toBe(true);
		const failure: Failure = { kind: 'engine', status: 'bad-setting', subject: 'embedding', message: '' };
		page.say({ type: 'prepared', failures: [failure], network: null }, page.workers[0]);
		expect(panel().hidden).toBe(false);
		expect(document.querySelector('#field-embedding')?.getAttribute('aria-invalid')).toBe('true');
	});

	test('a setting that is wrong when the window narrows does not open the panel over the page; Start does, and goes to the setting', async () => {
		click(en.settings.more);
		click(text.close);
		type('field-units', '0');
		const failure: Failure = { kind: 'engine', status: 'bad-setting', subject: 'units', message: '' };
		page.workers.forEach((worker) => page.say({ type: 'prepared', failures: [failure], network: null }, worker));
		expect(panel().hidden).toBe(true);
		resize(document.querySelector('section.network')!, 360);
		page.flush();
		expect(document.querySelector('.parts #field-units')).toBeNull();
		expect(panel().hidden).toBe(true);
		beginIfPossible(page.model, () => expect.unreachable());
		page.flush();
		await vi.advanceTimersByTimeAsync(0);
		expect(panel().hidden).toBe(false);
		expect(document.activeElement?.id).toBe('field-units');
	});

	test('in a lesson without settings is named, and cannot be pressed', () => {
		page.model.lesson.hidden = ['settings', 'more'];
		page.flush();
		expect(document.querySelectorAll('.parts button')).toHaveLength(0);
		expect(document.querySelector('.parts')?.textContent).toContain('Embedding (16)');
		expect(document.querySelector('[aria-controls=more-settings]')).toBeNull();
	});
});
