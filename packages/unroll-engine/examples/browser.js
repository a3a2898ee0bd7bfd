import { evaluate, importReviews, loadEngine, train } from 'unroll-engine';

/** Trains on a table that the user chose; resolves to the model and its score. */
export async function trainOn(file, { signal, onProgress, threads, wasm } = {}) {
	const engine = await loadEngine({ threads, wasm });
	const { corpusFile } = await importReviews([file], { signal, wasm });
	const corpus = engine.openCorpus(corpusFile);
	const model = engine.createModel({ cell: 'gru', 'learning-rate': '0.01', epochs: '5' }, corpus);
	await train(model, corpus, { signal, onProgress });
	return { model, score: await evaluate(engine, model, corpus, { signal }) };
}
