// The import of a table, as far as tokenizers go: what is proposed is waited for, and never comes in the way of the reader's choice.
import { beforeEach, describe, expect, test } from 'vitest';
import { Imports } from '../../src/model/library/imports.svelte.ts';
import { Requests } from '../../src/model/requests.ts';
import type { FromLibrary, LibraryAnswer, LibraryAnswers, LibraryCommand, TableGuess, TokenizerLook, ToLibrary } from '../../src/protocol/library.ts';

const guess = { layout: { delimiter: ',', text: 0, label: 1 }, encoding: 'utf-8', rows: 100, memory: { reviews: 1000, passage: 10 } } as TableGuess;
const rule = { positive: ['1'], negative: ['0'], grades: null };
const look: TokenizerLook = { words: 1000, unknown: 400, vocabulary: 10_000, proposed: 'subwords', example: { words: [], subwords: [], characters: [] } };

describe('an import', () => {
	let posted: ToLibrary[];
	let imports: Imports;
	let requests: Requests<LibraryCommand, FromLibrary, LibraryAnswers>;

	const last = () => posted.at(-1)!;
	const answer = (message: LibraryAnswer, to = last()) => requests.receive({ ...message, request: to.request });
	const fail = (to = last()) => requests.receive({ type: 'failed', request: to.request, failure: { kind: 'unexpected', message: '' } });
	const choices = () => posted.filter((command) => command.type === 'import').at(-1)?.choices;

	beforeEach(() => {
		posted = [];
		requests = new Requests((command) => posted.push(command));
		imports = new Imports(requests, () => {});
		imports.take([new File([], 'table.csv')]);
		answer({ type: 'guessed', guess });
		imports.lookAtTokenizers(guess, rule, 'a text');
	});

	test('is cut as is proposed', () => {
		expect(last()).toMatchObject({ type: 'tokenizers', example: 'a text', choices: { rule } });
		answer({ type: 'tokenizers', look });
		expect(imports.tokenizer).toBe('subwords');
		imports.confirm(rule);
		expect(choices()).toMatchObject({ rule, encoding: 'utf-8', tokenizer: 'subwords', subwords: 8000 });
	});

	test('waits for what is proposed, where the reader is faster', () => {
		imports.confirm(rule);
		expect(imports.phase).toBe('running');
		expect(last().type).toBe('tokenizers');
		answer({ type: 'tokenizers', look });
		expect(choices()).toMatchObject({ tokenizer: 'subwords' });
	});

	test('does not wait where the reader has chosen', () => {
		imports.chosenTokenizer = 'characters';
		const asked = last();
		imports.confirm(rule);
		expect(choices()).toMatchObject({ tokenizer: 'characters' });
		answer({ type: 'tokenizers', look }, asked); // too late: it asks for nothing more
		expect(last().type).toBe('import');
	});

	test('goes on in words where nothing could be found out', () => {
		imports.confirm(rule);
		fail();
		expect(imports.failure).toBeNull();
		expect(choices()).toMatchObject({ tokenizer: 'words' });
	});

	test('looks again where that was given up for a correction that failed', () => {
		imports.correct({ header: false });
		expect(last().type).toBe('guess');
		fail();
		expect(last()).toMatchObject({ type: 'tokenizers', example: 'a text' });
		answer({ type: 'tokenizers', look });
		expect(imports.looksAtTokenizers).toBe(false);
	});

	test('can be cancelled while it waits', () => {
		imports.confirm(rule);
		const asked = last();
		imports.cancel();
		expect(last()).toMatchObject({ type: 'cancel', import: asked.request });
		answer({ type: 'tokenizers', look }, asked);
		expect(choices()).toBeNull();
		expect(imports.phase).toBe('none');
	});

	test('is repeated with the same table and labels, cut differently; other files begin anew', () => {
		answer({ type: 'tokenizers', look });
		imports.confirm(rule);
		imports.chosenTokenizer = 'words';
		imports.again();
		expect(choices()).toMatchObject({ rule, tokenizer: 'words' });
		imports.take([new File([], 'other.csv')]);
		expect([imports.tokenizer, imports.look, choices()]).toEqual(['words', null, null]);
	});
});
