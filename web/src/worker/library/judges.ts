import type { Engine } from '../../engine/engine.ts';
import type { Model } from '../../engine/model.ts';
import { Trace, type ReviewTrace } from '../../engine/trace.ts';
import type { Judge, JudgedWord, Judgement } from '../../protocol/library.ts';

interface Seat {
	judge: Judge;
	model: Model;
	trace: Trace;
}

// The models that judge typed reviews. Each has words of its own: what one knows another may not.
export class Judges {
	readonly #engine: Engine;
	#seats: Seat[] = [];

	constructor(engine: Engine) {
		this.#engine = engine;
	}

	/** Seats the model of a file, in place of one with the same id. Throws where the file is no model. */
	add(id: string, kind: Judge['kind'], file: Uint8Array, testAccuracy: number | null): void {
		const model = this.#engine.openModel(file);
		const parameters = model.layers().reduce((sum, layer) => sum + layer.parameters, 0);
		const judge = { id, kind, settings: model.settings(), parameters, fingerprint: model.fingerprint(), testAccuracy };
		this.remove(id);
		this.#seats.push({ judge, model, trace: new Trace(this.#engine, model) });
	}

	remove(id: string): void {
		const seat = this.#seats.find((other) => other.judge.id === id);
		seat?.trace.close();
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
