// The arithmetic of what the benchmark prints.

export function median(values) {
	const sorted = [...values].sort((a, b) => a - b);
	const middle = sorted.length / 2;
	return sorted.length % 2 ? sorted[Math.floor(middle)] : (sorted[middle - 1] + sorted[middle]) / 2;
}

// How fast something grows while its cause doubles: 1 is linear, 2 quadratic, 0 not at all.
export const slope = (before, after) => Math.log2(after / before);

// The share of a core's peak that work of `flop` operations in `ms` milliseconds reaches. `peak` is in FLOP a second.
export const share = (flop, ms, peak) => flop / (ms / 1e3) / peak;

// `reviews` are those of a batch; `ms` the times of batches.
export function summarize(ms, reviews) {
	return { ms: median(ms), min: Math.min(...ms), max: Math.max(...ms), batches: ms.length, reviewsPerSecond: (reviews / median(ms)) * 1e3 };
}

// When a run had its full speed. `points` are {at, ms}: milliseconds since Start, and what a batch took then. Full
// speed is the median of the second half; it has been reached where the median of five points in a row comes within a tenth.
export function fullSpeedAt(points) {
	const full = median(points.slice(Math.floor(points.length / 2)).map(({ ms }) => ms));
	const reached = points.findIndex((_, i) => median(points.slice(i, i + 5).map(({ ms }) => ms)) <= 1.1 * full);
	return reached <= 0 ? points[0].at : points[reached - 1].at;
}
