import type { EvaluationWorker } from '../protocol/evaluation.ts';
import type { Predictor } from '../protocol/library.ts';
import type { Until } from '../protocol/training.ts';
import type { Extremes, Failure, SettingTexts } from '../protocol/types.ts';
import { en, type Text } from '../i18n/en.ts';
import { loadText } from '../i18n/load.ts';
import { Chapter } from './chapter/chapter.svelte.ts';
import { stageOf } from './chapter/stage.ts';
import { changesBetween, differenceOf, type Change } from './settings/difference.ts';
import { Form } from './settings/form.svelte.ts';
import type { Language } from '../i18n/format.ts';
import { Guide } from './guide/guide.svelte.ts';
import { guidedPage } from './guide/guided-page.ts';
import type { Trial } from './guide/pages.ts';
import { Inside, type Source } from './inside/inside.svelte.ts';
import { Unrolled } from './network/unrolled.svelte.ts';
import { predictorSources, trainingSources } from './inside/sources.ts';
import { Persistence } from '../storage/persistence.svelte.ts';
import { RunSaver } from './runs/run-saver.ts';
import type { TrainingWorker } from './runs/training-client.svelte.ts';
import { Library, type LibraryWorker } from './library/library.svelte.ts';
import { Lesson } from './settings/lesson.svelte.ts';
import { PageLink } from './page-link.svelte.ts';
import { Offline } from '../offline/offline.svelte.ts';
import { Parts } from './settings/parts.svelte.ts';
import { Presentation } from './present/presentation.svelte.ts';
import { Race, type Phase } from './runs/race.svelte.ts';
import { outcomeOf } from './runs/race-outcome.ts';
import { runId } from './runs/restore.ts';
import { Comparison } from './runs/comparison.svelte.ts';
import { Removal } from './runs/removal.svelte.ts';
import { Resumption } from './runs/resumption.svelte.ts';
import type { StoredRun } from './runs/stored-run.ts';
import { Review } from './review/review.svelte.ts';
import { Run } from './runs/run.svelte.ts';
import { Runs } from './runs/runs.svelte.ts';
import { cellsOf, type Cell } from './settings/settings.ts';
import { coalesced } from '../timing/throttle.ts';

/** What the page needs of the browser. */
export interface Surroundings {
	createTrainingWorker(): TrainingWorker;
	createLibraryWorker(): LibraryWorker;
	/** Fetched when a network is to be evaluated; a page without it evaluates none. */
	createEvaluationWorker?: () => Promise<EvaluationWorker>;
	/** That the training workers share; 1 where an engine may not use several. */
	processors: number;
	/** Another one for every visit to the page. */
	visit: string;
	/** Calls back before the page is drawn next. */
	nextFrame(task: () => void): void;
}

/** Milliseconds between two times that the page shows what has happened while it trains. */
const NEWS_INTERVAL = 80;

export type PageState = 'loading' | 'broken' | Phase;

// Everything that the components show, and everything that they can do. It puts the parts together, talks with the
// workers through them, and knows nothing of elements.
export class Page {
	language: Language = $state('en');
	text: Text = $state.raw(en);
	failure: Failure | null = $state.raw(null);

	readonly library: Library;
	readonly runSaver: RunSaver;
	readonly offline = new Offline();
	readonly persistence = new Persistence();
	readonly runs = new Runs((run) => this.runSaver.forget(run));
	readonly removal: Removal;
	readonly comparison: Comparison;
	readonly race: Race;
	readonly resumption: Resumption;
	readonly form: Form;
	readonly review: Review;
	readonly inside: Inside;
	readonly unrolled: Unrolled;
	readonly chapter: Chapter;
	readonly guide: Guide;

	/** What the page leaves out, for a lesson. */
	readonly lesson = new Lesson();
	/** The one of its parts that the page shows below the first screen. */
	readonly parts = new Parts(this.lesson);
	readonly presentation = new Presentation();
	/** The link that it was opened by. */
	readonly link = new PageLink(this);

