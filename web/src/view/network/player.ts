// Plays the change from one pass to the next: a batch phase by phase, anything else as a short fade. Nothing runs at rest.
import { momentAt, type Phase } from '../../model/network/phases.ts';
import type { NetworkPass } from '../../protocol/inside.ts';
import { changeAt, fadedBy, sameShape, type Change } from './scene.ts';

/** Milliseconds. */
const FADE = 240;

export interface Stage {
	/** Draws `pass`, as far as it has replaced `before`. `width` of the change is that of the drawing. */
	draw(pass: NetworkPass, before: NetworkPass | null, change: Change): void;
	width(): number;
	/** Another phase begins; null when all have ended. */
	phase(phase: Phase | null): void;
	now(): number;
	/** Calls back with the next frame; the result takes that back. */
	nextFrame(task: () => void): () => void;
}

interface Playing {
	pass: NetworkPass;
	before: NetworkPass | null;
	begin: number;
	/** Of the phases; 0 for a fade. */
	duration: number;
	still: boolean;
}

export class Player {
	readonly #stage: Stage;
	#playing: Playing | null = null;
	#phase: Phase | null = null;
	#drawn = '';
	#cancel: (() => void) | null = null;

	constructor(stage: Stage) {
		this.#stage = stage;
	}

	/** `duration` is that of the phases of a batch, 0 where it has none. Still: states change, nothing moves. */
	show(pass: NetworkPass, { duration = 0, still = false } = {}): void {
		const last = this.#playing?.pass ?? null;
		if (pass === last) {
			return;
		}
		const before = last && sameShape(last, pass) ? last : null;
		this.#playing = { pass, before, begin: this.#stage.now(), duration, still };
		this.#drawn = '';
		this.#frame();
	}

	/** The same again: its size or its colours have changed. */
	redraw(): void {
		this.#drawn = '';
		this.#frame();
	}

	/** What is going on is at its end. */
	finish(): void {
		if (this.#playing) {
			this.#playing.begin = -Infinity;
			this.#frame();
		}
	}

	close(): void {
		this.#cancel?.();
		this.#cancel = null;
		this.#playing = null;
	}

	#frame(): void {
		this.#cancel?.();
		this.#cancel = null;
		const playing = this.#playing;
		if (!playing) {
			return;
		}
		const { pass, before, begin, duration, still } = playing;
		const passed = this.#stage.now() - begin;
		const ended = passed >= (duration || FADE);
		const change = this.#changeAt(playing, passed, ended);
		this.#setPhase(change.phase);
		const drawing = still ? `${change.phase} ${change.output}` : '';
		if (!still || drawing !== this.#drawn) {
			this.#drawn = drawing;
			this.#stage.draw(pass, ended ? null : before, change);
		}
		if (!ended && !(still && duration === 0)) {
			this.#cancel = this.#stage.nextFrame(() => this.#frame());
		}
	}

	#changeAt({ duration, still }: Playing, passed: number, ended: boolean): Change {
		if (ended) {
			return fadedBy(1);
		}
		if (duration > 0) {
			return changeAt(momentAt(passed / duration, still), this.#stage.width());
		}
		return fadedBy(still ? 1 : passed / FADE);
	}

	#setPhase(phase: Phase | null): void {
		if (phase !== this.#phase) {
			this.#phase = phase;
			this.#stage.phase(phase);
		}
	}
}

