// What a teacher may leave out of the page: a lesson is a link that says so.

/** Controls and panels, in the page's order. */
export const hideable = [
	'cells',
	'steps',
	'speed',
	'lanes',
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

export const isHideable = (name: string): name is Hideable => (hideable as readonly string[]).includes(name);

export class Lesson {
	hidden: Hideable[] = $state.raw([]);

	/** The page shows less than it has. */
	get isOn(): boolean {
		return this.hidden.length > 0;
	}

	shows(name: Hideable): boolean {
		return !this.hidden.includes(name);
	}

	showAll(): void {
		this.hidden = [];
	}
}
