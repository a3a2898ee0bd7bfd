/** A stretch of a text of the guide; with `trial` it is a button. */
export interface Phrase {
	say: string;
	trial: string | null;
}

/** Cuts "You could try [20 steps](short)." around its buttons. */
export function phrasesOf(text: string): Phrase[] {
	const phrases: Phrase[] = [];
	let position = 0;
	for (const match of text.matchAll(/\[([^\]]+)\]\((\w+)\)/g)) {
		const [whole, say = '', trial = ''] = match;
		if (match.index > position) {
			phrases.push({ say: text.slice(position, match.index), trial: null });
		}
		phrases.push({ say, trial });
		position = match.index + whole.length;
	}
	if (position < text.length) {
		phrases.push({ say: text.slice(position), trial: null });
	}
	return phrases;
}
