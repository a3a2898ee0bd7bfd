// The guide: it sees what its reader has done, and both languages have the same buttons.
import { describe, expect, test } from 'vitest';
import type { SettingTexts } from '../../../src/protocol/types.ts';
import { Guide, type Guided } from '../../../src/model/guide/guide.svelte.ts';
import { phrasesOf } from '../../../src/view/guide/phrases.ts';
import { guidePages, pageNames, type PageName, type SeenRun, type Trial } from '../../../src/model/guide/pages.ts';
import { pageDefaults } from '../../../src/model/settings/settings.ts';
import { guideTexts } from '../../../src/i18n/guide.ts';

type MadeUpRun = SeenRun & { id: string };

function madeUpRun(id: string, settings = {}, finishedEpochs = 3, stoppedEarly = false, ended = true): MadeUpRun {
	const all: SettingTexts = { ...pageDefaults, ...settings };
	return { id, settings: all, cell: all.cell as SeenRun['cell'], finishedEpochs, stoppedEarly, ended };
}

class MadeUpPage implements Guided {
	settings = { ...pageDefaults };
	review = '';
	runs: MadeUpRun[] = [];
	running = '';
	applied: Trial[] = [];
	isRunning = (id: string) => id === this.running;
	apply(trial: Trial): void {
		this.applied.push(trial);
	}
}

/** A guide that has been opened and turned to a page. */
function guideAt(name: PageName, page: MadeUpPage): Guide {
	const guide = new Guide(page);
	guide.show();
	while (guide.page.name !== name) {
		guide.turn(1);
	}
	return guide;
}

const lookedAt = (guide: Guide): boolean => {
	guide.look();
	return guide.done;
};

describe('in a lesson', () => {
	const namesWithout = (...hidden: string[]) => {
		const guide = new Guide(new MadeUpPage(), (name) => !hidden.includes(name));
		guide.show();
		const names = [guide.page.name];
		while (!guide.isLast) {
			guide.turn(1);
			names.push(guide.page.name);
			expect(guide.number).toBe(names.length);
		}
		return names;
	};

	test('has the pages that speak of nothing hidden, and always the first', () => {
		expect(namesWithout()).toEqual(pageNames);
		expect(namesWithout('review', 'settings')).toEqual(['start', 'simpleRnn', 'lstm', 'gru', 'earlyStopping']);
		expect(namesWithout('cells', 'settings', 'inside', 'figures', 'review')).toEqual(['start']);
	});

	test('stays within its pages where one is hidden while it is open', () => {
		let hidden = false;
		const guide = new Guide(new MadeUpPage(), (name) => !(hidden && name === 'review'));
		guide.show();
		guidePages.forEach(() => guide.turn(1));
		expect(guide.page.name).toBe('review');
		hidden = true;
		expect([guide.page.name, guide.isLast, guide.number]).toEqual(['earlyStopping', true, guidePages.length - 1]);
	});
});

