// Files that are dropped before there is a library worker, or while one takes the place of another, wait for it.
import { expect, test, vi } from 'vitest';
import { Library, type LibraryEvents, type LibraryWorker } from '../../src/model/library/library.svelte.ts';
import { Review } from '../../src/model/review/review.svelte.ts';
import type { ToLibrary } from '../../src/protocol/library.ts';

function library() {
	const posted: ToLibrary[][] = [];
	const createWorker = (): LibraryWorker => {
		const messages: ToLibrary[] = [];
		posted.push(messages);
		return { postMessage: (message) => messages.push(message), onmessage: null, onerror: null, terminate: () => {} };
	};
	const events = new Proxy({} as LibraryEvents, { get: () => () => false });
	return { made: new Library(createWorker, events), imports: () => posted.map((messages) => messages.filter(({ type }) => type === 'import')) };
}

const file = new File(['text,label\n'], 'reviews.csv');

test('files that are dropped before the library is open are imported when it is', () => {
	const { made, imports } = library();
	made.imports.take([file]);
	expect(made.imports.phase).toBe('looking');
	made.open();
	expect(imports()).toMatchObject([[{ files: [file], choices: null }]]);
	made.open(); // once more, before the answer
	expect(made.imports.phase).toBe('looking');
	expect(imports()).toMatchObject([[{ files: [file] }], [{ files: [file] }]]);
	made.imports.cancel();
	made.open();
	expect(imports()[2]).toEqual([]);
	expect(made.imports.phase).toBe('none');
});

test('decomposed letters that are typed are composed before any network reads them', async () => {
	const predict = vi.fn();
	const review = new Review(predict, () => 'ko');
	review.set('정말 좋은 déjà vu'.normalize('NFD'));
	expect(review.text).toBe('정말 좋은 déjà vu'.normalize('NFC'));
	await vi.waitFor(() => expect(predict).toHaveBeenLastCalledWith('정말 좋은 déjà vu'.normalize('NFC')), 30_000);
});
