// The map of embeddings: where each word stands, and which names there is room for.
import type { WordPlaces } from '../../protocol/inside.ts';

/** Turns (and where need be mirrors) places so that they lie as near as they can to where the same words were
 * before: the two main directions of embeddings have no sign, and change places when they are equally strong. */
export function alignTo(before: WordPlaces | null, places: WordPlaces): WordPlaces {
	if (!before || before.words.length !== places.words.length) {
		return places;
	}
	// Of all turns by an angle a, sum of before · turned is greatest where tan a = cross / along; the same for
	// the mirror image (y turned around). The better of the two is taken.
	let along = 0;
	let cross = 0;
	let mirrorAlong = 0;
	let mirrorCross = 0;
	for (let word = 0; word < places.words.length; word++) {
		const [x, y] = [places.x[word]!, places.y[word]!];
		const [oldX, oldY] = [before.x[word]!, before.y[word]!];
		along += oldX * x + oldY * y;
		cross += oldY * x - oldX * y;
		mirrorAlong += oldX * x - oldY * y;
		mirrorCross += oldY * x + oldX * y;
	}
	const mirrored = Math.hypot(mirrorAlong, mirrorCross) > Math.hypot(along, cross);
	const angle = mirrored ? Math.atan2(mirrorCross, mirrorAlong) : Math.atan2(cross, along);
	const [cosine, sine, sign] = [Math.cos(angle), Math.sin(angle), mirrored ? -1 : 1];
	return {
		...places,
		x: places.x.map((x, word) => cosine * x - sine * sign * places.y[word]!),
		y: places.x.map((x, word) => sine * x + cosine * sign * places.y[word]!),
	};
}

export interface Placed {
	word: string;
	/** What the word does to the logit by itself. */
	effect: number;
	/** Pixels. */
	left: number;
	top: number;
}

/** The words on a picture of this size, both axes on one scale, with room at the edges for names. */
export function placeWords({ words, x, y, effect }: WordPlaces, width: number, height: number): Placed[] {
	const edge = { across: 32, down: 18 };
	const middle = (values: Float32Array) => values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
	const [middleX, middleY] = [middle(x), middle(y)];
	const reach = (values: Float32Array, from: number) =>
		values.reduce((most, value) => Math.max(most, Math.abs(value - from)), 1e-9);
	const scale = Math.min(
		Math.max(1, width / 2 - edge.across) / reach(x, middleX),
		Math.max(1, height / 2 - edge.down) / reach(y, middleY),
	);
	return words.map((word, index) => ({
		word,
		effect: effect[index]!,
		left: width / 2 + (x[index]! - middleX) * scale,
		top: height / 2 - (y[index]! - middleY) * scale,
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
