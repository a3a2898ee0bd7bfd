import type { ImportedModel } from '../protocol/exporting.ts';
import type { Page } from './page.svelte.ts';
import type { Run } from './runs/run.svelte.ts';

/** A model that was imported, as a run that has ended: it is listed and stored, predicts, and can be looked into, evaluated and trained further. */
export function addImported(page: Page, { file, settings, layers, tokenizer, fingerprint }: ImportedModel, name: string): Run {
	const run = page.newRun(Math.max(1, page.race.number), settings, `imported-${Date.now()}`);
	run.network = { layers, memory: file.length, tokenizer };
	[run.name, run.origin] = [name, name];
	run.fingerprint = fingerprint;
	run.model = new Blob([file], { type: 'application/octet-stream' });
	run.activity = 'finished';
	page.runs.add(run);
	page.runSaver.begin(run, '', Promise.resolve({ state: 'unknown' }));
	page.runChanged(run);
	page.togglePredictor(run);
	return run;
}
