import type { SettingTexts } from '../../protocol/types.ts';
import type { Hideable } from '../settings/lesson.svelte.ts';
import { steps, type Happened, type SeenRun, type Step, type Trial } from './steps.ts';

/** What the guide sees and does of the page. */
export interface Guided {
	readonly settings: SettingTexts;
	readonly review: string;
	/** In the order in which they began. */
	readonly runs: readonly (SeenRun & { id: string })[];
	/** Of a run that is going on. */
	readonly isRunning: (id: string) => boolean;
	apply(trial: Trial): void;
}

// Where the reader is in the guide. It is closed until it is opened, and remembers its page while it is closed.
export class Guide {
	open = $state(false);
	#index = $state(0);
	/** What the reader was asked to do on this page is done. */
	done = $state(false);
	/** The reader wants to stay on this page. */
	stays = $state(false);

	readonly #page: Guided;
	readonly #shows: (name: Hideable) => boolean;
	#before: { settings: SettingTexts; review: string; finished: ReadonlySet<string> } = {
		settings: {},
		review: '',
		finished: new Set(),
	};

	/** `shows` says whether a lesson leaves a part of the page in sight. */
	constructor(page: Guided, shows: (name: Hideable) => boolean = () => true) {
		this.#page = page;
		this.#shows = shows;
	}

	/** The pages that speak of nothing hidden: the first always does. */
	get steps(): readonly Step[] {
		return steps.filter((step) => step.needs.every((name) => this.#shows(name)));
	}

	get step(): Step {
		return this.steps[this.number - 1] as Step;
	}

	/** From 1. */
	get number(): number {
		return Math.min(this.#index + 1, this.steps.length);
	}

	get isFirst(): boolean {
		return this.number === 1;
	}

	get isLast(): boolean {
		return this.number === this.steps.length;
	}

	show(): void {
		this.open = true;
		this.#begin();
	}

	close(): void {
		this.open = false;
	}

	/** To another page: 1 on, -1 back. */
	turn(by: 1 | -1): void {
		this.#index = Math.min(this.steps.length, Math.max(1, this.number + by)) - 1;
		this.#begin();
	}

	stay(): void {
		this.stays = true;
	}

	/** A phrase of the page was pressed. */
	tryOut(name: string): void {
		const trial = this.step.trials[name];
		if (trial) {
			this.#page.apply(trial);
		}
	}

	/** To be called whenever something has happened. */
	look(): void {
		if (this.open && !this.done) {
			this.done = this.step.done(this.#happened());
		}
	}

	#begin(): void {
		const { settings, review, runs, isRunning } = this.#page;
		const finished = runs.filter((run) => !isRunning(run.id)).map((run) => run.id);
		this.#before = { settings, review, finished: new Set(finished) };
		this.done = false;
		this.stays = false;
	}

	#happened(): Happened {
		const { finished, settings, review } = this.#before;
		return {
			before: settings,
			runs: this.#page.runs.filter((run) => !finished.has(run.id)),
			review: this.#page.review,
			reviewBefore: review,
		};
	}
}
