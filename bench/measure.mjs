// Measuring: every runner is warmed up by itself, then all take turns, so that whatever else the machine does hits
// all alike.
import { fullSpeedAt, median } from './summary.mjs';

// Steps of the peak loop that take about 4 ms.
const PEAK_STEPS = 2_000_000;

// The runner of a case, from cold: {...case, runner, firstStep, fullSpeed}.
export async function warm(subject, milliseconds) {
	const firstStep = await subject.runner.start();
	const points = await subject.runner.warmUp(milliseconds);
	return { ...subject, firstStep, fullSpeed: fullSpeedAt(points) };
}

// Lets all take turns: `rounds` times, each runner trains as many batches as its subject's `perRound` says. Returns
// the times of all batches of each subject, in their order.
export async function takeTurns(subjects, rounds) {
	const times = subjects.map(() => []);
	for (let round = 0; round < rounds; round++) {
		for (const [i, { runner, perRound }] of subjects.entries()) times[i].push(...(await runner.batches(perRound)));
	}
	return times;
}

// A runner's peak loop as a subject of takeTurns(): what it "trains" are runs of the loop.
export async function peakSubject(runner) {
	for (let i = 0; i < 8; i++) await runner.peak(PEAK_STEPS); // until its better compiler is done
	return {
		perRound: 2,
		runner: { batches: async (count) => Promise.all(Array.from({ length: count }, () => runner.peak(PEAK_STEPS))) },
	};
}

const LANES_CHAINS_OPERATIONS = 4 * 12 * 2; // PEAK_FLOP of native/peak.h

// FLOP a second, of the times that the loop took.
export const peakOf = (times) => (PEAK_STEPS * LANES_CHAINS_OPERATIONS) / (median(times) / 1e3);
