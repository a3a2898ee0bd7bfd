// A run as a link: what is written is read back, and anything else in it is reported, never used.
import { describe, expect, test } from 'vitest';
import { hideable } from '../../src/model/settings/lesson.svelte.ts';
import { readLink, writeLink, type Linked } from '../../src/model/settings/link.ts';
import { isUnnamed, allCells, pageDefaults, presets } from '../../src/model/settings/settings.ts';

const plain: Linked = { settings: pageDefaults, cells: ['gru'], corpus: '', reviews: '', edition: null, language: null, run: false, hide: [], part: 'train' };
const linked = (changes: Partial<Linked>): Linked => {
	const made = { ...plain, ...changes };
	return { ...made, settings: { ...made.settings, cell: made.cells[0] ?? '' } };
};

describe('a link', () => {
	test.each([
		['the page’s own settings', linked({})],
		['three cells', linked({ cells: ['simple-rnn', 'lstm', 'gru'] })],
		['stacked layers and a small rate', linked({ settings: { ...pageDefaults, units: '16,8', 'learning-rate': '1e-4' } })],
		['reviews', linked({ corpus: 'imdb', reviews: '0123456789ab' })],
		['an edition of the textbook', linked({ edition: 2 })],
		['a language', linked({ language: 'ko' })],
		['a run to start', linked({ run: true })],
		['a lesson that leaves everything out', linked({ hide: [...hideable] })],
		...Object.entries(presets).map(([name, settings]): [string, Linked] => {
			const cell = allCells.find((one) => one === settings.cell) ?? 'gru';
			return [`preset ${name}`, linked({ settings, cells: [cell] })];
		}),
	])('comes back as it was: %s', (_, value) => {
		expect(readLink(writeLink(value))).toEqual({ linked: value, strange: [] });
	});

	test('names every setting, so that it means the same on a page with other defaults; a special one where it is not as ever', () => {
		const text = writeLink(plain);
		for (const name of Object.keys(pageDefaults).filter((setting) => setting !== 'cell')) {
			expect(text.includes(`&${name}=`)).toBe(!isUnnamed(name, pageDefaults));
		}
		expect(isUnnamed('l2', pageDefaults)).toBe(true);
		expect(writeLink(linked({ settings: { ...pageDefaults, l2: '0.01' } }))).toContain('&l2=0.01&');
		expect(text.length).toBeLessThan(600);
	});

	test('distinguishes reviews by the beginning of their digest', () => {
		expect(writeLink(linked({ reviews: 'ab'.repeat(32) }))).toContain('reviews=abababababab');
		expect(writeLink(linked({ reviews: 'ab'.repeat(32) }))).not.toContain('ab'.repeat(7));
	});

	test('an empty address, and the place of an element, say nothing', () => {
		for (const hash of ['', '#', '#run', '#review-title']) {
			expect(readLink(hash)).toEqual({ linked: null, strange: [] });
		}
	});

	test('what it does not name is as the page has it', () => {
		expect(readLink('#units=16').linked).toEqual(linked({ settings: { ...pageDefaults, units: '16' } }));
	});
});

describe('a hostile link', () => {
	test.each([
		['an unknown name', 'colour=red', 'colour=red'],
		['a name of the language', '__proto__=1', '__proto__=1'],
		['another such name', 'constructor=1', 'constructor=1'],
		['an unknown cell', 'cells=transformer', 'cells=transformer'],
		['an unknown option', 'optimizer=adagrad', 'optimizer=adagrad'],
		['markup', 'units=<img src=x onerror=alert(1)>', 'units=<img src=x onerror=alert(1)>'],
		['broken encoding', 'units=%E0%A4%A', 'units=\ufffd'],
		['a value that no setting has room for', `seed=${'9'.repeat(64)}`, `seed=${'9'.repeat(34)}…`],
		['something twice', 'units=8&units=9', 'units=9'],
		['an edition that there is not', 'edition=3', 'edition=3'],
		['a language that the page does not have', 'lang=fr', 'lang=fr'],
		['a lesson without a page', 'hide=everything', 'hide=everything'],
		['a corpus that is a path', 'corpus=../../x', 'corpus=../../x'],
		['control characters', 'seed=1%00%0a', 'seed=1 '],
	])('%s is reported and left out', (_, hash, reported) => {
		const { linked: found, strange } = readLink(`#${hash}`);
		expect(strange).toHaveLength(1);
		expect(strange[0]?.slice(0, reported.length)).toBe(reported);
		expect(Object.keys(found?.settings ?? {})).toEqual(Object.keys(pageDefaults));
		expect(found?.settings).toEqual(pageDefaults);
	});

	test('one that is far too long is not read at all', () => {
		const { linked: found, strange } = readLink(`#${'units=8&'.repeat(1000)}`);
		expect(found).toBeNull();
		expect(strange[0]?.length).toBeLessThanOrEqual(40);
	});

	test('any bytes are read without an exception', () => {
		let state = 1;
		const draw = () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
		const letters = [...'#&=%,+;<>"\'unitscellsseed0123456789\u0000\ud800é한'];
		for (let i = 0; i < 2000; i++) {
			const text = Array.from({ length: 40 }, () => letters[Math.floor(draw() * letters.length)]).join('');
			const { linked: found } = readLink(`#${text}=`);
			expect(found === null || found.cells.length > 0).toBe(true);
		}
	});
});

test('a link that says nothing of a run opens the page with all three cells', () => {
	expect(readLink('#lang=ko').linked?.cells).toEqual(['simple-rnn', 'lstm', 'gru']);
	expect(readLink('#units=16&lang=ko').linked?.cells).toEqual(['gru']);
});

test('an older lesson that hides the "lanes" hides the figures', () => {
	expect(readLink('#cells=gru&hide=lanes,speed').linked?.hide).toEqual(['figures', 'speed']);
	expect(readLink('#cells=gru&hide=lanes').strange).toEqual([]);
});

test('a link carries the part of the page that is open, but for the first screen', () => {
	expect(readLink(writeLink(linked({ part: 'learning' }))).linked?.part).toBe('learning');
	expect(writeLink(linked({}))).not.toContain('part');
	expect(readLink('#cells=gru&part=attic').strange).toEqual(['part=attic']);
});
