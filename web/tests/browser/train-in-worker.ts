// The site's own training worker, asked by its protocol: what a page with one worker does, without the page.
import { readdirSync } from 'node:fs';
import type { SettingTexts } from '../../src/engine/settings.ts';
import type { FromTraining, HelperWanted, TrainingCommand } from '../../src/protocol/training.ts';
import { startEngine } from '../../src/engine/load.ts';
import { engineBytes } from '../engine/built.ts';
import { madeUpCorpus } from '../engine/made-up-corpus.ts';
import { site } from './page.ts';

export interface Trained {
	isolated: boolean;
	/** The build of the engine that served. */
	engine: string;
	fingerprint: string;
}

/** Whatever evaluates a function in a page: Playwright's or Puppeteer's. */
export interface Evaluates {
	evaluate(inPage: (given: Given) => Promise<Trained>, given: Given): Promise<Trained>;
}

/** Trains a run to its end on the made-up corpus, on at most so many threads. `window.trainer` ends the worker with its helpers, which the page starts. */
export function trainInWorker(page: Evaluates, settings: SettingTexts, threads: number): Promise<Trained> {
	const [worker, helper] = ['training-worker', 'threads-helper'].map(
		(start) => `assets/${readdirSync(`${site}/assets`).find((name) => name.startsWith(`${start}-`) && name.endsWith('.js'))}`,
	);
	return page.evaluate(inPage, { worker: worker!, helper: helper!, corpus: [...madeUpCorpus()], settings, threads });
}

/** What the same run's weights are in Node, on one thread. */
export async function fingerprintInNode(settings: SettingTexts): Promise<string> {
	const engine = await startEngine(engineBytes('simd'));
	const corpus = engine.openCorpus(madeUpCorpus());
	const model = engine.createModel(settings, corpus);
	corpus.createTrainer(model).step(1_000_000);
	return model.fingerprint();
}

interface Given {
	worker: string;
	helper: string;
	corpus: number[];
	settings: SettingTexts;
	threads: number;
}

// Runs in the page: it uses nothing from outside.
async function inPage({ worker: url, helper, corpus, settings, threads }: Given): Promise<Trained> {
	const worker = new Worker(new URL(url, document.baseURI), { type: 'module' });
	const workers = [worker];
	Object.assign(window, { trainer: { terminate: () => workers.forEach((each) => each.terminate()) } });
	const ask = (command: TrainingCommand, answers: (answer: FromTraining) => boolean): Promise<FromTraining> =>
		new Promise((resolve, reject) => {
			worker.onerror = ({ message }) => reject(new Error(message));
			worker.onmessage = ({ data }: MessageEvent<FromTraining | HelperWanted>) => {
				if (data.type === 'helper') {
					const one = new Worker(new URL(helper, document.baseURI), { type: 'module' });
					one.onerror = (event) => event.preventDefault();
					one.postMessage(data.task);
					workers.push(one);
				} else if (data.type === 'failed') {
					reject(new Error(JSON.stringify(data.failure)));
				} else if (answers(data)) {
					resolve(data);
				}
			};
			worker.postMessage({ ...command, request: 1 });
		});
	const ready = await ask({ type: 'load', threads }, ({ type }) => type === 'ready');
	const file = new Uint8Array(corpus).buffer;
	await ask({ type: 'corpus', file }, ({ type }) => type === 'opened');
	const last = await ask(
		{ type: 'start', run: 'test', settings, until: 'end' },
		(answer) => answer.type === 'update' && answer.update.activity === 'finished',
	);
	return {
		isolated: crossOriginIsolated,
		engine: ready.type === 'ready' ? ready.engine : '',
		fingerprint: last.type === 'update' ? (last.update.fingerprint ?? '') : '',
	};
}