	readonly createTrainingWorker: Surroundings['createTrainingWorker'];
	readonly #around: Surroundings;
	/** The run whose removal can be undone was used for predictions. */
	#removedPredictor = false;
	/** Runs with news that are not on show yet. */
	readonly #withNews = new Set<Run>();
	readonly #showSoon: () => void;
	/** Of the requests for a language, the last. */
	#wanted: Language = $state('en');

	constructor(around: Surroundings) {
		this.#around = around;
		this.createTrainingWorker = around.createTrainingWorker;
		// However often the workers report something, the page changes for all of them at once, a dozen times a second, and not
		// at all where nobody sees it: the frames between are left to whatever the user does.
		this.#showSoon = coalesced(NEWS_INTERVAL, () => this.#showNews(), around.nextFrame);
		this.library = new Library(around.createLibraryWorker, {
			engineStarted: () => this.library.trains && this.race.wake(), // the first prediction does not wait for those who train
			corpusLeft: () => {
				this.race.clients.forEach((client) => client.leaveCorpus());
				this.form.fit(null);
			},
			corpusArrived: () => {
				this.race.clients.forEach((client) => client.openCorpus());
				void this.resumption.goOn();
			},
			storedRuns: (records) => void this.resumption.restore(records as StoredRun[]),
			isTraining: () => this.race.isOn,
			imported: () => void this.persistence.ask().then(() => this.persistence.look()),
			predicted: (text, results) => this.review.receiveResults(text, results),
			trace: (predictor, trace) => this.inside.receiveTrace(predictor, trace),
			unit: (predictor, unit) => this.inside.receiveUnit(predictor, unit),
			failed: (failure) => (this.failure = failure),
		});
		this.runSaver = new RunSaver(this.library);
		this.removal = new Removal({
			removed: (run) => {
				this.#removedPredictor = this.#predicts(run.id);
				if (this.#removedPredictor) {
					this.library.removePredictor(run.id);
				}
				this.runs.remove(run);
				this.runChanged(run);
			},
			restored: (run) => {
				this.runs.add(run);
				this.runChanged(run);
				if (this.#removedPredictor) {
					void this.#addPredictor(run);
				}
			},
			forgotten: (run) => this.runSaver.forget(run),
		});
		this.comparison = new Comparison(this.runs, {
			predicts: (id) => this.#predicts(id),
			add: (run) => void this.#addPredictor(run),
			remove: (id) => this.library.removePredictor(id),
		});
		this.race = new Race(around.createTrainingWorker, around.processors, {
			corpusFile: () => this.library.file(),
			opened: (client, corpus) => {
				this.library.corpus = corpus;
				this.form.fit(corpus);
				if (this.link.metOtherReviews()) {
					this.failure = { kind: 'other-reviews' };
				}
				client.prepare(this.form.settingsOf(client.cell));
				client.review(this.review.text);
			},
			prepared: (client, look) => this.form.receive(client.cell, look),
			starting: (run) => {
				run.settings = this.form.fitted(run.settings);
				run.corpus = this.library.digest || null;
				run.difference = differenceOf(run, this.runs.before(run).filter(({ origin }) => origin === null));
			},
			started: (run) => {
				this.inside.forgetRun(run.cell);
				this.runSaver.begin(run, this.library.chosen);
			},
			notStarted: (run, failure) => this.#notStarted(run, failure),
			changed: (client, run) => this.runSaver.changed(run, client),
			news: (run) => {
				this.#withNews.add(run);
				this.#showSoon();
			},
			prediction: (client, prediction) => this.review.receive(client.cell, prediction),
			trace: (client, trace) => this.inside.receiveTrace(client.cell, trace),
			unit: (client, unit) => this.inside.receiveUnit(client.cell, unit),
			probe: (client, probe) => this.inside.receiveProbe(client.cell, probe),
			reach: (client, reach) => this.inside.receiveReach(client.cell, reach),
			pass: (client, pass) => this.unrolled.receive(client.cell, pass),
			failed: (failure) => (this.failure = failure),
		});
		this.resumption = new Resumption(this, {
			wanted: () => !this.link.offersRun,
			use: (settings, cells) => this.useSettings(settings, cells),
			failed: (failure) => (this.failure = failure),
		});
		this.form = new Form((cell, settings) => this.race.clientOf(cell)?.prepare(settings));
		this.review = new Review(
			(text) => {
				this.library.review(text, this.review.language);
				for (const client of this.race.clients) {
					client.review(text);
				}
			},
			() => this.#wanted,
		);
		this.unrolled = new Unrolled(
			() => (this.race.runs.length > 0 ? this.race.runs.map((run) => run.cell) : this.form.cells),
			// The best of a race that has ended; before, the first that still trains.
			() => (outcomeOf(this.race.runs)?.best ?? this.race.runs.find(({ activity }) => activity !== 'finished'))?.cell ?? null,
		);
		this.inside = new Inside({
			sources: () => this.#insides(),
			runs: () => (this.race.current.length > 0 ? this.#learning() : []),
			learning: () => this.#learning(),
			drawn: () => (this.unrolled.seen ? this.unrolled.cell : null),
			text: () => this.review.text,
		});
		const isFree = () => !this.race.isOn && this.race.phase !== 'queued';
		const begin = (settings: SettingTexts) => this.tryOut({ settings, start: true });
		this.chapter = new Chapter(stageOf(this.runs, isFree, begin));
		this.guide = new Guide(guidedPage(this.form, this.review, this.runs, (trial) => this.tryOut(trial)), (name) => this.lesson.shows(name));
	}

	/** The networks to look into: those that race; before, those that came with the page, or that the form's cells would make. */
	#insides(): Source[] {
		const { cells: names } = this.text.settings;
		if (this.race.current.length === 0 && this.library.predictors.length > 0) {
			return predictorSources(this.library.predictors, names, (predictor, look) => this.library.look(predictor, look));
		}
		return this.#learning();
	}

