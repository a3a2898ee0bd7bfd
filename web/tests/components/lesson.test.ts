// @vitest-environment happy-dom
// A lesson: what each option hides is gone from the first screen, the navigation and the guide.
import { beforeEach, expect, test } from 'vitest';
import { hideable, type Hideable } from '../../src/model/settings/lesson.svelte.ts';
import type { Part } from '../../src/model/settings/parts.svelte.ts';
import { keepPage } from './the-page.ts';

const page = keepPage(['simple-rnn', 'lstm', 'gru']);

/** What goes with an option, besides what the component itself hides: parts of the page. */
const parts: Partial<Record<Hideable, Part[]>> = {
	review: ['try', 'inside'],
	inside: ['inside', 'learning', 'evaluate'],
	runs: ['experiments'],
	reviews: ['data'],
	chapter: ['textbook', 'code'],
};

beforeEach(() => {
	history.replaceState(null, '', location.pathname);
	page.becomeReady();
});

const links = () => [...document.querySelectorAll('nav a')].map((link) => link.getAttribute('href'));

test.each(hideable)('without “%s”, its parts have left the navigation, and no guide page is about it', (name) => {
	const all = links();
	page.model.link.open(`#cells=simple-rnn,lstm,gru&hide=${name}`);
	page.flush();
	expect(all.filter((href) => !links().includes(href))).toEqual((parts[name] ?? []).map((part) => `#${part}`));
	for (const guidePage of page.model.guide.pages) {
		expect(guidePage.needs, guidePage.name).not.toContain(name);
		expect(page.model.parts.all, guidePage.name).toContain(guidePage.part);
	}
});

test('a lesson without the textbook offers none of its runs', () => {
	const options = () => [...document.querySelectorAll('.preset option')].map((option) => option.getAttribute('value'));
	expect(options()).toContain('adam6');
	page.model.link.open('#cells=gru&hide=chapter');
	page.flush();
	expect(options().filter((value) => /^(run|adam)\d$/.test(value ?? ''))).toEqual([]);
});
