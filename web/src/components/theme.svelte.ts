/** The colours of the page, as its theme has them now: "heat-zero" of styles/tokens.css. To be made in a component. */
export class Theme {
	#changes = $state(0);

	/** Another function when the theme has changed. A colour is asked of the browser once: it lays the page out to answer. */
	token: (name: string) => string = $derived.by(() => {
		void this.#changes;
		const style = getComputedStyle(document.documentElement);
		const known = new Map<string, string>();
		return (name: string) => {
			const colour = known.get(name) ?? style.getPropertyValue(`--${name}`).trim();
			known.set(name, colour);
			return colour;
		};
	});

	constructor() {
		$effect(() => {
			const watched = new MutationObserver(() => this.#changes++);
			watched.observe(document.documentElement, { attributeFilter: ['data-theme'] });
			return () => watched.disconnect();
		});
	}
}