describe('what the reader has done', () => {
	/** For each page, a run or a text that is what it asks for, and one that is not. */
	const deeds: [PageName, MadeUpRun[], MadeUpRun[]][] = [
		['start', [madeUpRun('a')], [madeUpRun('a', {}, 0)]],
		['padding', [madeUpRun('a', { length: '20' })], [madeUpRun('a')]],
		['embedding', [madeUpRun('a', { input: 'one-hot' })], [madeUpRun('a')]],
		['simpleRnn', [madeUpRun('a', { cell: 'simple-rnn' })], [madeUpRun('a', { cell: 'simple-rnn' }, 3, false, false)]],
		['lstm', [madeUpRun('a', { cell: 'lstm' }), madeUpRun('b', { cell: 'simple-rnn' })], [madeUpRun('a', { cell: 'lstm' })]],
		['gru', [madeUpRun('a', { cell: 'lstm' }), madeUpRun('b')], [madeUpRun('b')]],
		['masks', [madeUpRun('a', { 'mask-zero': 'yes' })], [madeUpRun('a', { padding: 'post' })]],
		['dropout', [madeUpRun('a', { dropout: '0.5' })], [madeUpRun('a')]],
		['earlyStopping', [madeUpRun('a', {}, 9, true)], [madeUpRun('a', {}, 9, false)]],
	];

	test.each(deeds)('%s', (name, right, wrong) => {
		const page = new MadeUpPage();
		const guide = guideAt(name, page);
		expect(lookedAt(guide)).toBe(false);
		page.runs = wrong;
		expect(lookedAt(guide)).toBe(false);
		page.runs = right;
		expect(lookedAt(guide)).toBe(true);
	});

	test('a review', () => {
		const page = new MadeUpPage();
		page.review = 'as it was';
		const guide = guideAt('review', page);
		expect(lookedAt(guide)).toBe(false);
		page.review = 'another one';
		expect(lookedAt(guide)).toBe(true);
		expect(guide.isLast).toBe(true);
	});

	test('what was finished before the page was opened does not count, a run that was going on does', () => {
		const page = new MadeUpPage();
		page.runs = [madeUpRun('old'), madeUpRun('going on', {}, 0)];
		page.running = 'going on';
		const guide = guideAt('start', page);
		expect(lookedAt(guide)).toBe(false);
		page.runs = [madeUpRun('old'), madeUpRun('going on', {}, 1)];
		expect(lookedAt(guide)).toBe(true);
	});

	test('a closed guide sees nothing, and comes back to its page', () => {
		const page = new MadeUpPage();
		const guide = guideAt('padding', page);
		guide.close();
		page.runs = [madeUpRun('a', { length: '20' })];
		expect(lookedAt(guide)).toBe(false);
		guide.show();
		expect(guide.page.name).toBe('padding');
	});

	test('turning the page begins anew, and stops at both ends', () => {
		const guide = guideAt('start', new MadeUpPage());
		guide.stay();
		guide.turn(-1);
		expect(guide.number).toBe(1);
		expect(guide.stays).toBe(false);
		for (let i = 0; i < 20; i++) {
			guide.turn(1);
		}
		expect(guide.number).toBe(guidePages.length);
	});
});

describe('phrases', () => {
	test('a text is cut around its buttons, and joined it says the same', () => {
		expect(phrasesOf('You could [race](all) now.')).toEqual([
			{ say: 'You could ', trial: null },
			{ say: 'race', trial: 'all' },
			{ say: ' now.', trial: null },
		]);
		expect(phrasesOf('[a](b)')).toEqual([{ say: 'a', trial: 'b' }]);
		expect(phrasesOf('none (at all) [here]')).toEqual([{ say: 'none (at all) [here]', trial: null }]);
	});

	test.each(pageNames)('%s: every trial has its button in both languages, and every button its trial', (name) => {
		const trials = Object.keys(guidePages.find((one) => one.name === name)?.trials ?? {}).sort();
		for (const text of [guideTexts.en, guideTexts.ko]) {
			const { body, trials: tries } = text.pages[name];
			const buttons = [...body, tries].flatMap((paragraph) => phrasesOf(paragraph).flatMap(({ trial }) => trial ?? []));
			expect(buttons.sort()).toEqual(trials);
		}
	});

	test('a phrase does what its trial says, an unknown one nothing', () => {
		const page = new MadeUpPage();
		const guide = guideAt('gru', page);
		guide.tryOut('race');
		guide.tryOut('nothing of the kind');
		expect(page.applied).toEqual([guide.page.trials.race]);
		expect(page.applied[0]?.cells).toEqual(['simple-rnn', 'lstm', 'gru']);
	});

	test('whoever does what a page offers has done what it asks', () => {
		for (const guidePage of guidePages) {
			const runs = Object.values(guidePage.trials).flatMap((trial) =>
				(trial.cells ?? [undefined]).map((cell) =>
					madeUpRun('a', { ...trial.settings, ...(cell ? { cell } : {}) }, 20, true),
				),
			);
			const review = Object.values(guidePage.trials)[0]?.review?.en ?? '';
			expect(guidePage.done({ before: pageDefaults, runs, review, reviewBefore: '' }), guidePage.name).toBe(true);
		}
	});
});
