// What a table's texts become by each tokenizer, before it is imported: how many of the words in texts that nothing was learned from
// would be unknown, which tokenizer that speaks for, and an example.
import type { Corpus } from '../../engine/corpus.ts';
import type { Engine } from '../../engine/engine.ts';
import type { Importer } from '../../engine/importer.ts';
import { visibleTokens, type VisibleToken } from '../../engine/tokens.ts';
import type { TokenizerLook } from '../../protocol/library.ts';
import { importReviews, type TableOptions } from './import-reviews.ts';

/** From this share of unknown words on, subwords are proposed … */
const manyUnknown = 0.3;
/** … unless there are fewer words than these, by which nothing can be said but whether the texts have blanks between words: */
const fewestWords = 500;
/** so many letters to a word say that they have not. */
const lettersWithoutBlanks = 10;
/** Reviews of each half that words are counted in, at most: of a large file more would say the same, and take its memory. */
const counted = 50_000;
/** Reviews of each half that the subwords of the example are learned from, at most. */
const sampled = 4000;

/** Learns from the table as `options` say, once words and once subwords, and cuts the example by what was learned. */
export async function lookAtTokenizers(
	{ loadImporter, engine }: { loadImporter: () => Promise<Importer>; engine: Engine },
	files: readonly File[],
	options: Parameters<typeof importReviews>[2],
	example: string,
	signal?: AbortSignal,
): Promise<TokenizerLook> {
	const learned = async <Result>(more: Partial<TableOptions>, use: (corpus: Corpus) => Result): Promise<Result> => {
		const { corpusFile } = await importReviews(await loadImporter(), files, { ...options, ...more }, () => {}, signal);
		const corpus = engine.openCorpus(corpusFile);
		try {
			return use(corpus);
		} finally {
			corpus.close();
		}
	};
	const cut = (corpus: Corpus) => visibleTokens(example, corpus.tokens(example));
	const asWords = await learned({ tokenizer: 'words', limit: counted }, (corpus) => ({
		...corpus.heldOutWords(),
		vocabulary: corpus.info().words,
		cut: cut(corpus),
	}));
	const subwords = await learned({ tokenizer: 'subwords', limit: sampled }, cut);
	const { words, unknown, vocabulary } = asWords;
	const manyAreUnknown = words >= fewestWords && unknown / words >= manyUnknown;
	const letters = subwords.flatMap(characters);
	const withoutBlanks = asWords.cut.length > 0 && letters.length >= lettersWithoutBlanks * asWords.cut.length;
	return {
		words,
		unknown,
		vocabulary,
		proposed: manyAreUnknown || withoutBlanks ? 'subwords' : 'words',
		...(withoutBlanks && { withoutBlanks }),
		example: { words: asWords.cut, subwords, characters: letters },
	};
}

const characters = (token: VisibleToken): VisibleToken[] => Array.from(token.text, (text) => ({ ...token, text }));
