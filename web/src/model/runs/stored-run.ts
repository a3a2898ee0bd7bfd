import type { Activity } from '../../protocol/training.ts';
import type { Network, Progress, SettingTexts } from '../../protocol/types.ts';
import type { StoredRecord } from '../../storage/storage.ts';
import type { Difference } from '../settings/difference.ts';
import { History, ThinnedEpochs, ThinnedLine, type KeptHistory } from './history.ts';
import { Run } from './run.svelte.ts';

// A run as it is kept between two visits: plain data. Its checkpoint, and in the end its model, lie beside it as files.

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
	activity: Activity;
	progress: Progress | null;
	fingerprint: string | null;
	history: KeptHistory;
	/** When it was kept last, in milliseconds since 1970. */
	time: number;
}

export function storedRun(run: Run, corpusId: string): StoredRun {
	const { id, number, name, hidden, settings, network, corpus, difference, history } = run;
	const { activity, progress, fingerprint } = run.standing;
	const facts = { id, number, name, hidden, settings, network, corpus, corpusId, difference };
	return { ...facts, activity, progress, fingerprint, history: history.kept(), time: Date.now() };
}

/** A run that ended on an earlier visit. `model` is its file, where it was kept. */
export function endedRun(stored: StoredRun, model: ArrayBuffer | null): Run {
	const run = new Run({ ...stored, history: History.of(stored.history) });
	adopt(run, stored);
	run.activity = 'finished';
	run.model = model && new Blob([model], { type: 'application/octet-stream' });
	return run;
}

/** A run that is to go on. Its worker will tell the epochs again, and the batches after the checkpoint. */
export function unfinishedRun(stored: StoredRun): Run {
	const run = new Run({ ...stored, history: new History(new ThinnedEpochs(), ThinnedLine.of(stored.history.batches)) });
	adopt(run, stored);
	run.activity = 'paused'; // until its worker says that it goes on
	run.resumed = true;
	return run;
}

function adopt(run: Run, { name, hidden, progress, fingerprint }: StoredRun): void {
	run.name = name;
	run.hidden = hidden;
	run.progress = progress;
	run.fingerprint = fingerprint;
}
