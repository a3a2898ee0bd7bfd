// The curve of a search for a learning rate: how high each point stands, and what is written beside it.
import type { FoundRates } from '../../protocol/types.ts';

export interface RateCurve {
	/** Smoothed losses. */
	values: number[];
	lowest: { rate: number; loss: number };
	/** 0 to 1; null above the top. */
	height: (loss: number) => number | null;
	/** Losses at heights of 0, ½ and 1. */
	ticks: { height: number; loss: number }[];
	/** Of the last point, where it diverged; null where the search reached its highest rate. */
	diverged: number | null;
	/** Points next to every other power of ten, for which there is room. */
	marks: { step: number; label: string }[];
}

/** That of the last update: include/unroll/rate_finder.h. */
const HIGHEST = 10;

/** 10⁻⁶, 0.01, 1 */
const powerText = (exponent: number): string => (exponent < -2 ? `10⁻${'⁰¹²³⁴⁵⁶⁷⁸⁹'[-exponent]}` : String(10 ** exponent));

/** The range is from the lowest loss to somewhat above the first: where training diverges, the curve leaves it. */
export function rateCurve({ points }: FoundRates): RateCurve {
	const values = points.map(({ smoothed }) => smoothed);
	const lowest = points.reduce((best, point) => (point.smoothed < best.smoothed ? point : best));
	const bottom = lowest.smoothed;
	const top = bottom + Math.max(0.02, 1.5 * Math.max(0, (values[0] ?? bottom) - bottom));
	const last = points.at(-1)?.rate ?? HIGHEST;
	const powers = points.flatMap(({ rate }, step) => {
		const [exponent, before] = [Math.floor(Math.log10(rate) + 1e-9), Math.log10(points[step - 1]?.rate ?? 0)];
		return Math.floor(before + 1e-9) < exponent && exponent % 2 === 0 ? [{ step, label: powerText(exponent) }] : [];
	});
	return {
		values,
		lowest: { rate: lowest.rate, loss: bottom },
		diverged: last < HIGHEST ? last : null,
		height: (loss) => (loss <= top ? (loss - bottom) / (top - bottom) : null),
		ticks: [0, 0.5, 1].map((height) => ({ height, loss: bottom + height * (top - bottom) })),
		marks: powers,
	};
}

/** As the field takes it: two digits, "0.0021". */
export const rateText = (rate: number): string => String(Number(rate.toPrecision(2)));
