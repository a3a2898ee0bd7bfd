/** Has the browser save a file as a download. */
export function saveFile(file: Blob, name: string): void {
	const link = document.createElement('a');
	link.href = URL.createObjectURL(file);
	link.download = name;
	link.click();
	// Some browsers begin to read only after the click has been handled.
	setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/** What is shown under this name, as the name of a file without its ending. */
export const fileName = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-');
