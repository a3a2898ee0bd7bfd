// The options of an import besides table and tokenizer: what is typed becomes what the engine takes, and what it takes of memory is known.
import { expect, test } from 'vitest';
import { defaultOptions, importMemory, optionRanges, shownOption, withOption } from '../../src/model/library/corpus-options.ts';
import type { TableGuess } from '../../src/protocol/library.ts';

test('a number out of range becomes the nearest that is in it; what is none changes nothing', () => {
	const options = defaultOptions();
	expect(options).toEqual({ words: 10_000, tail: 200, limit: 0, passages: 0, testShare: 0.2, trainOnly: false });
	expect(withOption(options, 'passages', '3').passages).toBe(3);
	expect(withOption(options, 'passages', '1000').passages).toBe(optionRanges.passages[1]);
	expect(withOption(options, 'words', '-5').words).toBe(4);
	expect(withOption(options, 'limit', '1').limit).toBe(2); // the engine refuses 1
	expect(withOption(options, 'tail', 'many')).toEqual(options);
	expect(withOption(options, 'tail', ' ')).toEqual(options);
	const half = withOption(options, 'testShare', '50');
	expect([half.testShare, shownOption(half, 'testShare')]).toEqual([0.5, 50]);
});

test('memory grows with passages, and a limit keeps it small', () => {
	const guess = { rows: 1_000_000, memory: { reviews: 400e6, passage: 20e6 } } as TableGuess;
	const options = defaultOptions();
	expect(importMemory(guess, options)).toBe(400e6);
	expect(importMemory(guess, { ...options, passages: 5 })).toBe(500e6);
	expect(importMemory(guess, { ...options, limit: 50_000 })).toBe(40e6);
});
