import type { Numbers } from '../../model/inside/numbers.ts';

/** Bars side by side, as one path: each from the bottom to its share of the height. */
export function barsPath(shares: Numbers, width: number, height: number): string {
	const each = width / shares.length;
	const gap = each >= 4 ? 1 : 0;
	const round = (value: number) => Math.round(10 * value) / 10;
	return Array.from(shares, (share, index) => {
		const top = height * (1 - Math.min(1, Math.max(0, share)));
		return `M${round(index * each)} ${height}V${round(top)}h${round(each - gap)}V${height}z`;
	}).join('');
}
