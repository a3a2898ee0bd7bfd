// Both languages have every text, every text is used, and every failure has a title and advice in the reader's language.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { unroll_status } from '../../src/engine/boundary.ts';
import type { Status } from '../../src/engine/failure.ts';
import type { Failure, ImportProblem } from '../../src/protocol/types.ts';
import { pageDefaults } from '../../src/model/settings/settings.ts';
import { en } from '../../src/i18n/en.ts';
import type { Language } from '../../src/i18n/format.ts';
import { allowedFor, failureText } from '../../src/view/failure-text.ts';
import { ko } from '../../src/i18n/ko.ts';
import { reviewsTexts } from '../../src/i18n/reviews.ts';

// Every text of a language by its path; functions are called with the letters A, B, C … as arguments.
function texts(value: unknown, path = ''): [string, string][] {
	if (typeof value === 'string') {
		return [[path, value]];
	}
	if (typeof value === 'function') {
		const letters = [...'ABCDE'].slice(0, value.length);
		return texts(value(...letters), path);
	}
	return Object.entries(value as object).flatMap(([key, inner]) => texts(inner, `${path}/${key}`));
}

const source = new URL('../../src/', import.meta.url);

/** Every text of a language: those that the page begins with, and those that come with its parts. */
async function allTexts(language: Language): Promise<[string, string][]> {
	const folder = new URL(`i18n/${language}/`, source);
	const files = readdirSync(folder).sort();
	const areas = await Promise.all(files.map((file) => import(new URL(file, folder).href)));
	return areas.flatMap((area, index) => texts({ ...area }, files[index]));
}

const all = { en: await allTexts('en'), ko: await allTexts('ko') };

