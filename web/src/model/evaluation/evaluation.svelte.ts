import type {
	Evaluated,
	EvaluatedModel,
	EvaluatedReviews,
	EvaluationAnswers,
	EvaluationCommand,
	EvaluationWorker,
	FromEvaluation,
	ReadReview,
	ReviewQuery,
	ThresholdFigures,
} from '../../protocol/evaluation.ts';
import type { Predictor } from '../../protocol/library.ts';
import type { Failed } from '../../protocol/requests.ts';
import type { Failure } from '../../protocol/types.ts';
import type { Page } from '../page.svelte.ts';
import { RequestFailure, Requests } from '../requests.ts';
import type { Run } from '../runs/run.svelte.ts';

/** A network that can be evaluated: one of the site, or a run that has ended. */
export type Network = { id: string } & ({ predictor: Predictor; run: null } | { run: Run; predictor: null });

/** Which reviews: those held out of the reviews of the page, the test reviews of the site, or a table. */
export type ReviewsKind = 'validation' | 'test' | 'table';

/** Reviews that are listed at once. */
const PAGE = 10;

const everyReview: ReviewQuery = { order: 'most-wrong', label: null, predicted: null, words: [0, Infinity], word: '', only: null, count: PAGE };

// Evaluations of the page's networks, by a worker of their own. Of two things that are asked one after another only the newest counts.
export class Evaluation {
	/** What is chosen to be evaluated. */
	network = $state('');
	kind: ReviewsKind = $state('test');
	file: File | null = $state.raw(null);
	/** The second network; '' for none. */
	second = $state('');

	/** What is on show, and of what it is. */
	evaluated: Evaluated | null = $state.raw(null);
	figures: ThresholdFigures | null = $state.raw(null);
	shown: { network: string; kind: ReviewsKind } | null = $state.raw(null);
	working = $state(false);
	comparing = $state(false);
	failure: Failure | null = $state.raw(null);
	/** Why there is no bag of words beside it. */
	bag: 'none' | 'training' | 'there' | 'impossible' = $state('none');

	query: ReviewQuery = $state.raw(everyReview);
	reviews: ReadReview[] = $state.raw([]);
	total = $state(0);

