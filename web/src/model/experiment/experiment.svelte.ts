import type { StoredResult } from '../../storage/experiment-store.ts';
import type { StoredRecord } from '../../storage/storage.ts';
import { groupsOf, type Group } from './groups.ts';
import { planOf, runKey, runsOf, variedIn, type Plan } from './plan.ts';
import { allSettings, isResultLine, settingsInLine, type ResultLine } from './result-line.ts';
import { hasShape, isListOf, isNumber, isNullOr, isText, isRecordOf, type Check } from '../../storage/shape.ts';
import type { SettingTexts } from '../../protocol/types.ts';
import type { EndedRun } from './run-worker.ts';

/** As it is stored; its results are records beside it. */
export interface StoredExperiment extends StoredRecord {
	/** null where it was read from a file whose runs make no grid: it cannot be continued. */
	plan: Plan | null;
	/** The digest of the reviews, and under which id the library has them; '' of a file. */
	corpus: string;
	corpusId: string;
	/** The name of the file that it was read from; '' where it began here. */
	file: string;
	/** When it began, in milliseconds since 1970. */
	time: number;
	/** How many runs it has. */
	runs: number;
}

export interface StoredLine extends StoredResult {
	line: ResultLine;
	/** Milliseconds of computing; 0 where that is not known. */
	busy: number;
}

const isPlan = hasShape({ base: isRecordOf(isText), seeds: isNumber, varied: isListOf(hasShape({ name: isText, values: isListOf(isText) })) });
export const isStoredExperiment: Check = hasShape({ id: isText, plan: isNullOr(isPlan), corpus: isText, corpusId: isText, file: isText, time: isNumber, runs: isNumber });
const isStoredLine: Check = hasShape({ run: isNumber, line: isResultLine, busy: isNumber });

export type ExperimentState =
	| 'resting' // no run of it is under way: it has ended, or waits to be continued
	| 'running'
	| 'paused'
	| 'waiting' // the runs on the first screen come first
	| 'elsewhere'; // another tab makes its runs

// An experiment as the page sees it: its plan, and the runs that have ended.
export class Experiment {
	readonly record: StoredExperiment;
	/** The settings of each run; empty where there is no plan. */
	readonly settings: readonly SettingTexts[];
	/** The names of what is varied. */
	varied: string[] = $state.raw([]);
	state: ExperimentState = $state('resting');
	/** Of each run, by its place. What is added is on show once it is published. */
	readonly #lines: (ResultLine | undefined)[] = [];
	readonly #busy: number[] = [];
	#version = $state(0);

	constructor(record: StoredExperiment, stored: readonly StoredResult[] = []) {
		this.record = record;
		this.settings = record.plan ? runsOf(record.plan) : [];
		for (const result of stored.filter(isStoredLine) as StoredLine[]) {
			this.#lines[result.run] = result.line;
			this.#busy[result.run] = result.busy;
		}
		this.varied = record.plan?.varied.map(({ name }) => name) ?? variedIn(this.lines).map(({ name }) => name);
	}

	/** Those that there are. */
	get lines(): ResultLine[] {
		void this.#version;
		return this.#lines.filter((line) => line !== undefined);
	}

	get done(): number {
		return this.lines.length;
	}

	/** Some runs are missing, and it is known which. */
	get isOpen(): boolean {
		return this.record.plan !== null && this.done < this.record.runs;
	}

	groups: Group[] = $derived.by(() => groupsOf(this.lines, this.varied));

	/** The places of the runs that are missing. */
	missing(): number[] {
		return this.settings.map((_, run) => run).filter((run) => this.#lines[run] === undefined);
	}

	/** Of the runs with the settings of this one but for their seeds, the milliseconds that they took on average; null where none has ended. */
	timeLike(run: number): number | null {
		const seeds = this.record.plan?.seeds ?? 1;
		const first = run - (run % seeds);
		const known = this.#busy.slice(first, first + seeds).filter((time) => time > 0);
		return known.length > 0 ? known.reduce((sum, time) => sum + time, 0) / known.length : null;
	}

	/** Takes what a run came to, and returns it as it is stored. */
	add(run: number, ended: EndedRun): StoredLine {
		const result = { experiment: this.record.id, run, line: lineOf(ended, this.record.corpus, this.varied), busy: ended.last.busy };
		this.#lines[run] = result.line;
		this.#busy[run] = result.busy;
		return result;
	}

	publish(): void {
		this.#version++;
	}
}

/** What a run came to, as `unroll sweep` writes it. */
function lineOf({ settings, network, last, epochs, failure }: EndedRun, corpus: string, varied: readonly string[]): ResultLine {
	const { bestEpoch, stoppedEarly } = last.progress;
	const best = epochs[bestEpoch - 1];
	const finite = (value: number) => (Number.isFinite(value) ? value : null);
	const history = {
		loss: epochs.map(({ loss }) => finite(loss)),
		accuracy: epochs.map(({ accuracy }) => finite(accuracy)),
		val_loss: epochs.map(({ valLoss }) => finite(valLoss)),
		val_accuracy: epochs.map(({ valAccuracy }) => finite(valAccuracy)),
	};
	return {
		corpus,
		settings: settingsInLine(settings, varied),
		parameters: network.layers.reduce((sum, { parameters }) => sum + parameters, 0),
		...(failure || !best
			? { failed: failure && 'message' in failure ? failure.message : (failure?.kind ?? 'stopped') }
			: { best_epoch: bestEpoch, val_loss: best.valLoss, val_accuracy: best.valAccuracy, stopped_early: stoppedEarly, sha256: last.fingerprint ?? '' }),
		...(epochs.length > 0 && { history }),
	};
}

/** The experiments that a file of lines has: one for each corpus. */
export function experimentsIn(lines: readonly ResultLine[], file: string, time: number): { record: StoredExperiment; results: StoredLine[] }[] {
	const corpora = [...new Set(lines.map(({ corpus }) => corpus))];
	return corpora.map((corpus) => {
		const its = [...new Map(lines.filter((line) => line.corpus === corpus).map((line) => [runKey(allSettings(line)), line])).values()];
		const plan = planOf(its);
		const places = new Map(plan ? runsOf(plan).map((settings, run) => [runKey(settings), run]) : its.map((line, run) => [runKey(allSettings(line)), run]));
		const id = `${time}/${file}/${corpus.slice(0, 12)}`;
		return {
			record: { id, plan, corpus, corpusId: '', file, time, runs: places.size },
			results: its.map((line) => ({ experiment: id, run: places.get(runKey(allSettings(line))) ?? -1, line, busy: 0 })),
		};
	});
}
