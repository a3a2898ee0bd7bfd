// Random numbers that are the same in every run: a linear congruential generator with the constants of Numerical Recipes.

// A function of `below` that draws a number from 0 to below `below`.
export function drawnBelow(seed) {
	let state = seed >>> 0;
	return (below) => {
		state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
		return (state / 2 ** 32) * below;
	};
}
