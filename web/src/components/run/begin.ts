import type { Page } from '../../model/page.svelte.ts';

/**
 * Starts a run, unless a setting is impossible: its control then gets the focus, and the message beside it says what is
 * possible. What no control is to blame for, the engine reports when it tries.
 */
export function beginIfPossible(page: Page, start: () => void): void {
	const wrong = page.form.isCurrent && document.querySelector<HTMLElement>('[aria-invalid="true"]');
	if (wrong) {
		wrong.focus();
	} else {
		start();
	}
}
