// The reader's own reviews in other browsers: a table that is dropped, and Keras' file and the archive, chosen.
import { copyFile, mkdir } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { inBrowser, inEach, openTab, otherBrowsers, serveWithoutReviews } from './other-browsers.ts';
import { archive, npz, table } from './review-files.ts';
import { giveFile, openPart, press, ready, says, type Tab } from './tab.ts';

inEach(otherBrowsers, 'imports', (other) => {
	const opened = inBrowser(other, serveWithoutReviews);
	let tab: Tab;

	beforeEach(async () => {
		tab = await openTab(opened.browser, opened.server.address);
	}, 60_000);

	afterEach(async () => {
		expect(await tab.errors()).toEqual([]);
		await tab.close();
	});

	/** Chooses a file of this computer. The page takes it from the server, as it may read no other. */
	const choose = async (path: string) => {
		const name = basename(path);
		await mkdir(join(opened.server.folder!, 'given'), { recursive: true });
		await copyFile(path, join(opened.server.folder!, 'given', name));
		await giveFile(tab, { name, address: `given/${name}` });
	};

	test('a table is looked at, read, trained on and kept', { timeout: 120_000 }, async () => {
		await giveFile(tab, { name: 'filme.csv', text: table.toString() }, 'drop');
		await press(tab, 'Import');
		await says(tab, '.report', '1 rows without a label');
		await ready(tab);
		await says(tab, '.corpus.chosen', 'filme.csv');
		await tab.reload();
		await openPart(tab, 'data');
		await says(tab, '.corpus.chosen', 'filme.csv');
		await ready(tab);
	});

	test.skipIf(!existsSync(npz))('Keras’ imdb.npz', { timeout: 120_000 }, async () => {
		await choose(npz);
		await says(tab, '.report', 'Word');
	});

	test.skipIf(!existsSync(archive))('the archive', { timeout: 300_000 }, async () => {
		await choose(archive);
		await says(tab, '.report', '37,500', 240_000);
	});
});
