// The Keras code of a run against the engine: it names the tensors that a model file has, and the ids that it makes of a
// text are the engine's. Keras itself is not here: a stand-in takes its place, which notes what it is given.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { startImporter } from '../../src/engine/importer.ts';
import { kerasTexts } from '../../src/i18n/keras.ts';
import { startEngine } from '../../src/engine/load.ts';
import { Trace } from '../../src/engine/trace.ts';
import { kerasCode, kerasTensors } from '../../src/model/keras/keras-code.ts';
import { pageDefaults } from '../../src/model/settings/settings.ts';
import { importReviews } from '../../src/worker/import/import-reviews.ts';
import { engineBytes, engineIsBuilt, importerBytes } from './built.ts';
import { koreanRows } from './korean-rows.ts';
import { blame, madeUpCorpus, praise, words } from './made-up-corpus.ts';

const python = spawnSync('python3', ['--version']).status === 0;
const networks = ['simple-rnn', 'lstm', 'gru'].flatMap((cell) =>
	['embedding', 'one-hot'].map((input) => ({ ...pageDefaults, cell, input, units: '6,5', words: String(words) })),
);

// Modules that let every call pass, but for load_file(), a plain reader of safetensors, and set_weights().
const standIn = `
import json, sys, types

class Anything(types.ModuleType):
    def __getattr__(self, name): return self
    def __call__(self, *args, **named): return self
    def __getitem__(self, key): return self
    def __float__(self): return 0.5
    def __mro_entries__(self, bases): return (types.SimpleNamespace,)
    def set_weights(self, weights): self.__dict__["shapes"] = [weight.shape for weight in weights]

class Tensor:
    def __init__(self, shape, data): self.shape, self.data = shape, data
    def tobytes(self): return self.data

def load_file(path):
    data = open(path, "rb").read()
    start = 8 + int.from_bytes(data[:8], "little")
    header = json.loads(data[8:start])
    header.pop("__metadata__")
    return {name: Tensor(one["shape"], data[start + one["data_offsets"][0]:start + one["data_offsets"][1]]) for name, one in header.items()}

anything = Anything("anything")
for name in ["keras", "numpy", "safetensors"]: sys.modules[name] = anything
sys.modules["safetensors.numpy"] = types.SimpleNamespace(load_file=load_file)
names = {}
exec(sys.stdin.read(), names)
print(json.dumps({"shapes": anything.shapes, "ids": names["ids_of"](sys.argv[1])}))
`;

const stacks = [
	{ units: '6,5', bidirectional: 'concat', 'upper-cells': 'same' },
	{ units: '6,5,3', bidirectional: 'no,sum,concat', 'upper-cells': 'lstm,gru', pooling: 'mean', dense: '7' },
	{ cell: 'simple-rnn', units: '6,5', bidirectional: 'no', 'upper-cells': 'lstm', convention: 'pytorch' },
].map((stack) => ({ ...pageDefaults, ...stack, words: String(words) }));

describe.skipIf(!engineIsBuilt)('the Keras code', () => {
	test.each([...networks, ...stacks])('names the tensors of a $cell with $input and $bidirectional', async (settings) => {
		const engine = await startEngine(engineBytes('simd'));
		const model = engine.createModel(settings, engine.openCorpus(madeUpCorpus()));
		expect(kerasTensors(settings)).toEqual(model.tensors().map(({ name, shape }) => ({ name, shape })));
	});

	const korean = new File([koreanRows(300)], 'rows.csv');
	const corpora = {
		words: () => Promise.resolve(madeUpCorpus()),
		subwords: async () => (await importReviews(await startImporter(importerBytes()), [korean], { tokenizer: 'subwords', subwords: 200 })).corpusFile,
		characters: async () => (await importReviews(await startImporter(importerBytes()), [korean], { tokenizer: 'characters' })).corpusFile,
	};

	test.skipIf(!python).each(['words', 'subwords', 'characters'] as const)('loads a model file, and makes the engine’s ids of a text: %s', async (tokenizer) => {
		const engine = await startEngine(engineBytes('simd'));
		const corpus = engine.openCorpus(await corpora[tokenizer]());
		const settings = { ...(networks[4] ?? pageDefaults), words: String(corpus.info().words), pooling: 'max', 'mask-zero': 'yes' };
		const model = engine.createModel(settings, corpus);
		const folder = mkdtempSync(join(tmpdir(), 'unroll-keras-'));
		try {
			const file = join(folder, 'unroll.safetensors');
			writeFileSync(file, model.save());
			const [loading = ''] = kerasCode(settings, file, kerasTexts.en.keras, tokenizer).split(`# ${kerasTexts.en.keras.training}`);
			const long = '재미있었겠습니다'.repeat(10); // more than 64 characters
			const blanks = tokenizer === 'words' ? '' : '감독을\u3000배우까지\u00a0정말▁음악';
			const text = `A “${praise}” FILM, don't [word3]\\word4!\n<br />${blame}\tnaïve 재미 뷁 ${long} ${blanks}`;
			const run = spawnSync('python3', ['-c', standIn, text], {
				input: loading,
				encoding: 'utf8',
				env: { ...process.env, PYTHONUTF8: '1' },
			});
			expect(run.stderr).toBe('');
			const { shapes, ids } = JSON.parse(run.stdout.trim().split('\n').at(-1) ?? '') as Record<string, unknown>;
			expect(shapes).toEqual(kerasTensors(settings).map((tensor) => tensor.shape));
			const review = new Trace(engine, model).read(text);
			expect(ids).toEqual([1, ...review.words.map((word) => word.id)]);
		} finally {
			rmSync(folder, { recursive: true });
		}
	});
});
