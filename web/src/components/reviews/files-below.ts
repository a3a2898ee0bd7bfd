/** All files of entries that were dropped, also in their folders, with their paths from there on. */
export async function filesBelow(entries: readonly FileSystemEntry[]): Promise<{ file: File; path: string }[]> {
	const found: { file: File; path: string }[] = [];
	for (const entry of entries) {
		if (entry.isFile) {
			const file = await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject));
			found.push({ file, path: entry.fullPath.replace(/^\//, '') });
		} else {
			found.push(...(await filesBelow(await entriesOf((entry as FileSystemDirectoryEntry).createReader()))));
		}
	}
	return found;
}

/** A folder is read in parts, until one is empty. */
async function entriesOf(reader: FileSystemDirectoryReader): Promise<FileSystemEntry[]> {
	const all: FileSystemEntry[] = [];
	for (;;) {
		const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
		if (some.length === 0) {
			return all;
		}
		all.push(...some);
	}
}
