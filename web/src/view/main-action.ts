import type { Page } from '../model/page.svelte.ts';

/** What the main button does now: start, pause, continue, or take a start back. */
export interface MainAction {
	label: string;
	icon: 'play' | 'pause';
	/** Whether it starts a run, which an impossible setting prevents. */
	starts: boolean;
	act(): void;
}

export function mainAction(page: Page): MainAction {
	const text = page.text.controls;
	switch (page.state) {
		case 'running':
			return { label: text.pause, icon: 'pause', starts: false, act: () => page.race.pause() };
		case 'paused':
			return { label: text.continue, icon: 'play', starts: false, act: () => page.step('end') };
		case 'queued':
			return { label: text.wait, icon: 'pause', starts: false, act: () => page.withdraw() };
		default: {
			const label = page.state === 'finished' ? text.startNew : text.start;
			return { label, icon: 'play', starts: true, act: () => page.start('end') };
		}
	}
}
