// @vitest-environment happy-dom
// What an earlier visit stored: runs come back, damaged records do not take the others along, and what goes from the page goes
// from the browser.
import { expect, test, vi } from 'vitest';
import { runListTexts } from '../../src/i18n/run-list.ts';
import type { CorpusEntry } from '../../src/protocol/library.ts';
import { UNDO_TIME } from '../../src/model/runs/removal.svelte.ts';
import { mostRuns } from '../../src/model/runs/runs.svelte.ts';
import type { StoredRun } from '../../src/model/runs/stored-run.ts';
import database1 from '../fixtures/database-1.json' with { type: 'json' };
import { click, keepPage, text } from './the-page.ts';

const page = keepPage(['gru']);

const ended = database1.stores.runs.entries[0]![1] as unknown as StoredRun;
const own = database1.stores.corpora.entries[0]![1] as unknown as CorpusEntry;
const finished = (number: number): StoredRun => ({ ...ended, id: `gru/${number}/test`, number });

/** What the library has stored of runs, and all that follows from it. */
const restore = async (records: { id: string }[]) => {
	page.tell({ type: 'records', store: 'runs', records });
	await vi.advanceTimersByTimeAsync(100);
	page.flush();
};
const sent = <Type extends 'keep' | 'remove'>(type: Type) => page.library.received.filter((message) => message.type === type);

test('a damaged record is left out, counted and removed at request; the others are there', async () => {
	page.becomeReady();
	await restore([{ id: 'bare' }, finished(1), { ...finished(2), history: {} } as StoredRun, finished(3)]);
	expect(page.model.runs.all.map(({ number }) => number)).toEqual([1, 3]);
	expect(text()).toContain('GRU 3');
	expect(page.model.library.damaged.map(({ id }) => id)).toEqual(['bare', 'gru/2/test']);
	expect(sent('remove')).toEqual([]);
	page.model.library.removeDamaged();
	expect(sent('remove')).toMatchObject([{ store: 'runs', id: 'bare' }, { store: 'runs', id: 'gru/2/test' }]);
});

test('the runs beyond the most are removed from the browser too, the oldest first, in whatever order they are read', async () => {
	page.becomeReady();
	const numbers = Array.from({ length: mostRuns + 2 }, (_, index) => index + 1);
	await restore(numbers.toSorted((a, b) => `${a}`.localeCompare(`${b}`)).map(finished));
	expect(page.model.runs.all).toHaveLength(mostRuns);
	expect(page.model.runs.all[0]?.number).toBe(3);
	expect(sent('remove').map((message) => 'id' in message && message.id).sort()).toEqual(['gru/1/test', 'gru/2/test']);
});

test('which runs are hidden is stored, of all at once too', async () => {
	page.becomeReady();
	await restore([finished(1), finished(2)]);
	click(runListTexts.en.hideAll);
	await vi.advanceTimersByTimeAsync(100);
	expect(sent('keep')).toMatchObject([
		{ store: 'runs', record: { id: 'gru/1/test', hidden: true } },
		{ store: 'runs', record: { id: 'gru/2/test', hidden: true } },
	]);
});

test('reviews that another tab has removed stay as long as they are trained on, and can be downloaded', async () => {
	page.becomeReady();
	page.model.library.imports.take([new File([''], own.name)]);
	page.tell({ type: 'imported', corpus: own, trouble: null });
	page.tell({ type: 'records', store: 'corpora', records: [own] });
	page.tell({ type: 'corpus', digest: 'd', file: new Uint8Array([1, 2]).buffer });
	page.tell({ type: 'records', store: 'corpora', records: [] });
	expect(page.model.library.entry).toEqual(own);
	const file = page.model.library.ownFile(own.id);
	page.tell({ type: 'taken', file: null });
	expect((await file)?.byteLength).toBe(2);
});

