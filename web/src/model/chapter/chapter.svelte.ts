import type { SettingTexts } from '../../protocol/types.ts';
import type { Run } from '../runs/run.svelte.ts';
import { presets, sameSettings } from '../settings/settings.ts';
import { recordedRuns, runsOf, type Edition, type RunName } from '../settings/recorded-runs.ts';
import { firstEdition } from '../../storage/preferences.ts';

/** What the chapter needs of the page. */
export interface Stage {
	readonly runs: readonly Run[];
	/** Nothing is training and nothing is paused. */
	readonly free: boolean;
	/** Takes the settings into the form and begins a run with them. */
	begin(settings: SettingTexts): void;
}

// The six runs of the textbook's chapter, in either edition: one at a time, or all in turn.
export class Chapter {
	/** The edition whose runs are shown. */
	edition: Edition = $state(firstEdition());
	runs = $derived(runsOf(this.edition));
	/** What is still to be run, in order; the first as soon as the page is free. */
	queue: RunName[] = $state.raw([]);
	/** The run that was begun last from here. */
	begun: RunName | null = $state.raw(null);

	readonly #stage: Stage;
	/** What runOf() returned for `begun` before it began: its run is another one. */
	#before: Run | null = null;

	constructor(stage: Stage) {
		this.#stage = stage;
	}

	/** The latest run of the page that had the settings of one of the chapter's; null where there is none. */
	runOf(name: RunName): Run | null {
		return this.runWith(presets[name]);
	}

	/** The same of other settings, of one of the networks in PyTorch. */
	runWith(settings: SettingTexts): Run | null {
		return this.#stage.runs.findLast((run) => sameSettings(run.settings, settings)) ?? null;
	}

	/** Shows the edition that a link names or, where it names none, the one that its settings are from. */
	open({ edition, settings }: { edition: Edition | null; settings: SettingTexts }): void {
		const named = recordedRuns.find(({ name }) => sameSettings(settings, presets[name]));
		this.edition = edition ?? named?.edition ?? this.edition;
	}

	/** Begins one run, in place of whatever is going on. */
	begin(name: RunName): void {
		this.queue = [];
		this.#next(name);
	}

	/** Begins a run with other settings, in place of whatever is going on. */
	beginWith(settings: SettingTexts): void {
		this.queue = [];
		this.begun = null;
		this.#stage.begin(settings);
	}

	/** All six of the edition, from the first. */
	beginAll(): void {
		const [first, ...others] = this.runs.map((run) => run.name);
		if (first) {
			this.queue = others;
			this.#next(first);
		}
	}

	/** The run that is going on is the last of the row. */
	endRow(): void {
		this.queue = [];
	}

	/** To be called whenever something may have ended: begins the next of the row where the page is free. */
	goOn(): void {
		const [next, ...others] = this.queue;
		const last = this.begun && this.runOf(this.begun);
		if (!next || !this.#stage.free || last === this.#before || last?.activity !== 'finished') {
			return;
		}
		// A run that its reader stopped ends the row: it would be odd if another one began at once.
		if (last.cutShort) {
			this.endRow();
			return;
		}
		this.queue = others;
		this.#next(next);
	}

	#next(name: RunName): void {
		this.begun = name;
		this.#before = this.runOf(name);
		this.#stage.begin(presets[name]);
	}
}
