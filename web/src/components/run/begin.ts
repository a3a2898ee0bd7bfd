import type { Page } from '../../model/page.svelte.ts';

/**
 * Starts a run, unless a setting is impossible: its control then gets the focus, in a panel that opens for it, and the message beside it
 * says what is possible. What no control is to blame for, the engine reports when it tries.
 */
export function beginIfPossible(page: Page, start: () => void): void {
	const wrong = page.form.isCurrent ? document.querySelector<HTMLElement>('[aria-invalid="true"]') : null;
	if (wrong?.closest('[hidden]')) {
		document.querySelector<HTMLElement>('[aria-controls="more-settings"]')?.click();
	} else if (wrong) {
		wrong.focus();
	} else {
		start();
	}
}
