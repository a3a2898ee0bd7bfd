import type { Engine } from '../../engine/engine.ts';
import type { Model } from '../../engine/model.ts';
import type { Judge, Judgement } from '../../protocol/library.ts';

interface Seat {
	judge: Judge;
	model: Model;
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
		this.#seats.push({ judge, model });
	}

	remove(id: string): void {
		const seat = this.#seats.find((other) => other.judge.id === id);
		seat?.model.close();
		this.#seats = this.#seats.filter((other) => other !== seat);
	}

	list(): Judge[] {
		return this.#seats.map((seat) => seat.judge);
	}

	judge(text: string): Judgement[] {
		return this.#seats.map(({ judge, model }) => ({
			judge: judge.id,
			verdict: model.predict(text),
			pieces: model.pieces(text),
		}));
	}
}
