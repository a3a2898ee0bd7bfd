// How the files of a dataset are handed over, wherever they come from.

/** Takes files one after another. `begin` returns whether the bytes of a file are wanted: only then `add` and `end` follow. */
export interface FileTaker {
	begin(name: string): boolean;
	add(bytes: Uint8Array): void;
	end(): void;
}

/** An archive is damaged, or is written in a way that is not understood. */
export class ArchiveDamaged extends Error {}
