import type { EmbeddedModel } from '../protocol/exporting.ts';
import type { Failure, SettingTexts } from '../protocol/types.ts';
import { askExporter, startExporting } from './export-model.ts';
import type { Page } from './page.svelte.ts';
import type { Cell } from './settings/settings.ts';

// A run whose embedding begins with word vectors of others: of a file, or of another run.

/** The model that a run of these settings then begins with. */
export const embedVectors = (vectors: Blob, settings: SettingTexts, corpus: Blob, start = startExporting) =>
	askExporter({ vectors, settings, corpus }, start) as Promise<{ embedded: EmbeddedModel } | { failure: Failure }>;

/** Trains it, alone; `name` is where its vectors are from, which is stored with the run. */
export function startEmbedded(page: Page, { file, settings }: EmbeddedModel, name: string): void {
	const cell = settings.cell as Cell;
	page.form.use({ ...page.form.wanted, embedding: settings.embedding ?? '' }, [cell]); // as the run has them
	page.race.need([cell]);
	page.start('end', (number) => [Object.assign(page.newRun(number, settings), { origin: name })], file.slice().buffer);
}
