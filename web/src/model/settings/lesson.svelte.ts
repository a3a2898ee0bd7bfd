// What a teacher may leave out of the page: a lesson is a link that says so.

/** Controls and panels, in the page's order. */
export const hideable = [
	'cells',
	'steps',
	'speed',
	'figures',
	'presets',
	'settings',
	'more',
	'accuracy',
	'runs',
	'review',
	'inside',
	'reviews',
	'chapter',
	'guide',
] as const;

export type Hideable = (typeof hideable)[number];

/** What a link names; null where it is nothing that can be hidden. Older links say "lanes" for the figures. */
export function hideableOf(name: string): Hideable | null {
	const current = name === 'lanes' ? 'figures' : name;
	return hideable.find((one) => one === current) ?? null;
}

export class Lesson {
	hidden: Hideable[] = $state.raw([]);
	/** What the page leaves out because it is embedded in another one; a link to it has these. */
	leftOut: readonly Hideable[] = $state.raw([]);

	/** The page shows less than it has. */
	get isOn(): boolean {
		return this.hidden.length > 0;
	}

	shows(name: Hideable): boolean {
		return !this.hidden.includes(name) && !this.leftOut.includes(name);
	}

	showAll(): void {
		this.hidden = [];
	}
}
