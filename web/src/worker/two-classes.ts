import { LoadFailure } from './failures.ts';

/** Evaluations are of two classes: a model of more is refused, before any of it is shown as positive or negative. */
export function requireTwoClasses(classes: number): void {
	if (classes > 2) {
		throw new LoadFailure({ kind: 'many-classes', classes });
	}
}