test('a run that is deleted goes from the list at once, and from storage when that cannot be undone any more', async () => {
	page.becomeReady();
	await restore([finished(1), finished(2)]);
	[...document.querySelectorAll<HTMLButtonElement>('button.row')][0]!.click();
	page.flush();
	click(runListTexts.en.remove);
	await vi.advanceTimersByTimeAsync(100);
	page.flush();
	expect(page.model.runs.all.map(({ number }) => number)).toEqual([1]);
	expect(text()).toContain(runListTexts.en.removed('GRU 2'));
	expect(sent('remove')).toEqual([]);
	expect(sent('keep').at(-1)).toMatchObject({ record: { id: 'gru/2/test', removed: expect.any(Number) } });

	page.tell({ type: 'stored', trouble: null });
	click(runListTexts.en.undo);
	await vi.advanceTimersByTimeAsync(UNDO_TIME);
	expect(page.model.runs.all.map(({ number }) => number)).toEqual([1, 2]);
	expect(sent('remove')).toEqual([]);
	expect(sent('keep').at(-1)).toMatchObject({ record: { id: 'gru/2/test', removed: null } });

	page.tell({ type: 'stored', trouble: null });
	page.model.removeRun(page.model.runs.all[1]!);
	await vi.advanceTimersByTimeAsync(100);
	page.tell({ type: 'stored', trouble: null });
	await vi.advanceTimersByTimeAsync(UNDO_TIME);
	expect(sent('remove')).toMatchObject([{ store: 'runs', id: 'gru/2/test' }]);
});

test('a run that was deleted just before the page was left can be had back; one of long ago is removed from the browser', async () => {
	page.becomeReady();
	await restore([finished(1), { ...finished(2), removed: Date.now() - 1000 }, { ...finished(3), removed: Date.now() - 2 * UNDO_TIME }]);
	expect(page.model.runs.all.map(({ number }) => number)).toEqual([1]);
	expect(sent('remove')).toMatchObject([{ id: 'gru/3/test' }]);
	click(runListTexts.en.undo);
	expect(page.model.runs.all.map(({ number }) => number)).toEqual([1, 2]);
});

test('two runs are compared: their settings, and their curves alone on the charts', async () => {
	page.becomeReady();
	const other = (number: number, units: string): StoredRun => ({ ...finished(number), fingerprint: `${number}`, settings: { ...ended.settings, units } });
	await restore([other(1, '8'), other(2, '16'), other(3, '32')]);
	click(runListTexts.en.compareTwo);
	await vi.waitUntil(() => (page.flush(), document.querySelector('#comparison-title')), 30_000); // it is fetched when it is opened first
	const panel = document.querySelector('#comparison-title')!.closest('section')!;
	expect([...panel.querySelectorAll('.setting td')].map((cell) => cell.textContent)).toEqual(['16', '32']);
	expect([...panel.querySelectorAll('select')].map((select) => select.selectedOptions[0]?.textContent)).toEqual(['GRU 2', 'GRU 3']);
	const summary = () => document.querySelector('#charts [role=img]')?.getAttribute('aria-label');
	expect(summary()).toContain('GRU 2');
	expect(summary()).not.toContain('GRU 1');
	click(runListTexts.en.closeComparison);
	expect(document.querySelector('#comparison-title')).toBeNull();
});

test('runs of a storage that answers late are listed beside those of this visit, which stay as they are', async () => {
	page.tell({ type: 'storage', lasting: false, trouble: 'stuck' });
	await restore([]);
	page.becomeReady();
	page.begin();
	page.update('running', {});
	const [run] = page.model.runs.all;
	page.tell({ type: 'storage', lasting: true, trouble: null });
	const paused: StoredRun = { ...finished(4), activity: 'paused' };
	const ours: StoredRun = { ...finished(run!.number), id: run!.id, activity: 'running' };
	await restore([finished(3), paused, ours]);
	expect(page.model.runs.all.map(({ id }) => id).sort()).toEqual([run!.id, 'gru/3/test', 'gru/4/test'].sort());
	expect(page.model.runs.all).toContain(run);
	expect(run!.activity).toBe('running');
	expect(page.model.race.clientWith(run!)).not.toBeNull();
	expect(page.model.library.trouble).toBeNull();
});
