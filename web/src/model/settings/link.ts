import type { Language } from '../../i18n/format.ts';
import type { SettingTexts } from '../../protocol/types.ts';
import { editions, type Edition } from './recorded-runs.ts';
import { isPart, type Part } from './parts.svelte.ts';
import { hideableOf, type Hideable } from './lesson.svelte.ts';
import { allCells, cellsOf, isUnnamed, pageDefaults, settingNames, settingOf, type Cell, type Setting } from './settings.ts';

// A run as a link: what the page is set to, in the part of its address behind '#'. Every setting stands there by its
// engine name, so that a link means the same when the page's own settings have changed.
//
//   #cells=lstm,gru&units=8&…&seed=42          the cells that race, and all settings
//   &corpus=imdb&reviews=0123456789ab          the reviews: their id, and how their digest begins
//   &edition=2                                 of the textbook, whose runs are shown
//   &lang=ko                                   the language that it was made in
//   &run=1                                     the page offers to start
//   &hide=cells,speed                          a lesson: what the page leaves out
//   &part=inside                               the part of the page that is open
//   &experiment=10/cell:lstm,gru               an experiment with these settings: its seeds, and what is varied (experiment/plan.ts)

export interface Linked {
	settings: SettingTexts;
	cells: Cell[];
	/** '' where the link names none. */
	corpus: string;
	reviews: string;
	/** null where the link names none, as those of earlier versions. */
	edition: Edition | null;
	language: Language | null;
	run: boolean;
	hide: Hideable[];
	part: Part;
	/** Missing where the link names none. */
	experiment?: string;
}

/** Of the digest: enough to distinguish reviews from others. */
const DIGEST_LENGTH = 12;
/** Nothing that the page writes is longer. */
const MOST_CHARACTERS = 2000;
const MOST_OF_VALUE = 63;

export function writeLink(linked: Linked): string {
	const parts: [string, string][] = [['cells', linked.cells.join(',')]];
	for (const name of linkedNames) {
		parts.push([name, isUnnamed(name, linked.settings) ? '' : (linked.settings[name] ?? '')]);
	}
	parts.push(['corpus', linked.corpus], ['reviews', linked.reviews.slice(0, DIGEST_LENGTH)]);
	parts.push(['edition', `${linked.edition ?? ''}`], ['lang', linked.language ?? '']);
	parts.push(['run', linked.run ? '1' : ''], ['hide', linked.hide.join(',')]);
	parts.push(['part', linked.part === 'train' ? '' : linked.part]);
	parts.push(['experiment', linked.experiment ?? '']);
	const written = parts.filter(([, value]) => value !== '');
	return `#${written.map(([name, value]) => `${name}=${encodeURIComponent(value).replaceAll('%2C', ',')}`).join('&')}`;
}

export interface Read {
	/** null where the link says nothing. */
	linked: Linked | null;
	/** The parts that mean nothing here; they were left out. */
	strange: string[];
}

/** Reads what stands behind '#', from any source. What it does not name is as the page has it at first. */
export function readLink(hash: string): Read {
	const text = hash.replace(/^#/, '');
	if (text === '' || !text.includes('=')) {
		return { linked: null, strange: [] }; // the place of an element, if anything
	}
	if (text.length > MOST_CHARACTERS) {
		return { linked: null, strange: [short(text)] };
	}
	const linked: Linked = { settings: { ...pageDefaults }, cells: [], corpus: '', reviews: '', edition: null, language: null, run: false, hide: [], part: 'train' };
	const strange: string[] = [];
	const seen = new Set<string>();
	for (const [name, value] of new URLSearchParams(text.replaceAll('+', '%2B'))) {
		if (seen.has(name) || !take(linked, name, value)) {
			strange.push(short(`${name}=${value}`));
		}
		seen.add(name);
	}
	if (linked.cells.length === 0) {
		const isOfPage = strange.length === 0 && [...seen].every((name) => pageNames.includes(name));
		linked.cells = isOfPage ? [...allCells] : cellsOf(pageDefaults);
	}
	linked.settings.cell = linked.cells[0] ?? '';
	return { linked, strange };
}

/** What a link says of the page alone: with nothing else, it opens as it does without a link. */
const pageNames = ['lang', 'part', 'hide', 'edition'];

const linkedNames = settingNames.filter((name) => name !== 'cell');

/** Takes one part of a link; says whether it means anything. What a number may be, the engine says beside its field. */
function take(linked: Linked, name: string, value: string): boolean {
	const list = value.split(',');
	switch (name) {
		case 'cells':
			linked.cells = allCells.filter((cell) => list.includes(cell));
			return linked.cells.length > 0 && list.every((one) => linked.cells.some((cell) => cell === one));
		case 'hide':
			linked.hide = list.map(hideableOf).filter((one) => one !== null);
			return linked.hide.length === list.length;
		case 'part':
			linked.part = isPart(value) ? value : 'train';
			return isPart(value);
		case 'experiment':
			linked.experiment = /^[\w.,:;/+-]{1,600}$/.test(value) ? value : '';
			return linked.experiment !== '';
		case 'edition':
			linked.edition = editions.find((edition) => `${edition}` === value) ?? null;
			return linked.edition !== null;
		case 'lang':
			linked.language = value === 'en' || value === 'ko' ? value : null;
			return linked.language !== null;
		case 'run':
			linked.run = value === '1';
			return linked.run;
		case 'corpus':
			linked.corpus = /^[\w.-]{1,80}$/.test(value) ? value : '';
			return linked.corpus !== '';
		case 'reviews':
			linked.reviews = /^[0-9a-f]{1,64}$/.test(value) ? value : '';
			return linked.reviews !== '';
	}
	const setting = linkedNames.includes(name) ? settingOf(name) : undefined;
	if (!setting || !isAllowed(setting, value)) {
		return false;
	}
	linked.settings[name] = value;
	return true;
}

function isAllowed(setting: Setting, value: string): boolean {
	switch (setting.type) {
		case 'choice':
			return setting.choices.includes(value);
		case 'choices':
			return value.split(',', setting.mostLayers + 1).every((choice, layer) => layer < setting.mostLayers && setting.choices.includes(choice));
		default:
			return /^[\w.,+ -]+$/.test(value) && value.length <= MOST_OF_VALUE;
	}
}

/** For a message: without what cannot be seen, and no longer than a line. */
function short(part: string): string {
	const clean = part.replace(/[\p{C}\p{Z}]+/gu, ' ');
	return clean.length > 40 ? `${clean.slice(0, 39)}…` : clean;
}
