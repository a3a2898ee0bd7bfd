import type { Activity } from '../../protocol/training.ts';
import type { Network, Progress, SettingTexts } from '../../protocol/types.ts';
import type { StoredRecord } from '../../storage/storage.ts';
import type { Difference } from '../settings/difference.ts';
import { History, ThinnedEpochs, ThinnedLine, type KeptHistory } from './history.svelte.ts';
import { Run } from './run.svelte.ts';

// A run as it is stored between two visits: plain data. Its checkpoint, and in the end its model, are files of the record.

export interface StoredRun extends StoredRecord {
	number: number;
	name: string;
	hidden: boolean;
	settings: SettingTexts;
	network: Network;
	/** The digest of its reviews, and under which id the library has them. */
	corpus: string | null;
	corpusId: string;
	difference: Difference;
	/** Records of earlier versions have none. */
	origin?: string | null;
	activity: Activity;
	progress: Progress | null;
	fingerprint: string | null;
	history: KeptHistory;
	/** When it was stored last, in milliseconds since 1970. */
	time: number;
	/** When it was removed: that can be undone for some seconds. Records of earlier versions have none. */
	removed?: number | null;
}

/** null before the run has begun. One whose worker was closed in the middle is stored as paused: it can be resumed, but not automatically. */
export function storedRun(run: Run, corpusId: string): StoredRun | null {
	const { id, number, name, hidden, removed, settings, network, corpus, difference, origin, history } = run;
	const { activity, progress, fingerprint } = run.standing;
	if (!network || activity === 'queued' || activity === 'starting') {
		return null;
	}
	return {
		...{ id, number, name, hidden, removed, settings, network, corpus, corpusId, difference, origin, progress, fingerprint },
		activity: run.interrupted ? 'paused' : activity,
		history: history.kept(),
		time: Date.now(),
	};
}

/** A run that ended on an earlier visit. */
export function endedRun(stored: StoredRun): Run {
	return restored(stored, 'finished', History.of(stored.history));
}

/** A run to be resumed. Its worker reports the epochs again, and the batches after the checkpoint. */
export function unfinishedRun(stored: StoredRun): Run {
	const run = restored(stored, 'paused', new History(new ThinnedEpochs(), ThinnedLine.of(stored.history.batches)));
	run.resumed = true;
	return run;
}

function restored(stored: StoredRun, activity: Activity, history: History): Run {
	const run = new Run({ ...stored, history });
	run.network = stored.network;
	run.corpus = stored.corpus;
	run.difference = stored.difference;
	run.origin = stored.origin ?? null;
	run.activity = activity;
	run.name = stored.name;
	run.hidden = stored.hidden;
	run.removed = stored.removed ?? null;
	run.progress = stored.progress;
	run.fingerprint = stored.fingerprint;
	return run;
}