	/** The cells that race or, before the first race, that are chosen. */
	#learningCells(): Cell[] {
		const { current } = this.race;
		return current.length > 0 ? current.map((run) => run.cell) : this.form.cells;
	}

	#learning(): Source[] {
		return trainingSources(this.race.clients, this.#learningCells(), this.text.settings.cells);
	}

	// A run that could not begin was never more than an entry in the list; one of an earlier visit ends where it stood.
	#notStarted(run: Run, failure: Failure | null): void {
		run.fail(failure);
		if (run.progress) {
			this.runSaver.changed(run, null);
		} else {
			this.runs.remove(run);
		}
		this.failure = failure ?? this.failure;
	}

	/** Removes a run that has ended; that can be undone for a while. */
	removeRun(run: Run): void {
		if (run.activity === 'finished') {
			this.removal.remove(run);
		}
	}

	/** The network of an ended run classifies typed reviews, in front of all others; or no longer does. */
	togglePredictor(run: Run): void {
		if (this.#predicts(run.id)) {
			this.library.removePredictor(run.id);
			this.review.front = this.review.front === run.id ? null : this.review.front;
		} else {
			void this.#addPredictor(run);
			this.review.front = run.id;
		}
	}

	#predicts(id: string): boolean {
		return this.library.predictors.some((predictor) => predictor.id === id);
	}

	async #addPredictor(run: Run): Promise<void> {
		const model = await run.model?.arrayBuffer();
		if (model) {
			this.library.addPredictor(run.id, model);
		}
	}

	/** The name or the look of a run has changed. */
	runChanged(run: Run): void {
		this.runSaver.changed(run, this.race.clientWith(run));
	}

	#showNews(): void {
		for (const run of this.#withNews) {
			run.show();
		}
		this.#withNews.clear();
	}

	/**
	 * What is rare among the reviews that a predictor was trained on or, without one, the first of the race; null where that is not
	 * known.
	 */
	extremesOf(predictor: Predictor | null): Extremes | null {
		const run = predictor ? this.runs.all.find(({ id }) => id === predictor.id) : this.race.current[0];
		const extremes = predictor?.extremes ?? run?.network?.extremes;
		// A run that an older version of the page stored does not say.
		const offered = run?.corpus === this.library.digest ? this.form.networks[0]?.network.extremes : null;
		return extremes ?? (run && offered ? { ...offered, known: 0 } : null);
	}

	get state(): PageState {
		const { phase, clients } = this.race;
		if (this.library.failure || clients.some((client) => client.broken)) {
			return 'broken';
		}
		if (phase === 'running' || phase === 'paused' || phase === 'queued') {
			return phase;
		}
		return this.library.corpus && this.resumption.waiting.length === 0 ? phase : 'loading';
	}

	/** How the settings in the form, and the cells, differ from those of the race on show; null before the first. */
	get changed(): { changes: Change[]; cells: boolean } | null {
		const [run, ...others] = this.race.current;
		if (!run) {
			return null;
		}
		const { settings, cells } = this.form;
		const racing = [run, ...others].map((racer) => racer.cell);
		return {
			changes: changesBetween({ ...run.settings, cell: '' }, { ...settings, cell: '' }),
			cells: racing.join() !== cells.join(),
		};
	}

	/** Nothing works until the workers have started once more or, before a race, their files can be had after all. */
	get needsLoading(): boolean {
		const kind = this.failure?.kind;
		return this.state === 'broken' || (!this.race.isOn && (kind === 'engine-missing' || kind === 'unreachable'));
	}

	/** The worker that evaluates networks. */
	createEvaluationWorker(): Promise<EvaluationWorker> {
		return this.#around.createEvaluationWorker?.() ?? Promise.reject(new Error('this page evaluates nothing'));
	}

	/** Starts the workers, also once more after something failed. */
	load(): void {
		if (this.needsLoading) {
			this.failure = null;
		}
		this.race.close();
		this.review.forget();
		this.race.need(this.form.cells);
		this.library.open();
		this.library.review(this.review.text, this.review.language);
		void this.persistence.look();
	}

	/** In another language; where its texts cannot be had, the page stays as it is. */
	async setLanguage(language: Language): Promise<void> {
		this.#wanted = language;
		const text = await loadText(language).catch(() => null);
		if (text && this.#wanted === language) {
			this.language = language;
			this.text = text;
			this.review.predictAgain();
		}
	}

	chooseCells(cells: Cell[]): void {
		this.race.need(cells);
		this.form.chooseCells(cells);
	}

	useSettings(settings: SettingTexts, cells: Cell[] = cellsOf(settings)): void {
		this.race.need(cells);
		this.form.use(settings, cells);
	}

	/** Does what a phrase of a text offers. What is said of its settings was measured with English reviews. */
	tryOut({ settings, cells, start, review }: Trial): void {
		if (settings) {
			this.library.useEnglish();
			this.useSettings(settings, cells);
		} else if (cells) {
			this.chooseCells(cells);
		}
		if (review !== undefined) {
			this.review.set(review[this.library.entry?.language ?? 'en']);
		}
		if (start) {
			this.start('end');
		}
	}

	/**
	 * Begins a race of the form's cells, or of the runs that `begun` makes, with the weights of a model file; where the reviews are still on their
	 * way, its runs wait for them.
	 */
	start(until: Until, begun?: (number: number) => Run[], model?: ArrayBuffer): void {
		if (this.library.failure) {
			this.load();
		}
		this.failure = null;
		this.resumption.giveUp();
		this.link.offersRun = false;
		this.withdraw();
		this.comparison.close();
		this.review.front = null; // the new runs are in front
		const number = this.race.number + 1;
		const runs = begun?.(number) ?? this.form.cells.map((cell) => this.newRun(number, this.form.settingsOf(cell)));
		runs.forEach((run) => this.runs.add(run));
		this.race.start(runs, until, model);
	}

	/** `race` distinguishes it from the other runs of its cell. */
	newRun(number: number, settings: SettingTexts, race: number | string = number): Run {
		return new Run({ id: runId(settings.cell ?? '', race, this.#around.visit), number, settings });
	}

	/** The runs that wait for their reviews are not to begin. */
	withdraw(): void {
		this.race.withdraw().forEach((run) => this.#notStarted(run, null));
	}

	/** Goes on with the race on show, or begins the first one. */
	step(until: Until): void {
		if (this.race.phase === 'paused') {
			this.failure = null;
			this.race.continue(until);
		} else {
			this.start(until);
		}
	}
}
