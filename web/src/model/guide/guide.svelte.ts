import type { SettingTexts } from '../../protocol/types.ts';
import type { Hideable } from '../settings/lesson.svelte.ts';
import { guidePages, type GuidePage, type Happened, type SeenRun, type Trial } from './pages.ts';

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

	readonly #guided: Guided;
	readonly #shows: (name: Hideable) => boolean;
	#before: { settings: SettingTexts; review: string; finished: ReadonlySet<string> } = {
		settings: {},
		review: '',
		finished: new Set(),
	};

	/** `shows` says whether a lesson leaves a part of the page in sight. */
	constructor(page: Guided, shows: (name: Hideable) => boolean = () => true) {
		this.#guided = page;
		this.#shows = shows;
	}

	/** The pages that speak of nothing hidden: the first always does. */
	get pages(): readonly GuidePage[] {
		return guidePages.filter((page) => page.needs.every((name) => this.#shows(name)));
	}

	get page(): GuidePage {
		return this.pages[this.number - 1] as GuidePage;
	}

	/** From 1. */
	get number(): number {
		return Math.min(this.#index + 1, this.pages.length);
	}

	get isFirst(): boolean {
		return this.number === 1;
	}

	get isLast(): boolean {
		return this.number === this.pages.length;
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
		this.#index = Math.min(this.pages.length, Math.max(1, this.number + by)) - 1;
		this.#begin();
	}

	stay(): void {
		this.stays = true;
	}

	/** A phrase of the page was pressed. */
	tryOut(name: string): void {
		const trial = this.page.trials[name];
		if (trial) {
			this.#guided.apply(trial);
		}
	}

	/** To be called whenever something has happened. */
	look(): void {
		if (this.open && !this.done) {
			this.done = this.page.done(this.#happened());
		}
	}

	#begin(): void {
		const { settings, review, runs, isRunning } = this.#guided;
		const finished = runs.filter((run) => !isRunning(run.id)).map((run) => run.id);
		this.#before = { settings, review, finished: new Set(finished) };
		this.done = false;
		this.stays = false;
	}

	#happened(): Happened {
		const { finished, settings, review } = this.#before;
		return {
			before: settings,
			runs: this.#guided.runs.filter((run) => !finished.has(run.id)),
			review: this.#guided.review,
			reviewBefore: review,
		};
	}
}
