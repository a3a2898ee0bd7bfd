import { remember, remembered } from '../../storage/preferences.ts';

// The presentation mode: nothing but network, curves, figures and the review, large enough for the last row.
export class Presentation {
	/** Whether the page is presented. */
	on = $state(false);
	/** It was the button that began it, which gets the focus back. */
	byButton = false;
	/** Whether the list of keys is open. */
	help = $state(false);
	/** Whether single keys do anything: they can be switched off. */
	keys = $state(remembered('unroll-keys') !== 'off');

	setKeys(on: boolean): void {
		this.keys = on;
		remember('unroll-keys', on ? 'on' : 'off');
	}
}
