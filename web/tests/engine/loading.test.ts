// The programs that load exported files: PyTorch and ONNX Runtime give the prediction of the engine for a typed review; Keras, which is not here, gets
// the ids of the review, which its program reads with the vocabulary out of the file.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startExporter, type Exporter } from '../../src/engine/exporter.ts';
import { startEngine } from '../../src/engine/load.ts';
import type { Model } from '../../src/engine/model.ts';
import { kerasTexts } from '../../src/i18n/keras.ts';
import { endings } from '../../src/model/export-model.ts';
import { loadingCode, type LoadedFormat } from '../../src/model/exports/loading-code.ts';
import { engineBytes, engineIsBuilt, exporterBytes } from './built.ts';
import { exportedNetworks, idsOf, reviews, type ExportedNetwork } from './exported-networks.ts';

// As Node finds it: Vitest looks for packages as a browser does.
const onnx = createRequire(import.meta.url)('onnxruntime-web') as typeof import('onnxruntime-web');
const python = '/usr/bin/python3';
const has = (module: string) => spawnSync(python, ['-c', `import numpy, ${module}`]).status === 0;
const review = reviews[0]!;

/** Of the positive class, or of all. */
function probabilitiesOf(model: Model): number[] {
	const { probability, all } = model.predict(review);
	return all ? all.map((one) => one.probability) : [probability];
}

describe.skipIf(!engineIsBuilt)('the program that loads', () => {
	let networks: ExportedNetwork[] = [];
	let exporter: Exporter;
	let folder = '';

	beforeAll(async () => {
		networks = exportedNetworks(await startEngine(engineBytes('simd')));
		exporter = await startExporter(exporterBytes());
		folder = mkdtempSync(join(tmpdir(), 'unroll-loading-'));
	});
	afterAll(() => rmSync(folder, { recursive: true }));

	const nameOf = (format: LoadedFormat, index: number) => `${index}${endings[format]}`;

	function run(format: LoadedFormat): { kept: number[][] | null; said: string }[] {
		const programs = networks.map(({ settings, model, file }, index) => {
			writeFileSync(join(folder, nameOf(format, index)), exporter.export(file, format));
			const program = loadingCode(settings, format, nameOf(format, index), index % 2 ? kerasTexts.ko : kerasTexts.en);
			return { program: program.replace(/^review = .*$/m, `review = ${JSON.stringify(review)}`), metadata: { vocabulary: model.vocabularyText() } };
		});
		const { stdout, stderr } = spawnSync(python, ['tests/engine/loading_programs.py'], {
			input: JSON.stringify({ folder, programs }),
			encoding: 'utf8',
			env: { ...process.env, PYTHONUTF8: '1', OMP_NUM_THREADS: '1', PYTHONPATH: '' },
		});
		expect(stderr).toBe('');
		return JSON.parse(stdout) as ReturnType<typeof run>;
	}

	const expectNear = (found: number[], { settings, model }: ExportedNetwork) => {
		const expected = probabilitiesOf(model);
		const away = expected.map((probability, label) => Math.abs(probability - (found[label] ?? NaN)));
		expect(Math.max(...away), JSON.stringify(settings)).toBeLessThan(1e-5);
	};

	test.skipIf(!has('torch'))('a state_dict prints the probability that the engine gives', () => {
		run('pytorch').forEach(({ said }, index) => expectNear(JSON.parse(said) as number[], networks[index]!));
	});

	test.skipIf(!has('numpy'))('an ONNX file gives ONNX Runtime what it gives the same probability for', async () => {
		onnx.env.wasm.numThreads = 1;
		for (const [index, { kept }] of run('onnx').entries()) {
			const session = await onnx.InferenceSession.create(exporter.export(networks[index]!.file, 'onnx'), { logSeverityLevel: 3 });
			const ids = new onnx.Tensor('int64', BigInt64Array.from(kept!.flat().map(BigInt)), [1, kept![0]!.length]);
			const { probabilities } = await session.run({ ids });
			expectNear(Array.from(probabilities!.data as Float32Array), networks[index]!);
		}
	});

	test.skipIf(!has('h5py')).each(['keras', 'weights-h5'] as const)('%s gives Keras the ids of the review', (format) => {
		const kept = run(format).map((one) => one.kept?.[0]);
		expect(kept).toEqual(networks.map(({ settings }) => idsOf(review, settings)));
	});
});

test('pieces are read where the file has them', () => {
	const code = (format: LoadedFormat) => loadingCode({ cell: 'gru' }, format, 'a', kerasTexts.en, 'subwords');
	expect(code('onnx')).toContain('pieces = metadata["pieces"].split("\\n")');
	expect(code('keras')).toContain('pieces = tensors["pieces"].tobytes().decode("utf-8").split("\\n")');
});