	readonly #page: Page;
	#worker: Promise<EvaluationWorker> | null = null;
	readonly #requests = new Requests<EvaluationCommand, FromEvaluation, EvaluationAnswers>((command, transfer) => {
		void this.#worker?.then((worker) => worker.postMessage(command, transfer));
	});
	/** Counts what was asked, so that late answers are dropped. */
	#asked = 0;
	#reading = 0;
	/** A threshold that waits for the one before. */
	#nextThreshold: number | null = null;
	#moving = false;

	constructor(page: Page) {
		this.#page = page;
	}

	/** The networks that there are, those of the site first. */
	get networks(): Network[] {
		const { library, runs } = this.#page;
		const shipped = library.predictors.filter(({ kind }) => kind === 'shipped');
		return [
			...shipped.map((predictor): Network => ({ id: predictor.id, predictor, run: null })),
			...runs.all.filter(({ model }) => model).map((run): Network => ({ id: run.id, run, predictor: null })),
		];
	}

	/** The one that is chosen or, before one is, the strongest of the site. */
	get chosen(): Network | null {
		const { networks } = this;
		const strongest = networks.toSorted((a, b) => (b.predictor?.test?.accuracy ?? 0) - (a.predictor?.test?.accuracy ?? 0))[0];
		return networks.find(({ id }) => id === this.network) ?? strongest ?? null;
	}

	/** Whether the site has test reviews in the language of the network; they are of two classes. */
	get testSize(): number | null {
		if (Number(this.chosen?.run?.settings.classes ?? 2) > 2) {
			return null;
		}
		const language = this.#languageOf(this.chosen);
		return this.#page.library.offered?.find((entry) => entry.language === language && entry.testSize)?.testSize ?? null;
	}

	#languageOf(network: Network | null) {
		return network?.predictor?.language ?? this.#page.library.entry?.language ?? this.#page.language;
	}

	/** The kind that is chosen, as far as there is such. */
	get reviewsKind(): ReviewsKind {
		return this.kind === 'test' && this.testSize === null ? 'validation' : this.kind;
	}

	get ready(): boolean {
		return this.chosen !== null && (this.reviewsKind !== 'table' || this.file !== null) && (this.reviewsKind !== 'validation' || this.#page.library.corpus !== null);
	}

	async #ask<Type extends EvaluationCommand['type']>(command: Extract<EvaluationCommand, { type: Type }>) {
		this.#worker ??= this.#start();
		return this.#requests.ask<Type>(command);
	}

	async #start(): Promise<EvaluationWorker> {
		const worker = await this.#page.createEvaluationWorker();
		worker.onmessage = ({ data }) => {
			if (!this.#requests.receive(data)) {
				this.#crash((data as Failed).failure);
			}
		};
		worker.onerror = (event) => this.#crash({ kind: 'crashed', message: event.message ?? 'worker' });
		return worker;
	}

	/** The next request starts another worker. */
	#crash(failure: Failure): void {
		void this.#worker?.then((worker) => worker.terminate());
		this.#worker = null;
		this.evaluated = null;
		this.#requests.close(failure);
	}

	async #modelOf(network: Network): Promise<EvaluatedModel> {
		return network.predictor ? { path: network.predictor.id } : { file: await network.run.model!.arrayBuffer() };
	}

	#reviewsOf(network: Network): EvaluatedReviews | null {
		const kind = this.reviewsKind;
		if (kind === 'table') {
			return this.file && { kind, file: this.file };
		}
		const corpus = this.#page.library.file();
		return kind === 'test' ? { kind, language: this.#languageOf(network) } : corpus && { kind, corpus };
	}

	/** Evaluates the chosen network, and then asks for what belongs to it. */
	async evaluate(): Promise<void> {
		const [network, asked] = [this.chosen, ++this.#asked];
		const reviews = network && this.#reviewsOf(network);
		if (!network || !reviews) {
			return;
		}
		this.working = true;
		this.failure = null;
		try {
			const model = await this.#modelOf(network);
			const { evaluated } = await this.#ask({ type: 'evaluate', model, reviews, threshold: 0.5 });
			if (asked === this.#asked) {
				this.evaluated = evaluated;
				this.figures = evaluated.figures;
				this.shown = { network: network.id, kind: this.reviewsKind };
				this.query = { ...everyReview, order: this.query.order, word: this.query.word };
				this.bag = 'none';
				this.working = false;
				await this.read();
				await this.#train(asked);
				await this.compare();
			}
		} catch (error) {
			this.#fail(error, asked);
		}
	}

	#fail(error: unknown, asked: number): void {
		if (asked === this.#asked) {
			this.working = this.comparing = false;
			this.failure = error instanceof RequestFailure ? error.failure : { kind: 'unexpected', message: String(error) };
		}
	}

	/** A bag of words of the reviews that the page has; where the network was trained on others it is left out. */
	async #train(asked: number): Promise<void> {
		const corpus = this.#page.library.file();
		if (!corpus) {
			this.bag = 'impossible';
			return;
		}
		this.bag = 'training';
		const figures = await this.#ask({ type: 'bag', corpus }).then((answer) => answer.figures, () => null);
		if (asked === this.#asked) {
			this.bag = figures ? 'there' : 'impossible';
			this.figures = figures ?? this.figures;
		}
	}

	/** Compares with the second network that is chosen, or with none. */
	async compare(): Promise<void> {
		const asked = this.#asked;
		const second = this.networks.find(({ id }) => id === this.second);
		if (!this.evaluated || (!second && !this.figures?.against)) {
			return;
		}
		this.comparing = true;
		this.failure = null;
		try {
			const { figures } = await this.#ask({ type: 'against', model: second ? await this.#modelOf(second) : null });
			if (asked === this.#asked) {
				this.figures = figures;
				this.comparing = false;
				await this.read({ only: second ? this.query.only : null });
			}
		} catch (error) {
			this.#fail(error, asked);
		}
	}

	/** Everything that depends on the threshold follows it; of several in a row the last one counts. */
	async moveThreshold(threshold: number): Promise<void> {
		this.#nextThreshold = threshold;
		if (this.#moving) {
			return;
		}
		this.#moving = true;
		const asked = this.#asked;
		try {
			while (this.#nextThreshold !== null && this.evaluated) {
				const wanted = this.#nextThreshold;
				this.#nextThreshold = null;
				const { figures } = await this.#ask({ type: 'threshold', threshold: wanted });
				this.figures = asked === this.#asked ? figures : this.figures;
			}
			await this.read();
		} catch (error) {
			this.#fail(error, asked);
		} finally {
			this.#moving = false;
		}
	}

	/** Lists reviews by what is wanted of them. */
	async read(change: Partial<ReviewQuery> = {}): Promise<void> {
		const reading = ++this.#reading;
		const asked = this.#asked;
		this.query = { ...this.query, count: PAGE, ...change };
		try {
			const { reviews, total } = await this.#ask({ type: 'reviews', query: this.query });
			if (reading === this.#reading) {
				this.reviews = reviews;
				this.total = total;
			}
		} catch (error) {
			this.#fail(error, asked);
		}
	}

	more(): Promise<void> {
		return this.read({ count: this.query.count + PAGE });
	}
}

const evaluations = new WeakMap<Page, Evaluation>();

/** That of a page, which stays while another of its parts is open. */
export function evaluationOf(page: Page): Evaluation {
	const evaluation = evaluations.get(page) ?? new Evaluation(page);
	evaluations.set(page, evaluation);
	return evaluation;
}
