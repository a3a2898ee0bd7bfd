/** A stretch of a review. All of them joined give the review. */
export interface Piece {
	text: string;
	/** A word outside the vocabulary. */
	unknown: boolean;
}

/** Cuts a text around its unknown words, given in order by where they start and end in bytes of UTF-8. */
export function pieces(text: string, unknown: readonly { start: number; end: number }[]): Piece[] {
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
	for (const { start, end } of unknown) {
		take(start, false);
		take(end, true);
	}
	take(bytes.length, false);
	return cut;
}
