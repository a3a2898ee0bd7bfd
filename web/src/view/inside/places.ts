// Where keys and the pointer lead in a row of places, from `first` and before `end`.

/** Where the arrow keys lead; null for a key that does not move. */
export function afterKey(key: string, place: number | null, first: number, end: number): number | null {
	const last = end - 1;
	const moves: Record<string, number> = {
		ArrowRight: place === null ? first : place + 1,
		ArrowLeft: place === null ? last : place - 1,
		PageDown: (place ?? first) + 10,
		PageUp: (place ?? first) - 10,
		Home: first,
		End: last,
	};
	const next = moves[key];
	return next === undefined || end <= first ? null : Math.min(last, Math.max(first, next));
}

/** Pixels of one unit's row in a heat map: few units are drawn large. */
export function rowHeight(units: number): number {
	const room = 112;
	return Math.min(14, Math.max(2, Math.floor(room / units)));
}

/** The unit whose row is at `y`. */
export const unitAt = (y: number, units: number, height: number): number =>
	Math.min(units - 1, Math.max(0, Math.floor((y / height) * units)));
