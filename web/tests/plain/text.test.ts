// Both languages say everything, and every failure has words with what to do next.
import { describe, expect, test } from 'vitest';
import { status } from '../../src/engine/failure.ts';
import type { Failure, ImportProblem } from '../../src/protocol/types.ts';
import { pageDefaults } from '../../src/state/settings.ts';
import { en } from '../../src/i18n/en.ts';
import { failureText } from '../../src/i18n/failure-text.ts';
import { ko } from '../../src/i18n/ko.ts';

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

describe('texts', () => {
	test('both languages have the same', () => {
		expect(texts(ko).map(([path]) => path)).toEqual(texts(en).map(([path]) => path));
	});

	test('none is empty, but the help of a choice that explains itself', () => {
		for (const [path, text] of [...texts(en), ...texts(ko)]) {
			expect(text !== '' || /help\/(input|optimizer)$/.test(path), path).toBe(true);
			expect(text, path).not.toMatch(/undefined|null|NaN|\[object/);
		}
	});

	test('the Korean ones are Korean', () => {
		const same = new Map(texts(en));
		const names = /^\/title|cells|rmsprop|adam|sgd|ofEpochs|patienceUsed|badSetting\/advice|chapter\/models|code\/summary$|guide\/page$|inSentence|runs\/(name|change)$/;
		for (const [path, text] of texts(ko)) {
			expect(names.test(path) || (text !== same.get(path) && /[가-힣]/.test(text)) || text === '', path).toBe(true);
		}
	});

	test('every setting has a name and says what is allowed', () => {
		for (const name of Object.keys(pageDefaults).filter((setting) => setting !== 'cell')) {
			expect(en.settings.names, name).toHaveProperty([name]);
			expect(en.settings.allowed, name).toHaveProperty([name]);
		}
	});
});

describe('failures', () => {
	const failures: Failure[] = [
		{ kind: 'no-webassembly' },
		{ kind: 'engine-missing', url: 'http://a/engine.wasm' },
		{ kind: 'corpus-missing', url: 'http://a/corpus' },
		{ kind: 'unreachable', url: 'http://a/corpus' },
		{ kind: 'corpus-damaged', subject: 'train/ids' },
		{ kind: 'strange-link', parts: ['colour=red'] },
		{ kind: 'other-reviews' },
		{ kind: 'crashed', message: 'unreachable executed' },
		...Object.keys(en.importFailures).map((problem): Failure => ({
			kind: 'import',
			problem: problem as ImportProblem,
			file: 'reviews.csv',
			detail: 'in line 12',
		})),
		...Object.values(status)
			.filter((number) => number !== status.ok)
			.map((number): Failure => ({ kind: 'engine', status: number, subject: 'units', message: 'm' })),
	];

	test.each([
		['English', en],
		['Korean', ko],
	])('each has a title and advice in %s, and no two the same', (_, text) => {
		const all = failures.map((failure) => failureText(failure, text));
		expect(all.every(({ title, advice }) => title.length > 4 && advice.length > 10)).toBe(true);
		expect(new Set(all.map(({ title }) => title)).size).toBe(all.length);
	});

	test('the culprit is named', () => {
		const missing = failureText({ kind: 'corpus-missing', url: 'http://a/corpus' }, en);
		expect(missing.advice).toContain('http://a/corpus');
		const setting: Failure = { kind: 'engine', status: status.badSetting, subject: 'clip-norm', message: 'm' };
		expect(failureText(setting, en).title).toContain(en.settings.names['clip-norm']);
		expect(failureText(setting, ko).title).toContain(ko.settings.names['clip-norm']);
	});

	test('a status that the page does not know yet is told in the engine’s words', () => {
		const unknown: Failure = { kind: 'engine', status: 99, subject: '', message: 'something new' };
		expect(failureText(unknown, en).advice).toContain('something new');
	});
});
