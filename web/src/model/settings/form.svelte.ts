import type { CorpusInfo, Failure, Network, SettingTexts } from '../../protocol/types.ts';
import { fittedTo } from './fitted.ts';
import { cellsOf, cellsOfPreset, pageDefaults, presetOf, sameSettings, type Cell, type PresetName } from './settings.ts';

/** Milliseconds without a key before the settings are looked at. */
const PREPARE_DELAY = 150;

/** What a worker said of the settings for one cell. */
interface Look {
	settings: SettingTexts;
	failures: Failure[];
	network: Network | null;
}

// The settings in the form, for each of the chosen cells, and what the engine says of them.
export class Form {
	/** By the engine's names. `cell` is the first of the chosen ones. */
	settings: SettingTexts = $state({ ...pageDefaults, cell: cellsOfPreset('quick')[0] ?? '' });
	/** At least one, in the page's order. */
	cells: Cell[] = $state(cellsOfPreset('quick'));

	#looks: Partial<Record<Cell, Look>> = $state.raw({});
	readonly #prepare: (cell: Cell, settings: SettingTexts) => void;
	#corpus: CorpusInfo | null = null;
	/** What was wanted, where the reviews at hand do not allow it. */
	#wanted: SettingTexts = $state.raw({});
	#timer: ReturnType<typeof setTimeout> | undefined;

	/** `prepare` has a worker look at settings; its answer goes to receive(). */
	constructor(prepare: (cell: Cell, settings: SettingTexts) => void) {
		this.#prepare = prepare;
	}

	/** Distinguishes two states of the form. */
	get key(): string {
		return JSON.stringify([this.settings, this.cells]);
	}

	settingsOf(cell: Cell): SettingTexts {
		return { ...$state.snapshot(this.settings), cell };
	}

	/** The answers on the current settings, for each cell that has one. */
	#current: [Cell, Look][] = $derived(
		this.cells.flatMap((cell): [Cell, Look][] => {
			const look = this.#looks[cell];
			return look && sameSettings(look.settings, { ...this.settings, cell }) ? [[cell, look]] : [];
		}),
	);

	/** The workers have checked the current settings. */
	isCurrent: boolean = $derived(this.#current.length === this.cells.length);

	/** The networks that were made last, for the chosen cells; those of older settings until the new ones are there. */
	networks: { cell: Cell; network: Network }[] = $derived(
		this.cells.flatMap((cell) => {
			const network = this.#looks[cell]?.network;
			return network ? [{ cell, network }] : [];
		}),
	);

	/** What is wrong with the settings, each thing once. */
	failures: Failure[] = $derived.by(() => {
		const all = this.cells.flatMap((cell) => this.#looks[cell]?.failures ?? []);
		const key = (failure: Failure) => JSON.stringify(failure);
		return [...new Map(all.map((failure) => [key(failure), failure])).values()];
	});

	/** What is wrong with one setting, or null. */
	failureOf(name: string): Failure | null {
		const concerns = (failure: Failure) => failure.kind === 'engine' && failure.subject === name;
		return this.failures.find(concerns) ?? null;
	}

	/** The preset that is in the form, if any, as far as the reviews at hand allow it. */
	preset: PresetName | null = $derived(presetOf(this.wanted, this.cells));

	set(name: string, value: string): void {
		const { [name]: _, ...wanted } = this.#wanted;
		this.#wanted = wanted;
		this.settings = { ...this.settings, [name]: value };
		this.#lookLater();
	}

	/** Takes all settings, and as cells the one that they name. */
	use(settings: SettingTexts, cells: Cell[] = cellsOf(settings)): void {
		this.#take(settings);
		this.chooseCells(cells);
	}

	/** The reviews to train on are others, or are left for others: what was wanted counts again, as far as they allow it. */
	fit(corpus: CorpusInfo | null): void {
		const before = this.settings;
		this.#corpus = corpus;
		this.#take(this.wanted);
		if (!sameSettings(before, this.settings)) {
			this.#lookLater();
		}
	}

	/** Settings as the reviews at hand allow them. */
	fitted(settings: SettingTexts): SettingTexts {
		return fittedTo(this.#corpus, settings);
	}

	/** The settings as they were wanted: what was fitted to the reviews at hand is undone. */
	get wanted(): SettingTexts {
		return { ...this.settings, ...this.#wanted };
	}

	#take(settings: SettingTexts): void {
		this.settings = this.fitted(settings);
		this.#wanted = Object.fromEntries(Object.entries(settings).filter(([name, value]) => this.settings[name] !== value));
	}

	/** An empty choice changes nothing. */
	chooseCells(cells: Cell[]): void {
		const [first] = cells;
		if (first) {
			this.cells = cells;
			this.settings = { ...this.settings, cell: first };
			this.#lookLater();
		}
	}

	#lookLater(): void {
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => this.look(), PREPARE_DELAY);
	}

	/** Has the workers look at the settings now. */
	look(): void {
		for (const cell of this.cells) {
			this.#prepare(cell, this.settingsOf(cell));
		}
	}

	receive(cell: Cell, look: Look): void {
		if (sameSettings(look.settings, this.settingsOf(cell))) {
			this.#looks = { ...this.#looks, [cell]: look };
		}
	}
}
