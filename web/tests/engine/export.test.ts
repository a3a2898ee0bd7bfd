// Models as files of other libraries, in the libraries themselves: every network gives the engine's logits there.
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startExporter, type Exporter } from '../../src/engine/exporter.ts';
import { startEngine } from '../../src/engine/load.ts';
import { kerasTexts } from '../../src/i18n/keras.ts';
import { pytorchCode } from '../../src/model/pytorch/pytorch-code.ts';
import { engineBytes, engineIsBuilt, exporterBytes } from './built.ts';
import { exportedNetworks, idsOf, logOfSoftmax, logProbabilities, reviews, type ExportedNetwork } from './exported-networks.ts';

// As Node finds it: Vitest looks for packages as a browser does.
const onnx = createRequire(import.meta.url)('onnxruntime-web') as typeof import('onnxruntime-web');

const python = '/usr/bin/python3';
const isThere = (module: string) => spawnSync(python, ['-c', `import numpy, ${module}`]).status === 0;

/** What a Python program prints of what it is given. */
function results(program: string, input: unknown): number[][][] {
	const run = spawnSync(python, [`tests/engine/${program}`], {
		input: JSON.stringify(input),
		encoding: 'utf8',
		env: { ...process.env, PYTHONUTF8: '1', OMP_NUM_THREADS: '1' },
	});
	expect(run.stderr).toBe('');
	return JSON.parse(run.stdout) as number[][][];
}

describe.skipIf(!engineIsBuilt)('a model as a file of another library', () => {
	let networks: ExportedNetwork[] = [];
	let exporter: Exporter;
	let folder = '';

	beforeAll(async () => {
		networks = exportedNetworks(await startEngine(engineBytes('simd')));
		exporter = await startExporter(exporterBytes());
		folder = mkdtempSync(join(tmpdir(), 'unroll-export-'));
	});
	afterAll(() => {
		rmSync(folder, { recursive: true });
	});

	function expectLogits(found: number[][][]) {
		expect(found).toHaveLength(networks.length);
		for (const [index, { settings, model }] of networks.entries()) {
			for (const [at, review] of reviews.entries()) {
				const logits = logOfSoftmax(found[index]?.[at] ?? []);
				const expected = logProbabilities(model, review);
				const difference = Math.max(...expected.map((logit, label) => Math.abs(logit - (logits[label] ?? NaN))));
				expect(difference, `${JSON.stringify(settings)}, "${review}"`).toBeLessThan(1e-5);
			}
		}
	}

	test('ONNX Runtime gives the logits of the engine, of a batch of reviews of several lengths', async () => {
		onnx.env.wasm.numThreads = 1;
		const found = [];
		for (const { settings, file } of networks) {
			const session = await onnx.InferenceSession.create(exporter.export(file, 'onnx'), { logSeverityLevel: 3 });
			const run = async (batch: number[][]) => {
				const ids = new onnx.Tensor('int64', BigInt64Array.from(batch.flat().map(BigInt)), [batch.length, batch[0]?.length ?? 0]);
				const { logits, probabilities } = await session.run({ ids });
				expect(probabilities?.dims).toEqual(logits?.dims);
				const values = Array.from(logits?.data as Float32Array);
				return batch.map((_, at) => values.slice((at * values.length) / batch.length, ((at + 1) * values.length) / batch.length));
			};
			const batch = reviews.map((review) => idsOf(review, settings));
			const together = settings['pad-to'] === 'longest' ? batch.map((ids) => [ids]) : [batch];
			const logits = [];
			for (const some of together) {
				logits.push(...(await run(some)));
			}
			found.push(logits);
		}
		expectLogits(found);
	});

	test.skipIf(!isThere('torch'))('PyTorch loads it into the network of its program, and gives the logits of the engine', () => {
		const programs = networks.map(({ settings, file }, index) => {
			const path = join(folder, `${index}.pytorch.safetensors`);
			writeFileSync(path, exporter.export(file, 'pytorch'));
			const program = pytorchCode(settings, null, kerasTexts.en).split('\nmodel = make_model()')[0];
			// Where padding is masked, the program puts it behind the words.
			const padding = settings['mask-zero'] === 'yes' ? 'post' : settings.padding;
			return { program, path, classes: Number(settings.classes), batch: reviews.map((review) => idsOf(review, { ...settings, padding: padding ?? 'pre' })) };
		});
		expectLogits(results('load_state_dict.py', programs));
	});

	test.skipIf(!isThere('h5py'))('h5py reads what Keras would, and the formulas of Keras in NumPy give the logits of the engine', () => {
		const files = networks.map(({ settings, file }, index) => {
			const keras = join(folder, `${index}.keras`);
			const weights = join(folder, `${index}.weights.h5`);
			writeFileSync(keras, exporter.export(file, 'keras'));
			writeFileSync(weights, exporter.export(file, 'weights-h5'));
			return { keras, weights, batch: reviews.map((review) => idsOf(review, settings)) };
		});
		expectLogits(results('keras_network.py', files));
	});

	test('the same model gives the same bytes', () => {
		for (const format of ['keras', 'weights-h5', 'pytorch', 'onnx'] as const) {
			for (const { file } of networks) {
				expect(exporter.export(file, format)).toEqual(exporter.export(file, format));
			}
		}
	});
});
