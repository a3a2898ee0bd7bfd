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

/** These colours of the light theme, whichever is shown: for what leaves the page. */
export function lightTokens(names: readonly string[]): (name: string) => string {
	const { dataset } = document.documentElement;
	const { theme } = dataset;
	dataset.theme = 'light'; // for as long as it takes to read them: nothing is drawn meanwhile
	const style = getComputedStyle(document.documentElement);
	const values = new Map(names.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]));
	if (theme === undefined) {
		delete dataset.theme;
	} else {
		dataset.theme = theme;
	}
	return (name) => values.get(name) ?? '';
}
