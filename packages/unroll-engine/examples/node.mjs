import { readFile, writeFile } from 'node:fs/promises';
import { importReviews, loadEngine, train } from 'unroll-engine';

const engine = await loadEngine({ threads: 2 });
const { corpusFile } = await importReviews([new File([await readFile('films.csv')], 'films.csv')]);
const corpus = engine.openCorpus(corpusFile);
const model = engine.createModel({ cell: 'gru', 'learning-rate': '0.01', epochs: '5' }, corpus);
const onEpoch = ({ valAccuracy }, number) => console.log(`epoch ${number}: ${valAccuracy} of the validation reviews are right`);
await train(model, corpus, { onEpoch, signal: AbortSignal.timeout(60_000) });
console.log(model.predict('a lovely film').probability > 0.5 ? 'positive' : 'negative');
await writeFile('films.safetensors', model.save());
