/** The page hears of progress at most every so many milliseconds. */
const INTERVAL = 100;

/** Passes on what it is told, the first time at once and then now and then. */
export function throttle<Told extends unknown[]>(tell: (...told: Told) => void): (...told: Told) => void {
	let last = -Infinity;
	return (...told) => {
		if (performance.now() - last >= INTERVAL) {
			last = performance.now();
			tell(...told);
		}
	};
}
