// What is published, as its users have it: packed twice to the same bytes, installed from the tarballs into an empty folder, and used
// from Node, bundlers and browsers; and npx unroll.
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execPath } from 'node:process';
import { after, before, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import * as esbuild from 'esbuild';
import { publint } from 'publint';
import webpack from 'webpack';

import { serve } from '../../scripts/serve.mjs';
import { version } from '../../scripts/version.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const web = createRequire(join(root, 'web/package.json'));
const examples = join(root, 'packages/unroll-engine/examples');
const release = join(root, 'build/release');
const folder = mkdtempSync(join(tmpdir(), 'unroll-packages-'));
const installed = join(folder, 'node_modules');
after(() => rmSync(folder, { recursive: true }));

const pack = () => {
	execFileSync(execPath, [join(root, 'scripts/release.mjs')]);
	return Object.fromEntries(readdirSync(release).map((name) => [name, createHash('sha256').update(readFileSync(join(release, name))).digest('hex')]));
};
const tarballs = ['unroll', 'unroll-engine'].map((name) => join(release, `${name}-${version}.tgz`));
let packed;

before(() => {
	packed = pack();
	writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }');
	execFileSync('npm', ['install', '--offline', '--no-audit', '--no-fund', ...tarballs], { cwd: folder, stdio: 'pipe', shell: process.platform === 'win32' });
	const praise = ['good', 'great', 'lovely', 'fine'];
	const blame = ['bad', 'dull', 'boring', 'awful'];
	const rows = Array.from({ length: 400 }, (_, i) => `a ${(i % 2 ? praise : blame)[(i >> 1) % 4]} film of story ${i % 17},${i % 2 ? 'positive' : 'negative'}`);
	writeFileSync(join(folder, 'films.csv'), ['text,label', ...rows, ''].join('\n'));
	cpSync(examples, folder, { recursive: true });
});

test('packing the same build again gives the same bytes, and nothing else', () => {
	assert.deepEqual(Object.keys(packed).sort(), [`unroll-${version}.tgz`, `unroll-engine-${version}.tgz`, `unroll-site-${version}.zip`]);
	assert.deepEqual(pack(), packed);
});

test('the site is complete, with its licences and three lines, and has no reviews', () => {
	const { unzipSync } = web('fflate');
	const files = unzipSync(readFileSync(join(release, `unroll-site-${version}.zip`)));
	const has = (path) => files[`unroll-site-${version}/${path}`];
	for (const path of ['index.html', 'service-worker.js', 'models/gru.safetensors.zst', 'LICENSE', 'THIRD-PARTY.txt']) assert.ok(has(path), path);
	const text = new TextDecoder().decode(has('README.txt'));
	assert.ok(text.startsWith(`Unroll ${version}: `));
	assert.equal(text.trim().split('\n').length, 3);
	assert.deepEqual(Object.keys(files).filter((path) => path.includes('corpus')), []);
	const { files: listed } = JSON.parse(new TextDecoder().decode(has('catalogue.json')));
	assert.deepEqual(listed.filter(({ kind, path }) => kind === 'corpus' || !has(path)), []);
});

test('publint and arethetypeswrong find nothing', async () => {
	for (const name of ['unroll', 'unroll-engine']) {
		const { messages } = await publint({ pkgDir: join(installed, name), pack: false, strict: true });
		assert.deepEqual(messages, []);
	}
	const found = await checkPackage(createPackageFromTarballData(readFileSync(tarballs[1])), { excludeEntrypoints: [/\.wasm$/, './package.json'] });
	// The package is of modules alone: what asks for CommonJS, or knows no "exports", is not for it.
	const problems = found.problems.filter(({ resolutionKind }) => !['node10', 'node16-cjs'].includes(resolutionKind));
	assert.deepEqual(problems, []);
});

test('the README shows the examples that are run here', () => {
	const shown = [...readFileSync(join(installed, 'unroll-engine/README.md'), 'utf8').matchAll(/```js\n([\s\S]*?)```/g)].map(([, code]) => code);
	assert.deepEqual(shown.sort(), readdirSync(examples).map((name) => readFileSync(join(examples, name), 'utf8')).sort());
});

test('a program in TypeScript that uses it compiles', () => {
	writeFileSync(
		join(folder, 'use.ts'),
		`import { loadEngine, importReviews, train, evaluate, EngineFailure, type Epoch } from 'unroll-engine';
		const engine = await loadEngine({ threads: 2 });
		const { corpusFile, report } = await importReviews([new File([], 'a.csv')], { words: 500 });
		const corpus = engine.openCorpus(corpusFile);
		const model = engine.createModel({ cell: 'gru' }, corpus);
		const epochs: Epoch[] = await train(model, corpus, { onProgress: ({ phase }) => phase === 'finished' });
		const { accuracy } = await evaluate(engine, model, corpus);
		const numbers: number[] = [accuracy, epochs.length, report.train.positive, model.predict('good').probability];
		console.log(numbers, new EngineFailure('bad-file', 'a', 'b').subject);\n`,
	);
	const options = ['--noEmit', '--strict', '--target', 'es2022', '--module', 'nodenext', '--lib', 'es2022,dom'];
	execFileSync(execPath, [web.resolve('typescript/bin/tsc'), ...options, 'use.ts'], { cwd: folder, stdio: 'inherit' });
});

