import type { Text } from '../text/en.ts';
import type { Run } from './run.svelte.ts';

/** How a run ended, in a sentence; null while it has not. */
export function runEnd(run: Run, text: Text): string | null {
	if (run.activity !== 'finished' || !run.progress) {
		return null;
	}
	if (run.progress.stoppedEarly) {
		return text.state.stoppedEarly(run.progress.epochsWithoutImprovement);
	}
	return run.cutShort ? text.state.stopped : text.state.finished;
}

/** Where a run stands, in a few words. */
export function runStanding(run: Run, text: Text): string {
	const epoch = run.progress?.epoch ?? 1;
	const end = runEnd(run, text);
	if (end !== null) {
		return end;
	}
	if (run.activity === 'paused') {
		return text.state.paused(epoch);
	}
	return run.progress?.phase === 'validating' ? text.state.validating(epoch) : text.state.training(epoch);
}
