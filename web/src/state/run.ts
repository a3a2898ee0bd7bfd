import type { Activity, Network, Progress, SettingTexts, Update } from '../protocol.ts';
import { History } from './history.ts';
import { Pace } from './pace.ts';

// A run as the page sees it: what it was started with, and everything that it has told since.
export interface RunState {
	readonly settings: SettingTexts;
	readonly network: Network;
	readonly history: History;
	readonly pace: Pace;
	activity: Activity;
	/** The reader ended it, or it failed: not the last epoch, and not patience. */
	cutShort: boolean;
	progress: Progress | null;
}

export function startRun(settings: SettingTexts, network: Network): RunState {
	return {
		settings,
		network,
		history: new History(),
		pace: new Pace(),
		activity: 'running',
		cutShort: false,
		progress: null,
	};
}

/** The run after an update. The history is shared, and grows. */
export function advanceRun(run: RunState, update: Update): RunState {
	const { activity, progress, batches, epochs, busy } = update;
	run.history.add(batches, epochs);
	if (activity !== 'finished') {
		run.pace.add(progress, busy);
	}
	const lastEpoch = Number(run.settings.epochs);
	const cutShort = activity === 'finished' && !progress.stoppedEarly && progress.finishedEpochs < lastEpoch;
	return { ...run, activity, progress, cutShort };
}
