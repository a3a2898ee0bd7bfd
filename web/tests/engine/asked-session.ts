// A training session on the built engine that a test asks as the page does; its slices run when the test says so.
import { startEngine } from '../../src/engine/load.ts';
import type { FromTraining, TrainingCommand } from '../../src/protocol/training.ts';
import type { SettingTexts } from '../../src/protocol/types.ts';
import { TrainingSession } from '../../src/worker/training/training-session.ts';
import { engineBytes } from './built.ts';
import { madeUpCorpus } from './made-up-corpus.ts';

export class AskedSession {
	/** The slices that wait. */
	readonly tasks: (() => void)[] = [];
	readonly #posted: FromTraining[] = [];
	readonly #session = new TrainingSession({
		loadEngine: async () => ({ engine: await startEngine(engineBytes('simd')), kind: 'simd' }),
		post: (message) => this.#posted.push(message),
		later: (task) => this.tasks.push(task),
	});
	#requests = 0;

	/** It has the made-up corpus, and a network of these settings. */
	static async open(settings: SettingTexts): Promise<AskedSession> {
		const opened = new AskedSession();
		await opened.ask({ type: 'load' });
		await opened.ask({ type: 'corpus', file: madeUpCorpus().buffer });
		await opened.ask({ type: 'prepare', settings });
		return opened;
	}

	/** A review is read once the messages that wait have been taken. */
	async ask(command: TrainingCommand): Promise<void> {
		await this.#session.receive({ ...command, request: ++this.#requests });
		if (command.type === 'review') {
			this.tasks.pop()?.();
		}
	}

	/** The messages of one type that it has posted. */
	of<Type extends FromTraining['type']>(type: Type): Extract<FromTraining, { type: Type }>[] {
		return this.#posted.filter((message): message is Extract<FromTraining, { type: Type }> => message.type === type);
	}

	/** Runs slices, so many at the most, until none waits. */
	work(most = Infinity): void {
		for (let done = 0; this.tasks.length > 0 && done < most; done++) {
			this.tasks.shift()?.();
		}
	}
}
