// The map of embeddings: the place of each word, and which names there is room for.
import type { WordPlaces } from '../../protocol/inside.ts';

export interface Placed {
	word: string;
	/** What the word does to the logit by itself. */
	effect: number;
	/** Pixels. */
	left: number;
	top: number;
}

/** The words on a picture of this size, both axes on one scale, with room at the edges for names. */
export function placeWords({ words, places, effects }: WordPlaces, width: number, height: number): Placed[] {
	const edge = { across: 32, down: 18 };
	const along = (axis: 0 | 1) => words.map((_, word) => places[2 * word + axis] ?? 0);
	const reach = (values: number[]) => Math.max(1e-9, ...values.map(Math.abs)); // from the mean of all, which is 0
	const [x, y] = [along(0), along(1)];
	const scale = Math.min(
		Math.max(1, width / 2 - edge.across) / reach(x),
		Math.max(1, height / 2 - edge.down) / reach(y),
	);
	return words.map((word, index) => ({
		word,
		effect: effects[index] ?? 0,
		left: width / 2 + (x[index] ?? 0) * scale,
		top: height / 2 - (y[index] ?? 0) * scale,
	}));
}

export interface Label {
	word: Placed;
	/** The middle of the name. */
	left: number;
	top: number;
}

interface Box {
	left: number;
	right: number;
	top: number;
	bottom: number;
}

const apart = (one: Box, other: Box) =>
	one.right < other.left || one.left > other.right || one.bottom < other.top || one.top > other.bottom;

/** Names for the strongest words, as many as find room: none covers another, or leaves the picture. */
export function placeLabels(
	words: readonly Placed[],
	width: number,
	height: number,
	most: number,
	widthOf: (word: string) => number,
): Label[] {
	const line = 15;
	const picture = { left: 0, right: width, top: 0, bottom: height };
	const strongestFirst = [...words].sort((one, other) => Math.abs(other.effect) - Math.abs(one.effect));
	const taken: Box[] = [];
	const labels: Label[] = [];
	for (const word of strongestFirst.slice(0, 4 * most)) {
		const half = widthOf(word.word) / 2;
		for (const top of [word.top - 12, word.top + 12]) {
			const box = { left: word.left - half, right: word.left + half, top: top - line / 2, bottom: top + line / 2 };
			const inside =
				box.left >= picture.left && box.right <= picture.right && box.top >= picture.top && box.bottom <= picture.bottom;
			if (inside && taken.every((other) => apart(box, other))) {
				taken.push(box);
				labels.push({ word, left: word.left, top });
				break;
			}
		}
		if (labels.length === most) {
			break;
		}
	}
	return labels;
}

/** The word nearest to a place, within `reach` pixels. */
export function nearest(words: readonly Placed[], left: number, top: number, reach: number): Placed | null {
	let best: Placed | null = null;
	let least = reach * reach;
	for (const word of words) {
		const distance = (word.left - left) ** 2 + (word.top - top) ** 2;
		if (distance <= least) {
			least = distance;
			best = word;
		}
	}
	return best;
}

/** The words that a search finds: those that begin with it, then those that have it within. */
export function search(words: readonly string[], text: string, most: number): string[] {
	const wanted = text.trim().toLowerCase();
	if (wanted === '') {
		return [];
	}
	const first = words.filter((word) => word.startsWith(wanted));
	const others = words.filter((word) => !word.startsWith(wanted) && word.includes(wanted));
	return [...first, ...others].slice(0, most);
}