test('in Node the example trains, with two threads, and what it saved is the model that the program reads', () => {
	const said = execFileSync(execPath, ['node.mjs'], { cwd: folder, encoding: 'utf8' });
	assert.match(said, /^epoch 1: [\d.]+ .*\n(.*\n){4}positive\n$/);
	const program = join(root, 'build/native/unroll');
	assert.match(execFileSync(program, ['predict', join(folder, 'films.safetensors'), 'an awful film'], { encoding: 'utf8' }), /negative/);
});

test('in Node the example takes a model to Keras and back, and evaluates it', () => {
	const said = execFileSync(execPath, ['models.mjs'], { cwd: folder, encoding: 'utf8' });
	assert.match(said, /^(\d+) of 80 are right: 0\.\d+ to [01]\.\d+\nnegative: precision [\d.]+, recall [\d.]+\npositive: .*\n\[ \[ \d+, \d+ \], \[ \d+, \d+ \] \]\n$/);
	const numbers = said.match(/\d+/g).map(Number);
	assert.equal(numbers.slice(-4).reduce((sum, count) => sum + count), 80);
	assert.equal(numbers.at(-4) + numbers.at(-1), numbers[0]); // the diagonal
	const program = join(root, 'build/native/unroll');
	execFileSync(program, ['import-model', join(folder, 'films.keras'), '-o', join(folder, 'back.safetensors')]);
	assert.deepEqual(readFileSync(join(folder, 'back.safetensors')), readFileSync(join(folder, 'films.safetensors')));
});

test('a run can be aborted and keeps its best weights; failures name the culprit; threads change no bit', async () => {
	const { evaluate, exportModel, importReviews, loadEngine, runTrainer, train, version: stated } = await import(pathToFileURL(join(installed, 'unroll-engine/index.js')).href);
	assert.equal(stated, version);
	const [engine, other] = [await loadEngine(), await loadEngine({ threads: 4 })];
	assert.ok(other.exports.helper_count && !engine.exports.helper_count);
	const { corpusFile, report } = await importReviews([new File([readFileSync(join(folder, 'films.csv'))], 'films.csv')]);
	assert.deepEqual([report.train, report.test], [{ negative: 160, positive: 160 }, { negative: 40, positive: 40 }]);
	const settings = { cell: 'lstm', epochs: '3', units: '16' };
	const fingerprints = [];
	for (const each of [engine, other]) {
		const corpus = each.openCorpus(corpusFile);
		const model = each.createModel(settings, corpus);
		assert.equal((await train(model, corpus)).length, 3);
		fingerprints.push(model.fingerprint());
	}
	assert.equal(fingerprints[0], fingerprints[1]);

	const corpus = engine.openCorpus(corpusFile);
	const model = engine.createModel({ ...settings, epochs: '1000' }, corpus);
	const abort = new AbortController();
	await assert.rejects(train(model, corpus, { signal: abort.signal, onEpoch: (_, number) => number === 2 && abort.abort() }), { name: 'AbortError' });
	assert.equal((await evaluate(engine, model, corpus)).total, 64);
	assert.equal((await evaluate(engine, model, corpus, { split: 'test-split' })).total, 80);
	assert.equal(Buffer.from(await exportModel(model, 'onnx'))[0], 0x08);

	const half = corpus.createTrainer(engine.createModel(settings, corpus));
	half.step(3);
	const { model: resumed, trainer } = engine.resume(half.save(), corpus);
	await runTrainer(trainer);
	assert.equal(resumed.fingerprint(), fingerprints[0]);

	await assert.rejects(importReviews([new File(['%PDF-1.4'], 'films.pdf')]), { name: 'ImportFailure', problem: 'pdf', message: /films\.pdf.* PDF/ });
	assert.throws(() => engine.createModel({ cell: 'rnn' }, corpus), { name: 'EngineFailure', subject: 'cell' });
	await assert.rejects(loadEngine({ wasm: { 'engine.wasm': 'data:,gone', 'engine-scalar.wasm': 'data:,gone' } }), /no build of the engine/);
});

// Trains as the example does, in a page or a worker of it; the result becomes the title of the page.
const training = (options) => `import { trainOn } from './browser.js';
${options.includes('wasm') ? "import { wasm } from './esbuild.js';" : ''}
const run = async () => {
	const { model, score } = await trainOn(new File([await (await fetch('/films.csv')).blob()], 'films.csv'), ${options});
	return model.fingerprint() + ' ' + score.accuracy;
};
const result = await run().catch(({ stack }) => stack);
globalThis.document ? (document.title = result) : postMessage(result);
`;
const byWorker = `const worker = new Worker(new URL('./worker.js', import.meta.url), { type: 'module' });
worker.onmessage = ({ data }) => (document.title = data);`;
const html = (script, head = '') => `<!doctype html>${head}<script type="module" src="${script}"></script>`;

