// The parts of the page: the first screen (train) and one other part at a time, by the names that the navigation shows.
import type { Lesson } from './lesson.svelte.ts';

export const parts = ['train', 'try', 'inside', 'learning', 'evaluate', 'experiments', 'data', 'textbook', 'code'] as const;

export type Part = (typeof parts)[number];

export const isPart = (name: string): name is Part => (parts as readonly string[]).includes(name);

export class Parts {
	/** The one that is open. */
	#open: Part = $state('train');
	readonly #lesson: Lesson;

	constructor(lesson: Lesson) {
		this.#lesson = lesson;
	}

	/** The parts that the page has: a lesson may hide some. */
	get all(): readonly Part[] {
		const hidden = {
			train: [],
			try: ['review'],
			inside: ['inside', 'review'], // it looks into what is typed
			learning: ['inside'],
			evaluate: ['inside'],
			experiments: ['runs'],
			data: ['reviews'],
			textbook: ['chapter'],
			code: ['chapter'],
		} as const;
		return parts.filter((part) => hidden[part].every((name) => this.#lesson.shows(name)));
	}

	get current(): Part {
		return this.all.includes(this.#open) ? this.#open : 'train';
	}

	open(part: Part): void {
		this.#open = part;
	}
}
