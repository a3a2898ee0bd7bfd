import { defaultImportOptions, type CorpusOptions, type TableGuess } from '../../protocol/library.ts';

// What an import is told besides the table and the tokenizer: the program's --words, --tail, --limit, --passages, --test and --half.

export type NumberOption = Exclude<keyof CorpusOptions, 'trainOnly'>;

/** What each may be, as the engine checks it; `testShare` in per cent. */
export const optionRanges: Record<NumberOption, readonly [least: number, most: number]> = {
	words: [4, 65_536],
	tail: [0, 100_000],
	limit: [0, 10_000_000],
	passages: [0, 100],
	testShare: [0, 90],
};

export function defaultOptions(): CorpusOptions {
	const { words, tail, limit, passages, testShare, trainOnly } = defaultImportOptions;
	return { words, tail, limit, passages, testShare, trainOnly };
}

/** An option as its field shows it. */
export const shownOption = (options: CorpusOptions, name: NumberOption): number =>
	name === 'testShare' ? Math.round(100 * options.testShare) : options[name];

/** The options with one of them as it was typed: the nearest whole number that it may be, or as before where it is none. */
export function withOption(options: CorpusOptions, name: NumberOption, typed: string): CorpusOptions {
	const [least, most] = optionRanges[name];
	const number = Math.min(Math.max(Math.round(Number(typed)), least), most);
	if (typed.trim() === '' || Number.isNaN(number)) {
		return options;
	}
	const value = name === 'limit' && number === 1 ? 2 : number; // one review of each label at least
	return { ...options, [name]: name === 'testShare' ? value / 100 : value };
}

/** Bytes that importing a table takes, about. */
export function importMemory({ memory, rows }: TableGuess, { limit, passages }: CorpusOptions): number {
	const kept = limit > 0 ? Math.min((2 * limit) / Math.max(rows, 1), 1) : 1;
	return kept * (memory.reviews + passages * memory.passage);
}

/** What an import may take at most, as its memory is built. */
export const mostMemory = 2 ** 31;
