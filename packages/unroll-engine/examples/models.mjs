import { readFile, writeFile } from 'node:fs/promises';
import { exportModel, figures, importModel, importReviews, loadEngine } from 'unroll-engine';

const engine = await loadEngine();
const model = engine.openModel(await readFile('films.safetensors'));
await writeFile('films.keras', await exportModel(model, 'keras'));

const back = await importModel(engine, await readFile('films.keras'));
const { corpusFile } = await importReviews([new File([await readFile('films.csv')], 'films.csv')]);
const { accuracy, classes, confusion } = await figures(back, corpusFile, { split: 'test-split' });
console.log(`${accuracy.right} of ${accuracy.count} are right: ${accuracy.lower.toFixed(3)} to ${accuracy.upper.toFixed(3)}`);
for (const { name, precision, recall } of classes) console.log(`${name}: precision ${precision}, recall ${recall}`);
console.log(confusion);
