// A scale of powers of ten, for the norms of gradients.
import type { Numbers } from '../../model/inside/numbers.ts';

export interface LogScale {
	/** Powers of ten that enclose all values. */
	low: number;
	high: number;
	/** The powers of ten that have a line: at most `most`, evenly apart. */
	ticks: number[];
}

/** Nothing below this is drawn: it is zero for every purpose. */
const LEAST = 1e-12;

export function logScaleOf(series: readonly Numbers[], most = 5): LogScale {
	let least = Infinity;
	let greatest = 0;
	for (const values of series) {
		for (const value of values) {
			if (Number.isFinite(value) && value > 0) {
				least = Math.min(least, Math.max(value, LEAST));
				greatest = Math.max(greatest, value);
			}
		}
	}
	if (greatest === 0) {
		return { low: -3, high: 0, ticks: [-3, -2, -1, 0] };
	}
	const low = Math.floor(Math.log10(least) + 1e-9);
	const high = Math.max(low + 1, Math.ceil(Math.log10(greatest) - 1e-9));
	const apart = Math.ceil((high - low) / (most - 1));
	const ticks = [];
	for (let power = low; power <= high; power += apart) {
		ticks.push(power);
	}
	return { low, high, ticks };
}

/** The share of the height, 0 at the bottom and 1 at the top; null for what is no positive number. */
export function heightOf(scale: LogScale, value: number): number | null {
	if (!(value > 0) || !Number.isFinite(value)) {
		return null;
	}
	const share = (Math.log10(value) - scale.low) / (scale.high - scale.low);
	return Math.min(1, Math.max(0, share));
}

/** "0.001", "1", "100" for powers near 1, and the power as digits for the others: 10⁻⁷. */
export function powerText(power: number): string {
	if (power >= -3 && power <= 3) {
		return power < 0 ? (10 ** power).toFixed(-power) : String(10 ** power);
	}
	const digits: Record<string, string> = {
		'-': '⁻', '0': '⁰', '1': '¹', '2': '²', '3': '³', '4': '⁴', '5': '⁵', '6': '⁶', '7': '⁷', '8': '⁸', '9': '⁹',
	};
	return `10${[...String(power)].map((digit) => digits[digit]).join('')}`;
}
