// The PyTorch program of a run against the engine: with the weights of a model file its network gives the engine's prediction, and
// its loop trains. PyTorch is the real one, where it is installed; Keras, scikit-learn and safetensors are stand-ins that do the
// little that is asked of them.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { startEngine } from '../../src/engine/load.ts';
import { kerasTexts } from '../../src/i18n/keras.ts';
import { pytorchCode } from '../../src/model/pytorch/pytorch-code.ts';
import type { SettingTexts } from '../../src/protocol/types.ts';
import { pageDefaults } from '../../src/model/settings/settings.ts';
import { engineBytes, engineIsBuilt } from './built.ts';
import { blame, madeUpCorpus, praise, words } from './made-up-corpus.ts';

const python = '/usr/bin/python3';
const torchIsThere = spawnSync(python, ['-c', 'import numpy, torch']).status === 0;

const standIns = `
import json, sys, types
import numpy as np

def load_file(path):
    data = open(path, "rb").read()
    start = 8 + int.from_bytes(data[:8], "little")
    header = json.loads(data[8:start])
    header.pop("__metadata__")
    kinds = {"F32": np.float32, "U8": np.uint8}
    read = lambda one: np.frombuffer(data[start + one["data_offsets"][0] : start + one["data_offsets"][1]], kinds[one["dtype"]])
    return {name: read(one).reshape(one["shape"]).copy() for name, one in header.items()}

def pad_sequences(reviews, maxlen, padding, truncating):
    rows = np.zeros((len(reviews), maxlen), "int32")
    for row, ids in zip(rows, reviews):
        ids = ids[-maxlen:] if truncating == "pre" else ids[:maxlen]
        row[(maxlen - len(ids) if padding == "pre" else 0) :][: len(ids)] = ids
    return rows

def load_data(num_words):
    random = np.random.default_rng(1)
    half = lambda: ([[1, *random.integers(4, num_words, random.integers(1, 30))] for _ in range(40)], random.integers(0, 2, 40))
    return half(), half()

def train_test_split(x, y, test_size, random_state, stratify=None):
    return x[8:], x[:8], y[8:], y[:8]

imdb = types.SimpleNamespace(load_data=load_data)
sys.modules["keras"] = types.SimpleNamespace(
    utils=types.SimpleNamespace(pad_sequences=pad_sequences), datasets=types.SimpleNamespace(imdb=imdb))
sys.modules["safetensors"] = types.ModuleType("safetensors")
sys.modules["safetensors.numpy"] = types.SimpleNamespace(load_file=load_file)
sys.modules["sklearn"] = types.ModuleType("sklearn")
sys.modules["sklearn.model_selection"] = types.SimpleNamespace(train_test_split=train_test_split)
for program in json.load(sys.stdin):
    names = {}
    exec(program, names)
    model = names["model"]
    print("RESULT", json.dumps([sum(p.numel() for p in model.parameters() if p.requires_grad), names.get("waited")]))
`;

/** What stands for the reader's own texts of four classes. */
const ownTexts = [
	'train_texts = [f"word{4 + number % 4} word{number % 9}" for number in range(40)]',
	'train_y = [number % 4 for number in range(40)]',
	'test_texts, test_y = train_texts, train_y',
].join('\n');

