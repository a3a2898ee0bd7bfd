/** A stretch of a review. All of them joined give the review. */
export interface Piece {
	text: string;
	/** A word outside the vocabulary. */
	unknown: boolean;
}

/**
 * Cuts a text around its unknown words. `words` has three numbers for each word, in order: where it starts and
 * ends, in bytes of UTF-8, and its id.
 */
export function pieces(text: string, words: Uint32Array, unknownId: number): Piece[] {
	const bytes = new TextEncoder().encode(text);
	const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
	const cut: Piece[] = [];
	let position = 0;
	const take = (end: number, unknown: boolean) => {
		if (end > position) {
			cut.push({ text: decoder.decode(bytes.subarray(position, end)), unknown });
			position = end;
		}
	};
	for (let word = 0; word < words.length; word += 3) {
		const [start = 0, end = 0, id = 0] = words.subarray(word, word + 3);
		if (id === unknownId) {
			take(start, false);
			take(end, true);
		}
	}
	take(bytes.length, false);
	return cut;
}
