import type { Look, Probe, Reach, Trace, TracedUnit } from '../../protocol/inside.ts';
import type { Cell } from '../settings/settings.ts';
import { reuseEqual } from '../reuse-equal.ts';
import { unitAtTimestep, type UnitAtTimestep } from './unit-at-timestep.ts';
import type { Learner } from './learners.ts';
import { cutAlike, InsideSelection, type ChosenUnit, type Subject } from './selection.svelte.ts';

/** A network that can be looked into. */
export interface Source {
	id: string;
	name: string;
	cell: Cell;
	/** A CSS colour. */
	colour: string;
	/** Informs its worker of what the page shows. */
	look(look: Look): void;
}

/** What there is to look at, as it is now. */
export interface Looked {
	/** The networks to look into. */
	sources(): Source[];
	/** Those that train or have trained last. */
	runs(): Source[];
	/** The same or, before the first run, those that would train. */
	learning(): Source[];
	/** Of these, the one that is drawn unrolled; null while it is out of sight. */
	drawn(): string | null;
	/** The typed review. */
	text(): string;
}

// What the page shows of the inside of networks: it asks the workers to compute it, and has their answers.
export class Inside {
	readonly view = new InsideSelection();
	/** Whether the pictures of the review are in sight; nothing is computed while they are not. */
	reviewSeen = $state(false);
	/** Whether the equations of a unit are opened. */
	unitSeen = $state(false);
	/** Whether the view of the running networks is in sight. */
	runsSeen = $state(false);

	#traces: Record<string, Trace> = $state.raw({});
	#units: Record<string, TracedUnit> = $state.raw({});
	#probes: Record<string, Probe> = $state.raw({});
	#reaches: Record<string, Reach> = $state.raw({});
	/** The review that the pictures show: the last one that all networks have read. */
	#shown = $state('');

	/** Those of now: a new trace makes its own network's anew, and no other. */
	readonly #subjects = new Map<string, Subject>();

	readonly #sources: () => Source[];
	readonly #runs: () => Source[];
	readonly #learning: () => Source[];
	readonly #drawn: () => string | null;
	readonly #text: () => string;

	constructor({ sources, runs, learning, drawn, text }: Looked) {
		this.#sources = sources;
		this.#runs = runs;
		this.#learning = learning;
		this.#drawn = drawn;
		this.#text = text;
	}

	subjects: Subject[] = $derived.by(() =>
		this.#text().trim() === ''
			? []
			: this.#sources().flatMap(({ id, name, cell, colour }): Subject[] => {
					const trace = this.#traces[id];
					return trace?.text === this.#shown ? [this.#subject({ id, name, cell, colour, trace })] : [];
				}).filter(({ trace }, _, [first]) => first && cutAlike(first.trace, trace)), // others have other columns
	);

	#subject(subject: Subject): Subject {
		const before = this.#subjects.get(subject.id);
		const kept = before?.trace === subject.trace && before.name === subject.name && before.colour === subject.colour;
		if (!kept) {
			this.#subjects.set(subject.id, subject);
		}
		return kept ? before : subject;
	}

	learners: Learner[] = $derived.by(() =>
		this.#runs().flatMap(({ id, name, colour }): Learner[] => {
			const probe = this.#probes[id];
			return probe ? [{ id, name, colour, probe, reach: this.#reaches[id] ?? null }] : [];
		}),
	);

	readonly #steadyUnit = reuseEqual<ChosenUnit>();
	#unit: ChosenUnit = $derived(this.#steadyUnit(this.view.unitAmong(this.subjects)));

	/** What the chosen unit does at the word that is lit up. */
	unitAtTimestep: UnitAtTimestep | null = $derived.by(() => {
		const place = this.#unit;
		const subject = this.subjects.find(({ id }) => id === place.subject);
		const traced = this.#units[place.subject];
		const layer = subject?.trace.layers[place.layer];
		const timestep = this.view.word === null ? null : subject?.trace.words[this.view.word]?.timestep;
		const same = traced?.layer === place.layer && traced.unit === place.unit && traced.word === this.view.word;
		if (!subject || !layer || timestep === null || timestep === undefined || !traced || !same) {
			return null;
		}
		const terms = traced.equations.gates.map((gate) => gate.terms);
		return unitAtTimestep(layer, timestep, place.unit, terms);
	});

	/** Informs the workers of what is shown now. To be called whenever it changes. */
	tellWorkers(): void {
		const { view } = this;
		const { subject, layer, unit } = this.#unit;
		const chosen = this.unitSeen && view.word !== null ? { layer, unit, word: view.word } : null;
		const runs = this.#runs();
		const isRun = (id: string) => this.runsSeen && runs.some((run) => run.id === id);
		const traced = this.#sources();
		const drawn = this.#drawn();
		for (const source of traced) {
			source.look({
				trace: this.reviewSeen,
				compare: this.reviewSeen && view.measure === 'leftOut',
				unit: this.reviewSeen && subject === source.id ? chosen : null,
				run: isRun(source.id),
				network: source.id === drawn,
				ofClass: view.ofClass,
			});
		}
		for (const learner of this.#learning().filter(({ id }) => !traced.some((source) => source.id === id))) {
			learner.look({ trace: false, compare: false, unit: null, run: isRun(learner.id), network: learner.id === drawn, ofClass: view.ofClass });
		}
	}

	receiveTrace(id: string, trace: Trace): void {
		const text = this.#text();
		if (trace.text !== text) {
			return; // of a review that has changed since
		}
		this.#traces = { ...this.#traces, [id]: trace };
		// Networks answer one after another: the pictures change when the last has, so that they do not jump.
		const read = (source: Source) => this.#traces[source.id]?.text === text;
		if (this.subjects.length === 0 || this.#sources().every(read)) {
			this.#shown = text;
			this.view.fit(trace.words.length);
		}
	}

	receiveProbe(id: string, probe: Probe): void {
		this.#probes = { ...this.#probes, [id]: probe };
	}

	receiveReach(id: string, reach: Reach): void {
		this.#reaches = { ...this.#reaches, [id]: reach };
	}

	/** A run takes the place of the one before: what was measured there is not of this one. */
	forgetRun(id: string): void {
		const { [id]: probe, ...probes } = this.#probes;
		const { [id]: reach, ...reaches } = this.#reaches;
		this.#probes = probes;
		this.#reaches = reaches;
	}

	receiveUnit(id: string, unit: TracedUnit): void {
		this.#units = { ...this.#units, [id]: unit };
	}
}