const networks: Record<string, string>[] = [
	{ cell: 'simple-rnn', convention: 'pytorch', optimizer: 'adam', patience: '2' },
	{ cell: 'lstm', units: '6,5', dropout: '0.3', optimizer: 'adamw', schedule: 'step', 'warm-up': '3', 'mask-zero': 'yes' },
	{ cell: 'gru', input: 'one-hot', dropout: '0.2', optimizer: 'nadam', schedule: 'cosine', shuffle: 'once' },
	{ cell: 'lstm', units: '7,4,3', bidirectional: 'sum,no,concat', 'upper-cells': 'gru,simple-rnn', convention: 'pytorch', padding: 'post' },
	{ cell: 'gru', units: '5,3', bidirectional: 'concat,average', 'mask-zero': 'yes', schedule: 'plateau', monitor: 'val-accuracy', 'class-weight': 'balanced' },
	{ cell: 'lstm', pooling: 'mean', dense: '5', 'mask-zero': 'yes', bidirectional: 'concat', convention: 'pytorch' },
	{ cell: 'gru', units: '6,4', pooling: 'max', dense: '3', 'dense-activation': 'tanh', 'mask-zero': 'yes', bidirectional: 'no,average', l2: '0.001' },
	{ cell: 'lstm', units: '5,5', 'layer-dropout': '0.2', convention: 'pytorch', optimizer: 'adam' },
	{ cell: 'gru', units: '4,4,4', 'layer-dropout': '0.3', 'dense-dropout': '0.5', bidirectional: 'concat', 'mask-zero': 'yes', dense: '3' },
	{ cell: 'lstm', units: '6,4', 'layer-dropout': '0.3', 'dense-dropout': '0.5', dropout: '0.1' },
	{ cell: 'simple-rnn', pooling: 'mean', input: 'one-hot', padding: 'post' },
	{ cell: 'lstm', pooling: 'max', bidirectional: 'sum' },
	{ cell: 'simple-rnn', optimizer: 'sgd', momentum: '0.9', 'clip-norm': '1', l2: '0.01', 'label-smoothing': '0.1', 'held-out': 'last' },
	{ cell: 'gru', classes: '4', convention: 'pytorch', 'pad-to': 'longest' },
	{ cell: 'lstm', classes: '4', dense: '5', 'label-smoothing': '0.1', 'class-weight': 'balanced', 'dense-dropout': '0.2' },
];

describe.skipIf(!engineIsBuilt || !torchIsThere)('the PyTorch program', () => {
	test('has the parameters and the prediction of the engine, and trains', async () => {
		const engine = await startEngine(engineBytes('simd'));
		const corpora = { '2': engine.openCorpus(madeUpCorpus()), '4': engine.openCorpus(madeUpCorpus(400, 4)) };
		const folder = mkdtempSync(join(tmpdir(), 'unroll-pytorch-'));
		try {
			const expected = networks.map((network, index) => {
				const settings: SettingTexts = { ...pageDefaults, ...network, words: String(words), length: '12', epochs: '3' };
				const model = engine.createModel(settings, corpora[settings.classes === '4' ? '4' : '2']);
				const file = join(folder, `${index}.safetensors`);
				writeFileSync(file, model.save());
				const review = `Word3, ${praise}! word7 ${blame} unheard word0 word1`;
				const parameters = model.tensors().reduce((sum, { shape }) => sum + shape.reduce((a, b) => a * b, 1), 0);
				const program = pytorchCode(settings, file, kerasTexts.en).replace(/^review = .*$/m, `review = "${review}"`).replace(/^train_texts, .*$/m, ownTexts);
				const { probability, all } = model.predict(review);
				return { program, parameters, probabilities: all?.map((one) => one.probability) ?? [probability] };
			});
			const run = spawnSync(python, ['-c', standIns], {
				input: JSON.stringify(expected.map(({ program }) => program)),
				cwd: folder, // where best.pt goes
				encoding: 'utf8',
				env: { ...process.env, PYTHONUTF8: '1', OMP_NUM_THREADS: '1' },
			});
			expect(run.stderr).toBe('');
			const lines = run.stdout.split('\n');
			const results = lines.filter((line) => line.startsWith('RESULT')).map((line) => JSON.parse(line.slice(7)) as [number, number]);
			expect(results.map(([parameters]) => parameters)).toEqual(expected.map(({ parameters }) => parameters));
			const predictions = lines.filter((line) => /^\[?0\.\d+/.test(line)).map((line) => [JSON.parse(line)].flat() as number[]);
			expect(predictions).toHaveLength(networks.length);
			for (const [index, { probabilities }] of expected.entries()) {
				expect(predictions[index]).toHaveLength(probabilities.length);
				probabilities.forEach((probability, label) => expect(predictions[index]?.[label]).toBeCloseTo(probability, 6));
			}
			expect(lines.filter((line) => line.startsWith('epoch 3:')).length).toBeGreaterThan(0);
			expect(lines.filter((line) => line.startsWith('epoch 1:'))).toHaveLength(networks.length);
		} finally {
			rmSync(folder, { recursive: true });
		}
	}, 120_000);
});