async function bundle() {
	const files = { 'in-page.js': training('{}'), 'in-page-esbuild.js': training('{ wasm }'), 'worker.js': training('{ threads: 2 }'), 'by-worker.js': byWorker };
	for (const [name, code] of Object.entries(files)) writeFileSync(join(folder, name), code);
	writeFileSync(join(folder, 'index.html'), html('./by-worker.js'));
	const { build } = await import(pathToFileURL(web.resolve('vite')).href);
	const toVite = { outDir: 'vite', target: 'es2022', reportCompressedSize: false };
	await build({ root: folder, base: './', logLevel: 'error', worker: { format: 'es' }, build: toVite });
	const toWebpack = { path: join(folder, 'webpack'), module: true, publicPath: 'auto', filename: '[name].js', chunkFilename: '[id].js' };
	const stats = await promisify(webpack)({
		...{ mode: 'production', target: ['web', 'es2022'], context: folder, entry: './by-worker.js', output: toWebpack, experiments: { outputModule: true } },
		...{ performance: false, optimization: { minimize: false } },
	});
	assert.ok(!stats.hasErrors(), String(stats));
	await esbuild.build({
		...{ absWorkingDir: folder, entryPoints: ['in-page-esbuild.js'], outdir: 'esbuild', publicPath: '/esbuild/', logLevel: 'warning' },
		...{ bundle: true, format: 'esm', splitting: true, loader: { '.wasm': 'file' } },
	});
	const map = '<script type="importmap">{ "imports": { "unroll-engine": "/node_modules/unroll-engine/index.js" } }</script>';
	writeFileSync(join(folder, 'webpack/index.html'), html('./main.js'));
	writeFileSync(join(folder, 'esbuild/index.html'), html('./in-page-esbuild.js'));
	mkdirSync(join(folder, 'plain'));
	writeFileSync(join(folder, 'plain/index.html'), html('/in-page.js', map));
}

test('in Chromium it trains to the same bits: bundled by Vite and webpack in a worker with two threads, by esbuild, and as plain modules', async () => {
	await bundle();
	const server = await serve(folder, 0, '127.0.0.1', { 'Content-Security-Policy': "script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval'" });
	const { chromium } = web('playwright-core');
	const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--disable-gpu'], chromiumSandbox: false });
	const titleOf = async (name) => {
		const page = await browser.newPage();

		await page.goto(`http://127.0.0.1:${server.address().port}/${name}/`);
		for (const end = Date.now() + 30_000; (await page.title()) === '' && Date.now() < end; ) await setTimeout(50);
		return page.title();
	};
	try {
		const titles = await Promise.all(['vite', 'webpack', 'esbuild', 'plain'].map(titleOf));
		assert.match(titles[0], /^[0-9a-f]{64} 1$/);
		assert.deepEqual(titles, titles.map(() => titles[0]));
	} finally {
		await browser.close();
		server.close();
		server.closeAllConnections();
	}
});

test('npx unroll serves the page with the headers that give threads, and prints where', async () => {
	const bin = join(installed, '.bin/unroll');
	const begin = async (...args) => {
		const child = spawn(bin, args);
		const [text] = await once(child.stdout, 'data');
		return { child, text: String(text), address: /http:\/\/\S+/.exec(text)[0] };
	};
	const { child, text, address } = await begin('--port', '0');
	const page = await fetch(address);
	assert.equal(page.headers.get('cross-origin-embedder-policy'), 'require-corp');
	assert.equal(page.headers.get('cross-origin-opener-policy'), 'same-origin');
	const html = await page.text();
	const [, script] = /src="\.\/(assets\/[^"]+\.js)"/.exec(html);
	assert.match((await fetch(address + script)).headers.get('content-type'), /javascript/);
	assert.match(text, /http:\/\/localhost:\d+\/ /);
	const taken = spawn(bin, ['--port', new URL(address).port]);
	let said = '';
	taken.stderr.on('data', (piece) => (said += piece));
	assert.deepEqual(await once(taken, 'close'), [1, null]);
	assert.match(said, /is taken .*npx unroll --port \d+/);
	child.kill();

	const everywhere = await begin('--host', '--port=0');
	everywhere.child.kill();
	assert.match(everywhere.text, /http:\/\/localhost:\d+\//);
	const { renderUnicodeCompact } = await import(pathToFileURL(join(installed, 'unroll/uqr.mjs')).href);
	const [other] = [...everywhere.text.matchAll(/http:\/\/[^\s/]+\//g)].map(([found]) => found).slice(1);
	if (other) assert.ok(everywhere.text.includes(renderUnicodeCompact(other, { border: 2 })));
	assert.equal(execFileSync(bin, ['--version'], { encoding: 'utf8' }), `${version}\n`);
});
