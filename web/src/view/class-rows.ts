import type { Prediction } from '../protocol/types.ts';

/** So many lines, at most, beside the box of a review. */
const MOST = 6;

export interface ClassRow {
	/** null of all others together. */
	label: number | null;
	name: string;
	/** How many those are. */
	others: number;
	probability: number;
}

/** The likeliest first, by label where they are alike; where there are more than `most`, the rest in one line. */
export function classRows(all: NonNullable<Prediction['all']>, most = MOST): ClassRow[] {
	const order = all.map(({ name, probability }, label): ClassRow => ({ label, name, others: 0, probability })).sort((a, b) => b.probability - a.probability || 0);
	if (order.length <= most) {
		return order;
	}
	const rest = order.slice(most - 1);
	return [...order.slice(0, most - 1), { label: null, name: '', others: rest.length, probability: rest.reduce((sum, one) => sum + one.probability, 0) }];
}