describe('texts', () => {
	test('both languages have the same', () => {
		expect(all.ko.map(([path]) => path)).toEqual(all.en.map(([path]) => path));
	});

	test('none is empty, but the help of a choice that explains itself', () => {
		for (const [path, text] of [...all.en, ...all.ko]) {
			expect(text !== '' || /help\/(input|optimizer)$/.test(path), path).toBe(true);
			expect(text, path).not.toMatch(/undefined|null|NaN|\[object/);
		}
	});

	test('the Korean ones are Korean', () => {
		const same = new Map(all.en);
		const names = /frame\/title$|cells|words\/change|rmsprop|adam|sgd|ofEpochs|patienceUsed|badSetting\/advice|chapter\/models|code\/summary$|guide\/page$|inSentence|runs\/(name|change)$/;
		for (const [path, text] of all.ko) {
			expect(names.test(path) || (text !== same.get(path) && /[가-힣]/.test(text)) || text === '', path).toBe(true);
		}
	});

	test('every text is used by the page', () => {
		const files = readdirSync(source, { recursive: true, encoding: 'utf8' });
		const code = files
			.filter((file) => /\.(ts|svelte)$/.test(file) && !/^i18n\/(en|ko)\//.test(file))
			.map((file) => readFileSync(new URL(file, source), 'utf8'))
			.join('\n');
		const textbook = readFileSync(new URL('../../src/textbook/runs.json', source), 'utf8'); // names the runs
		const names = new Set((code + textbook).match(/[\w-]+/g));
		const keys = all.en.flatMap(([path]) => path.split('/').slice(1));
		expect(keys.filter((key) => /\w/.test(key) && !names.has(key))).toEqual([]);
	});

	test('every setting has a name and says what is allowed', () => {
		for (const name of Object.keys(pageDefaults).filter((setting) => setting !== 'cell')) {
			expect(en.settings.names, name).toHaveProperty([name]);
			expect(allowedFor(name, en), name).toMatch(/.\.$/);
		}
	});

	test.each([
		['units', /^A whole number from 1 to 512 for each of up to 8 layers/, /^1부터 512까지의 정수.*최대 8층/],
		['patience', 'A whole number from 0 to 10000. 0 turns early stopping off.', '0부터 10000까지의 정수. 0이면 조기 종료를 하지 않습니다.'],
		['learning-rate', 'Greater than 0 and at most 10; for example 1e-4.', '0보다 크고 10 이하인 수. 예: 1e-4.'],
		['dropout', 'At least 0 and less than 1; for example 0.3.', '0 이상 1 미만인 수. 예: 0.3.'],
		['optimizer', 'One of: RMSprop, Adam, SGD, AdamW, Nadam.', '다음 중 하나: RMSprop, Adam, SGD, AdamW, Nadam.'],
	])('what %s may be is a sentence in either language', (name, english, korean) => {
		expect(allowedFor(name, en)).toMatch(english);
		expect(allowedFor(name, ko)).toMatch(korean);
	});

	test('what is no setting has no range', () => {
		expect(['constructor', 'vocabulary'].map((name) => allowedFor(name, en))).toEqual([undefined, undefined]);
	});
});

describe('failures', () => {
	const message = 'in line 12: the engine’s words';
	const ofEngine = (subject: string): Failure[] =>
		Object.keys(unroll_status)
			.filter((name): name is Status => name !== 'ok')
			.map((status) => ({ kind: 'engine', status, subject, message }));
	const failures: Failure[] = [
		{ kind: 'no-webassembly' },
		{ kind: 'engine-missing', url: 'http://a/engine.wasm' },
		{ kind: 'corpus-missing', url: 'http://a/corpus' },
		{ kind: 'catalogue-missing', url: 'http://a/catalogue.json' },
		{ kind: 'model-missing', url: 'http://a/model' },
		{ kind: 'file-damaged', url: 'http://a/corpus' },
		{ kind: 'corpus-gone', id: 'official' },
		{ kind: 'cannot-resume' },
		{ kind: 'unreachable', url: 'http://a/corpus' },
		{ kind: 'corpus-damaged', subject: message },
		{ kind: 'strange-link', parts: ['colour=red'] },
		{ kind: 'other-reviews' },
		{ kind: 'crashed', message },
		...Object.keys(reviewsTexts.en.importFailures).map((problem): Failure => ({
			kind: 'import',
			problem: problem as ImportProblem,
			file: 'reviews.csv',
			detail: message,
		})),
		...ofEngine('learning-rate'),
		{ kind: 'engine', status: 'not-finite', subject: 'logit', message },
		{ kind: 'engine', status: 'mismatch', subject: 'vocabulary', message },
		{ kind: 'engine', status: 'mismatch', subject: 'corpus', message },
	];

	test.each([
		['English', 'en' as const, en],
		['Korean', 'ko' as const, ko],
	])('each has a title and advice in %s, and no two the same', (_, language, text) => {
		const all = failures.map((failure) => failureText(failure, text, reviewsTexts[language]));
		expect(all.every(({ title, advice }) => title.length > 4 && advice.length > 10)).toBe(true);
		expect(new Set(all.map(({ title }) => title)).size).toBe(all.length);
	});

	// Messages of the engine are English: they may only follow as a detail.
	test.each([
		['English', 'en' as const, en],
		['Korean', 'ko' as const, ko],
	])('what the page says of each is %s alone, whatever the engine says and whatever is to blame', (_, language, text) => {
		for (const failure of [...failures, ...ofEngine('header'), ...ofEngine('label'), ...ofEngine('')]) {
			const { title, advice } = failureText(failure, text, reviewsTexts[language]);
			expect(title + advice, JSON.stringify(failure)).not.toContain('the engine’s words');
			expect(text === en || /[가-힣]/.test(title) === /[가-힣]/.test(advice), title + advice).toBe(true);
		}
	});

	test('the culprit is named', () => {
		const missing = failureText({ kind: 'corpus-missing', url: 'http://a/corpus' }, en);
		expect(missing.advice).toContain('http://a/corpus');
		const setting: Failure = { kind: 'engine', status: 'bad-setting', subject: 'clip-norm', message: 'm' };
		expect(failureText(setting, en).title).toContain(en.settings.names['clip-norm']);
		expect(failureText(setting, ko).title).toContain(ko.settings.names['clip-norm']);
		const label: Failure = { kind: 'engine', status: 'bad-setting', subject: 'label', message: 'm' };
		expect(failureText(label, ko, reviewsTexts.ko).title).toContain(reviewsTexts.ko.reviews.table.label);
	});

	test('what the engine says of a damaged file, an import or an unknown status follows as a detail', () => {
		const unknown: Failure = { kind: 'engine', status: 'new' as Status, subject: '', message };
		const file: Failure = { kind: 'engine', status: 'bad-file', subject: 'header', message };
		const table: Failure = { kind: 'import', problem: 'open-quote', file: 'reviews.csv', detail: message };
		for (const failure of [unknown, file, table]) {
			expect(failureText(failure, ko, reviewsTexts.ko).detail).toBe(message);
		}
	});

	test('a line of a file that the engine names is named in the reader’s language', () => {
		const detail = 'The quote that opens a cell in line 12 is never closed.';
		const failure = { kind: 'import', problem: 'open-quote', file: 'a.csv', detail } as const;
		expect(failureText(failure, ko, reviewsTexts.ko).advice).toMatch(/^12번째 줄/);
		expect(failureText(failure, en, reviewsTexts.en).advice).toMatch(/^Line 12\. \w/);
		expect(failureText({ ...failure, detail: '' }, ko, reviewsTexts.ko).advice).toBe(reviewsTexts.ko.importFailures['open-quote']('a.csv').advice);
	});
});
