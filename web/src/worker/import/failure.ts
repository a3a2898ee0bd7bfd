import { EngineFailure } from '../../engine/failure.ts';
import type { ImportProblem } from '../../protocol/types.ts';
import { LoadFailure } from '../failures.ts';
import { ArchiveDamaged } from './file-taker.ts';

export const importFailure = (problem: ImportProblem, file: string, detail = ''): LoadFailure =>
	new LoadFailure({ kind: 'import', problem, file, detail });

/** What a failure of the engine means for an import. Impossible settings mean the same everywhere. */
function problemOf({ status: number, subject }: EngineFailure): ImportProblem | null {
	switch (number) {
		case 'out-of-memory':
			return 'memory';
		case 'bad-text':
			return 'encoding';
		case 'no-reviews':
			return ({ label: 'labels', labels: 'one-label' } as const)[subject] ?? 'no-reviews';
		case 'mismatch':
			return ({ label: 'labels', files: 'several-files', columns: 'other-columns' } as const)[subject] ?? 'not-together';
		case 'bad-file':
			return ({ columns: 'no-columns', quotes: 'open-quote', json: 'json', archive: 'damaged' } as const)[subject] ?? 'not-keras';
		default:
			return null;
	}
}

/** Whatever was thrown while `file` was read, as a failure of the import where it is one. */
export function toImportFailure(error: unknown, file: string): unknown {
	if (error instanceof ArchiveDamaged) {
		return importFailure('damaged', file, error.message);
	}
	if (error instanceof EngineFailure) {
		const problem = problemOf(error);
		return problem ? importFailure(problem, file, error.message) : error;
	}
	return isLackOfMemory(error) ? importFailure('memory', file, error.message) : error;
}

/** The browser has no room for an array, or for another WebAssembly.Memory. */
const isLackOfMemory = (error: unknown): error is Error =>
	error instanceof RangeError && /alloc|memory|array (buffer )?(length|size)/i.test(error.message);
