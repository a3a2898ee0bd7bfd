// @vitest-environment happy-dom
// The page and its address: a link fills the form, offers its run, and makes a lesson, with a way out.
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { en } from '../../src/i18n/en.ts';
import { rememberLanguage } from '../../src/storage/preferences.ts';
import { click, keepPage, text, type } from './the-page.ts';

const page = keepPage(['gru']);
const open = (hash: string) => {
	page.model.link.open(hash);
	page.flush();
};
const address = () => {
	vi.advanceTimersByTime(1000);
	return location.hash;
};

beforeEach(() => {
	history.replaceState(null, '', location.pathname);
	page.becomeReady();
});

describe('a link', () => {
	test('fills the form and chooses the cells', () => {
		open('#cells=lstm,simple-rnn&units=16&seed=7');
		expect(document.querySelector<HTMLInputElement>('#field-units')?.value).toBe('16');
		expect(document.querySelector<HTMLInputElement>('#field-seed')?.value).toBe('7');
		expect(page.model.form.cells).toEqual(['simple-rnn', 'lstm']);
	});

	test('with a run offers to start it', () => {
		open('#cells=gru&run=1');
		expect(text()).toContain(en.share.offer);
		click(en.share.repeat);
		expect(page.worker.last('start')).toBeDefined();
		expect(text()).not.toContain(en.share.offer);
	});

	test('that has unknown parts is reported, and the rest of it is applied', () => {
		open('#units=16&colour=red');
		expect(document.querySelector('[role=alert]')?.textContent).toContain('colour=red');
		expect(page.model.form.settings.units).toBe('16');
	});

	test('that names other reviews is reported once they are there', () => {
		open('#cells=gru&reviews=ffff');
		const { corpus } = page.model.library;
		page.model.library.choose('imdb');
		page.tell({ type: 'corpus', digest: 'd', file: new ArrayBuffer(1) });
		page.say({ type: 'opened', corpus: corpus! });
		expect(document.querySelector('[role=alert]')?.textContent).toContain(en.failures.otherReviews.title);
	});

	test('brings its language along, unless the reader has chosen one', async () => {
		open('#cells=gru&lang=ko');
		await vi.waitFor(() => expect(page.model.language).toBe('ko'), 30_000);
		expect(page.model.link.write()).toContain('&lang=ko');
		rememberLanguage('en');
		open('#cells=gru&lang=ko');
		await vi.waitFor(() => expect(page.model.language).toBe('en'), 30_000);
	});

	test('the address follows the page once something has changed', () => {
		expect(address()).toBe('');
		type('field-units', '12');
		expect(address()).toContain('units=12');
		expect(address()).toContain('seed=42');
	});
});

describe('a lesson', () => {
	test('shows only what it should, with a way out', () => {
		open('#cells=gru&hide=cells,steps,speed,settings,presets,more,runs,review,figures,accuracy');
		for (const selector of ['.cells button', 'div.steps', '#field-units', '.preset', '#review', 'tr.racer', '#runs-title']) {
			expect(document.querySelector(selector), selector).toBeNull();
		}
		expect(document.querySelectorAll('figure')).toHaveLength(1);
		expect(text()).toContain(en.share.isLesson);
		click(en.share.showAll);
		expect(document.querySelector('#review')).not.toBeNull();
		expect(document.querySelectorAll('figure')).toHaveLength(2);
		expect(text()).not.toContain(en.share.isLesson);
	});

	test('is made by ticking what to leave out', async () => {
		const copied = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue();
		click(en.share.open);
		await vi.waitUntil(() => document.querySelector('dialog'), 30_000);
		const tick = (value: string) => document.querySelector<HTMLInputElement>(`dialog input[value=${value}]`)!.click();
		tick('speed');
		tick('cells');
		page.flush();
		click(en.share.copy);
		await vi.advanceTimersByTimeAsync(0);
		expect(copied.mock.calls[0]?.[0]).toMatch(/#cells=gru&.*&run=1&hide=cells,speed$/);
		click(en.share.close);
		page.flush();
		expect(document.querySelector('dialog')).toBeNull();
	});
});
