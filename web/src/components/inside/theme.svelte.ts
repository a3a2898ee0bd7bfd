/** The colours of the page, as its theme has them now: "heat-zero" of styles/tokens.css. To be made in a component. */
export class Theme {
	#changes = $state(0);

	/** Another function when the theme has changed. */
	token: (name: string) => string = $derived.by(() => {
		void this.#changes;
		const style = getComputedStyle(document.documentElement);
		return (name: string) => style.getPropertyValue(`--${name}`).trim();
	});

	constructor() {
		$effect(() => {
			const watched = new MutationObserver(() => this.#changes++);
			watched.observe(document.documentElement, { attributeFilter: ['data-theme'] });
			return () => watched.disconnect();
		});
	}
}
