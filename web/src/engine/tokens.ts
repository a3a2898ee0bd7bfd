import { unroll_token, unroll_tokenizer } from './boundary.ts';
import type { Runtime } from './runtime.ts';
import type { Value } from './types.ts';

export type Tokenizer = keyof typeof unroll_tokenizer;

/** A token of a text: a word, or a piece of one. `start` and `end` are its place in bytes of UTF-8. */
export type Token = Value<typeof unroll_token>;

const tokenizers = Object.keys(unroll_tokenizer) as Tokenizer[];

/** The tokenizer of the vocabulary at `vocabulary`. */
export const tokenizerOf = ({ exports }: Runtime, vocabulary: number): Tokenizer =>
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
