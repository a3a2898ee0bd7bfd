import { unroll_token, unroll_tokenizer, UNROLL_UNKNOWN_ID, type EngineExports } from './boundary.ts';
import type { Runtime } from './runtime.ts';
import { textPlaces } from './text-places.ts';
import { u32, type Value } from './types.ts';

export type Tokenizer = keyof typeof unroll_tokenizer;

/** A token of a text: a word, or a piece of one. `start` and `end` are its place in bytes of UTF-8. */
export type Token = Value<typeof unroll_token>;

export const tokenizers = Object.keys(unroll_tokenizer) as Tokenizer[];

/** The tokenizer of the vocabulary at `vocabulary`. */
export const tokenizerOf = ({ exports }: { exports: Pick<EngineExports, 'unroll_vocabulary_tokenizer'> }, vocabulary: number): Tokenizer =>
	tokenizers[exports.unroll_vocabulary_tokenizer(vocabulary)] ?? 'words';

/** The tokens of a text by the vocabulary at `vocabulary`. */
export function tokenize(runtime: Runtime, vocabulary: number, text: string): Token[] {
	const { exports, memory } = runtime;
	const tokens = memory.borrowText(text, (pointer, size) =>
		runtime.file((file, error) => exports.unroll_tokenize(vocabulary, pointer, size, file, error)),
	);
	const view = new DataView(tokens.buffer, tokens.byteOffset);
	return Array.from({ length: tokens.length / unroll_token.size }, (_, index) => unroll_token.read(view, index * unroll_token.size));
}

const mark = '\u2581'; // of a word's beginning

/** A piece of a word as a reader sees it: without the mark where a word begins with it, and with a dot where a word goes on. */
export function readablePiece(piece: string): string {
	if (/^<0x..>$/.test(piece) || piece === mark) {
		return piece;
	}
	return piece.startsWith(mark) ? piece.slice(mark.length) : `·${piece}`;
}

/** The word of the vocabulary at `vocabulary` that has an id, or the piece as a reader sees it; '' where it has none. */
export function wordOf(runtime: Runtime, vocabulary: number, id: number): string {
	const { exports, memory } = runtime;
	const rank = id - UNROLL_UNKNOWN_ID - 1;
	if (!(rank >= 1 && rank <= exports.unroll_vocabulary_count(vocabulary))) {
		return '';
	}
	return memory.borrow(u32.size, (size) => {
		const word = exports.unroll_vocabulary_word(vocabulary, rank, size);
		const text = new TextDecoder().decode(memory.bytes(word, memory.read(u32, size)));
		return tokenizerOf(runtime, vocabulary) === 'words' ? text : readablePiece(text);
	});
}

/** Words of pieces as readablePiece() shows them; a mark that stands alone begins the word of the next piece. */
export function joinPieces(pieces: readonly string[]): string[] {
	const words: string[] = [];
	pieces.forEach((piece, index) => {
		const goes = piece.startsWith('·') || pieces[index - 1] === mark;
		const text = piece.startsWith('·') ? piece.slice(1) : piece === mark ? '' : piece;
		if (goes && words.length > 0) {
			words[words.length - 1] += text;
		} else {
			words.push(text);
		}
	});
	return words;
}

/** A token as a reader sees it. */
export interface VisibleToken {
	text: string;
	/** Which word of the text it is or belongs to. */
	word: number;
	unknown: boolean;
}

/** Tokens without those that take no place in the text, as the mark of a word's beginning; the bytes of a character are one. */
export function visibleTokens(text: string, tokens: readonly Token[]): VisibleToken[] {
	const visible = tokens.filter(({ start, end }, index) => end > start && end !== tokens[index - 1]?.end);
	const places = textPlaces(text, visible.flatMap(({ start, end }) => [start, end]));
	return visible.map(({ word, id }, index) => ({
		text: text.slice(places[2 * index], places[2 * index + 1]),
		word,
		unknown: id === UNROLL_UNKNOWN_ID,
	}));
}
