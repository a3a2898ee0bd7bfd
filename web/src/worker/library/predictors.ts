import type { Engine } from '../../engine/engine.ts';
import type { Model } from '../../engine/model.ts';
import { Trace, type ReviewTrace } from '../../engine/trace.ts';
import type { Look } from '../../protocol/inside.ts';
import type { FromLibrary, Judge, JudgedWord, Judgement, TestFigures } from '../../protocol/library.ts';
import { Inspector } from '../inspector.ts';

interface Seat {
	judge: Judge;
	model: Model;
	trace: Trace;
	inspector: Inspector;
	/** The review that the inspector has been shown. */
	shown: string;
}

/** What judges tell of their insides. */
export type InsideMessage = Extract<FromLibrary, { type: 'trace' | 'unit' }>;

// The models that judge typed reviews. Each has words of its own: what one knows another may not.
export class Judges {
	readonly #engine: Engine;
	#seats: Seat[] = [];

	readonly #post: (message: InsideMessage, transfer: Transferable[]) => void;

	constructor(engine: Engine, post: (message: InsideMessage, transfer: Transferable[]) => void) {
		this.#engine = engine;
		this.#post = post;
	}

	/** Seats the model of a file, in place of one with the same id. Throws where the file is no model. */
	add(id: string, kind: Judge['kind'], file: Uint8Array, test: TestFigures | null): void {
		const model = this.#engine.openModel(file);
		const parameters = model.layers().reduce((sum, layer) => sum + layer.parameters, 0);
		const judge = { id, kind, settings: model.settings(), parameters, fingerprint: model.fingerprint(), test };
		this.remove(id);
		this.#seats.push({ judge, model, trace: new Trace(this.#engine, model), inspector: this.#createInspector(id), shown: '' });
	}

	#createInspector(judge: string): Inspector {
		return new Inspector(this.#engine, {
			trace: (trace, transfer) => this.#post({ type: 'trace', judge, trace }, transfer),
			unit: (unit) => this.#post({ type: 'unit', judge, unit }, []),
			later: (task) => setTimeout(task, 0),
		});
	}

	/** What the page shows of the inside of a judge. */
	look(id: string, look: Look): void {
		this.#seats.find((seat) => seat.judge.id === id)?.inspector.look(look);
	}

	/** They read a review for whoever looks inside. */
	read(text: string): void {
		for (const seat of this.#seats) {
			if (seat.shown !== text) {
				seat.shown = text;
				seat.inspector.show(seat.model, text, false);
			}
		}
	}

	remove(id: string): void {
		const seat = this.#seats.find((other) => other.judge.id === id);
		seat?.trace.close();
		seat?.inspector.leave(seat.model);
		seat?.model.close();
		this.#seats = this.#seats.filter((other) => other !== seat);
	}

	list(): Judge[] {
		return this.#seats.map((seat) => seat.judge);
	}

	judge(text: string): Judgement[] {
		return this.#seats.map(({ judge, trace }) => {
			const review = trace.read(text);
			return { judge: judge.id, verdict: review.verdict, words: judgedWords(review) };
		});
	}
}

function judgedWords({ words, steps }: ReviewTrace): JudgedWord[] {
	return words.map(({ start, end, unknown, step }) => {
		const probability = step === null ? null : (steps[step]?.probability ?? null);
		return { start, end, unknown, probability };
	});
}
