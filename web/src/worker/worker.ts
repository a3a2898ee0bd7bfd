// The worker's entry: connects the session with the page, the network and the engine's files.
import scalarUrl from '../../../build/wasm-scalar/engine.wasm?url';
import simdUrl from '../../../build/wasm/engine.wasm?url';
import { loadEngine } from '../engine/load.ts';
import type { FromWorker, ToWorker } from '../protocol.ts';
import { fetchFile } from './fetch-file.ts';
import { fetchCorpus } from './load-corpus.ts';
import { Session } from './session.ts';

const engineUrls = { simd: simdUrl, scalar: scalarUrl };

// Unlike a timer, a message to oneself is neither delayed nor slowed down in a tab that nobody sees.
const channel = new MessageChannel();
const tasks: (() => void)[] = [];
channel.port1.onmessage = () => tasks.shift()?.();

const session = new Session({
	loadEngine: () => loadEngine((kind) => fetchFile(engineUrls[kind], 'engine-missing')),
	fetchCorpus,
	post: (message: FromWorker) => self.postMessage(message),
	later: (task) => {
		tasks.push(task);
		channel.port2.postMessage(null);
	},
});

self.onmessage = (event: MessageEvent<ToWorker>) => void session.receive(event.data);
