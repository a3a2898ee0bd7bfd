// The site's own training worker, asked by its protocol: what a page with one worker does, without the page.
import { readdirSync } from 'node:fs';
import type { SettingTexts } from '../../src/engine/settings.ts';
import type { FromTraining, TrainingCommand } from '../../src/protocol/training.ts';
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

/** Trains a run to its end on the made-up corpus, on at most so many threads. The worker is kept as `window.trainer`. */
export function trainInWorker(page: Evaluates, settings: SettingTexts, threads: number): Promise<Trained> {
	const worker = readdirSync(`${site}/assets`).find((name) => /^training-worker-.*\.js$/.test(name));
	return page.evaluate(inPage, { url: `assets/${worker}`, corpus: [...madeUpCorpus()], settings, threads });
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
	url: string;
	corpus: number[];
	settings: SettingTexts;
	threads: number;
}

// Runs in the page: it uses nothing from outside.
async function inPage({ url, corpus, settings, threads }: Given): Promise<Trained> {
	const worker = new Worker(new URL(url, document.baseURI), { type: 'module' });
	Object.assign(window, { trainer: worker });
	const ask = (command: TrainingCommand, answers: (answer: FromTraining) => boolean): Promise<FromTraining> =>
		new Promise((resolve, reject) => {
			worker.onerror = ({ message }) => reject(new Error(message));
			worker.onmessage = ({ data }: MessageEvent<FromTraining>) => {
				if (data.type === 'failed') {
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
