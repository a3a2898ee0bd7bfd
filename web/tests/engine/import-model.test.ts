// Models of other libraries in the page: what a file says, what it is asked to be told, the bytes of the program, and training that goes on.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Engine } from '../../src/engine/engine.ts';
import { startExporter, type Exporter, type Format } from '../../src/engine/exporter.ts';
import { startEngine } from '../../src/engine/load.ts';
import { askedFields, mayBeModel, wordsOf } from '../../src/model/import-model.ts';
import { trainingNames, withSettings } from '../../src/model/further-run.ts';
import type { SettingTexts } from '../../src/protocol/types.ts';
import { pageDefaults } from '../../src/model/settings/settings.ts';
import { AskedSession } from './asked-session.ts';
import { engineBytes, engineIsBuilt, exporterBytes } from './built.ts';
import { exportedNetworks, type ExportedNetwork } from './exported-networks.ts';
import { madeUpCorpus, praise, words } from './made-up-corpus.ts';

const formats: Format[] = ['keras', 'weights-h5', 'pytorch'];
const program = fileURLToPath(new URL('../../../build/native/unroll', import.meta.url));

/** A .weights.h5 as others write it: without what Unroll itself says of the model. */
function ofOthers(file: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
	const copy = Buffer.from(file);
	for (let at; (at = copy.indexOf('unroll\0')) >= 0; ) {
		copy.write('others', at);
	}
	return new Uint8Array(copy);
}

describe.skipIf(!engineIsBuilt)('a model of another library', () => {
	let engine: Engine;
	let exporter: Exporter;
	let networks: ExportedNetwork[] = [];
	let folder = '';

	beforeAll(async () => {
		engine = await startEngine(engineBytes('simd'));
		exporter = await startExporter(exporterBytes());
		networks = exportedNetworks(engine);
		folder = mkdtempSync(join(tmpdir(), 'unroll-import-'));
	});
	afterAll(() => rmSync(folder, { recursive: true }));

	test('that was exported says itself what it is, and comes back as the same file', () => {
		for (const { model } of networks.filter((one) => one.settings.convention !== 'pytorch')) {
			const own = model.save();
			for (const format of formats) {
				const file = exporter.export(own, format);
				expect(exporter.describe(file, pageDefaults)).toEqual({ described: 'whole', settings: model.settings() });
				const back = exporter.import(file, null);
				expect(Buffer.compare(back.file, own)).toBe(0);
				expect(back).toMatchObject({ settings: model.settings(), layers: model.layers(), fingerprint: model.fingerprint(), tokenizer: 'words' });
			}
			expect(Buffer.compare(exporter.open(own).file, own)).toBe(0);
		}
	});

	test.skipIf(!existsSync(program))('gets the words that are given, of a corpus or as a list, and the bytes that the program makes', () => {
		const { model } = networks[4]!;
		const file = ofOthers(exporter.export(model.save(), 'weights-h5'));
		expect(exporter.describe(file, { ...pageDefaults, units: '3' })).toMatchObject({ described: 'not', settings: { units: '3' } });
		expect(() => exporter.import(file, null)).toThrow('does not say what network');
		const settings = model.settings();
		const [from, to, list] = ['a.weights.h5', 'model', 'words'].map((name) => join(folder, name)) as [string, string, string];
		writeFileSync(from, file);
		writeFileSync(list, `${model.vocabularyText()}\n`);
		execFileSync(program, ['import-model', from, '-o', to, '--vocabulary', list, ...Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value])]);
		const ofProgram = readFileSync(to);
		for (const given of [madeUpCorpus(), wordsOf(readFileSync(list, 'utf8'))]) {
			expect(Buffer.compare(exporter.import(file, { settings, words: given }).file, ofProgram)).toBe(0);
		}
		const without = engine.openModel(exporter.import(file, { settings, words: null }).file);
		expect(() => without.predict(praise)).toThrow('knows no words');
	});

	test('is refused in the words of the program, and leaves no memory behind', () => {
		const { model } = networks[2]!;
		const file = ofOthers(exporter.export(model.save(), 'weights-h5'));
		const settings = { ...model.settings(), units: '9' };
		const refused = () =>
			expect(() => exporter.import(file, { settings, words: madeUpCorpus() })).toThrow(/layers\/lstm\/cell\/vars\/0 of \d+ × 36/);
		refused();
		const before = exporter.exports.memory.buffer.byteLength;
		Array.from({ length: 300 }, refused);
		expect(exporter.exports.memory.buffer.byteLength).toBe(before);
	});

	test('trains further with its weights, on the reviews whose words it has, as the form says', async () => {
		const small: SettingTexts = { ...pageDefaults, words: String(words), length: '18', batch: '32', epochs: '1', 'learning-rate': '0.01', schedule: 'cosine', 'weight-decay': '0.01', optimizer: 'adamw' };
		const session = await AskedSession.open(small);
		await session.ask({ type: 'start', run: 'first', settings: small, until: 'end' });
		session.work();
		const first = session.of('ended')[0]!.model;
		const wanted: SettingTexts = { ...small, epochs: '2', optimizer: 'sgd', momentum: '0.9', schedule: 'constant', units: '77' };
		const file = withSettings(new Uint8Array(first), wanted);
		await session.ask({ type: 'start', run: 'further', settings: wanted, until: 'end', model: file.buffer });
		const [, started] = session.of('started');
		expect(started?.settings).toEqual({ ...engine.openModel(new Uint8Array(first)).settings(), ...Object.fromEntries(trainingNames.flatMap((name) => (wanted[name] === undefined ? [] : [[name, wanted[name]]]))) });
		expect(started?.settings).toMatchObject({ units: small.units, epochs: '2', optimizer: 'sgd', schedule: 'constant' });
		session.work();
		const [before, after] = ['first', 'further'].map((run) => session.of('update').filter((one) => one.run === run).flatMap(({ update }) => update.epochs));
		expect(after).toHaveLength(2);
		expect(after![0]!.loss).toBeLessThan(before![0]!.loss);
	});
});

test('what is asked for is what a file does not say', () => {
	expect(askedFields('whole')).toEqual([]);
	expect(askedFields('network')).toEqual(['length', 'padding', 'truncating']);
	expect(askedFields('not')).toEqual(expect.arrayContaining(['cell', 'units', 'words', 'length']));
	expect(['a.keras', 'A.WEIGHTS.H5', 'b.pytorch.safetensors', 'reviews.csv', 'keras'].map(mayBeModel)).toEqual([true, true, true, false, false]);
});

test('words are a list, or the word index of Keras in the order of its ranks', () => {
	expect(wordsOf('the\r\nof\n')).toBe('the\nof');
	expect(wordsOf('{"of": 2, "the": 1, "a": 3}')).toBe('the\nof\na');
	expect(() => wordsOf('{"of": 2')).toThrow();
});
