// Tables as people have them, dropped into a page untouched: what becomes of each.
import { copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import { differences, tables } from '../../../tests/import/tables.mjs';
import type { Server } from './page.ts';
import { giveFile, until, type Tab } from './tab.ts';

export { tables };

interface Outcome {
	/** The corpus that was stored, in base64. */
	corpus?: string;
	/** What the page said instead. */
	refused?: string;
	/** The form waits for the reader. */
	asked?: boolean;
}

/** Whether the page has come to a form, a report or a refusal. */
const arrived = () => document.querySelector('.own :is(.table, .report, [role=alert])') !== null;

/** Presses Import if that is possible, and waits for what comes of it. */
const pressImport = async (): Promise<Outcome> => {
	const shown = <E extends HTMLElement>(selector: string) => document.querySelector<E>(`.own ${selector}`);
	const button = shown<HTMLButtonElement>('.table .primary');
	if (button?.disabled) {
		shown<HTMLButtonElement>('.table .actions button:not(.primary)')!.click();
		return { asked: true };
	}
	button?.click();
	while (!shown('.report') && !shown('[role=alert]')) {
		await new Promise((resolve) => setTimeout(resolve, 20));
	}
	const refused = shown('[role=alert]')?.textContent;
	if (refused) {
		return { refused };
	}
	const finished = <Result>(request: IDBRequest<Result>) =>
		new Promise<Result>((resolve, reject) => {
			request.onsuccess = () => resolve(request.result);
			request.onerror = () => reject(request.error);
		});
	const database = await finished(indexedDB.open('unroll'));
	const stores = database.transaction(['corpora', 'files']);
	const corpora = await finished<{ id: string; added: number }[]>(stores.objectStore('corpora').getAll());
	const { id } = corpora.reduce((newest, one) => (one.added > newest.added ? one : newest));
	const bytes = await finished<Uint8Array>(stores.objectStore('files').get(`corpora/${id}/corpus`));
	database.close();
	shown<HTMLButtonElement>('.report .actions button:last-child')!.click();
	return { corpus: btoa(String.fromCharCode(...bytes)) };
};

/** Drops a table and presses the button; what comes of it must be right, a question, or a refusal with the words it needs. */
export async function triesTable(tab: Tab, server: Server, table: (typeof tables)[number]): Promise<void> {
	const { name, path, rows, ask, refuse } = table;
	const folder = join(server.folder!, 'given');
	await mkdir(folder, { recursive: true });
	await copyFile(path, join(folder, name));
	await giveFile(tab, { name, address: `given/${encodeURIComponent(name)}` });
	await until(tab, arrived, null);
	const outcome = await tab.evaluate(pressImport, null);
	if (outcome.corpus) {
		expect(rows, `${name} must be refused`).not.toBeNull();
		expect(differences(Buffer.from(outcome.corpus, 'base64'), rows!), name).toBe('');
	} else if (outcome.asked) {
		expect(ask, `${name}: the form waits`).toBe(true);
	} else {
		const words = refuse ?? [];
		expect(words.some((word) => outcome.refused?.includes(word)), `${name}: ${outcome.refused}`).toBe(true);
	}
}
