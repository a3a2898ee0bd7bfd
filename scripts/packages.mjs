// Makes what is published of a build, in folders under build/packages:
//
//   site           build/site without the reviews, which belong to their authors
//   unroll         the npm package that serves it: npx unroll
//   unroll-engine  the npm package of the engine
//
// scripts/release.mjs packs them. The sources of the packages are in packages/.
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, posix } from 'node:path';
import { execPath } from 'node:process';
import { fileURLToPath, pathToFileURL } from 'node:url';

import { catalogue } from './catalogue.mjs';
import { version } from './version.mjs';

const root = fileURLToPath(new URL('../', import.meta.url));
const built = join(root, 'build/packages');
const web = createRequire(join(root, 'web/package.json'));
const modules = join(root, 'web/node_modules');

const read = (path) => readFileSync(path, 'utf8');
const readJson = (path) => JSON.parse(read(path));
const writeJson = (path, value) => writeFileSync(path, `${JSON.stringify(value, null, '\t')}\n`);

/** An empty folder of that name. */
function emptyFolder(name) {
	const folder = join(built, name);
	rmSync(folder, { recursive: true, force: true });
	mkdirSync(folder, { recursive: true });
	return folder;
}

/** The licences of the npm packages that the page and the engine's package contain. */
function licences() {
	const names = new Set([...Object.keys(readJson(join(root, 'web/package.json')).dependencies), 'svelte']);
	const texts = [];
	for (const name of names) {
		const folder = join(modules, name);
		const { version: number, license, dependencies = {} } = readJson(join(folder, 'package.json'));
		if (name !== 'svelte') Object.keys(dependencies).forEach((other) => names.add(other)); // svelte's are its compiler's
		const file = readdirSync(folder).find((other) => /^licen[cs]e/i.test(other));
		texts.push([name, `${name} ${number} (${license})\n\n${file ? read(join(folder, file)).trim() : ''}\n`]);
	}
	return texts.sort(([a], [b]) => (a < b ? -1 : 1)).map(([, text]) => text).join('\n---\n\n');
}

/** What every package has: its description with the version, a README and licences. */
function describe(folder, name) {
	const source = join(root, 'packages', name);
	const { name: called, ...rest } = readJson(join(source, 'package.json'));
	writeJson(join(folder, 'package.json'), { name: called, version, ...rest });
	cpSync(join(source, 'README.md'), join(folder, 'README.md'));
	cpSync(join(root, 'CHANGELOG.md'), join(folder, 'CHANGELOG.md'));
	addLicences(folder);
}

function addLicences(folder) {
	cpSync(join(root, 'LICENSE'), join(folder, 'LICENSE'));
	writeFileSync(join(folder, 'THIRD-PARTY.txt'), licences());
}

/** The site without reviews, with a catalogue that names none. */
function makeSite(folder) {
	if (!existsSync(join(root, 'build/site/index.html'))) throw new Error('There is no build/site: run ./dev build first.');
	cpSync(join(root, 'build/site'), folder, { recursive: true, filter: (path) => path !== join(root, 'build/site/corpus') });
	writeJson(join(folder, 'catalogue.json'), catalogue(folder));
}

/** The modules of the engine's package, and the files that they load. */
async function makeEngineModules(folder) {
	const sources = join(root, 'packages/unroll-engine/src');
	const { rolldown } = await import(pathToFileURL(web.resolve('rolldown')).href);
	const bundle = await rolldown({
		input: { index: join(sources, 'index.ts'), helper: join(sources, 'helper.ts') },
		platform: 'neutral',
		resolve: { modules: [modules], conditionNames: ['browser', 'import', 'default'] },
	});
	await bundle.write({ dir: folder, format: 'es', chunkFileNames: '[name].js' });
	await bundle.close();
	const wasm = {
		'engine.wasm': 'wasm/engine.wasm',
		'engine-threads.wasm': 'wasm-threads/engine.wasm',
		'engine-scalar.wasm': 'wasm-scalar/engine.wasm',
		'evaluation.wasm': 'wasm/evaluation.wasm',
		'evaluation-scalar.wasm': 'wasm-scalar/evaluation.wasm',
		'importer.wasm': 'wasm-scalar/importer.wasm',
		'exporter.wasm': 'wasm-scalar/exporter.wasm',
	};
	for (const [name, path] of Object.entries(wasm)) cpSync(join(root, 'build', path), join(folder, name));
}

/** The declarations that those of `entries` need, of all that the compiler wrote; and imports by the names that there are. */
function makeTypes(folder, entries) {
	const all = emptyFolder('types');
	const compiler = join(modules, 'typescript/bin/tsc');
	execFileSync(execPath, [compiler, '-p', join(root, 'packages/unroll-engine'), '--outDir', all], { stdio: 'inherit' });
	const needed = new Set(entries);
	for (const path of needed) {
		const text = read(join(all, `${path}.d.ts`));
		const at = (specifier) => posix.join(posix.dirname(path), specifier);
		for (const [, specifier] of text.matchAll(/(?:from|import\()\s*['"](\.[^'"]+)\.ts['"]/g)) needed.add(at(specifier));
		const target = join(folder, 'types', `${path}.d.ts`);
		mkdirSync(dirname(target), { recursive: true });
		writeFileSync(target, text.replace(/(['"]\.[^'"]+)\.ts(['"])/g, '$1.js$2'));
	}
	rmSync(all, { recursive: true });
}

/** Makes all of them. */
export async function makePackages() {
	const site = emptyFolder('site');
	makeSite(site);

	const server = emptyFolder('unroll');
	describe(server, 'unroll');
	cpSync(site, join(server, 'site'), { recursive: true });
	cpSync(join(root, 'packages/unroll/unroll.mjs'), join(server, 'unroll.mjs'));
	cpSync(join(root, 'scripts/serve.mjs'), join(server, 'serve.mjs'));
	cpSync(join(modules, 'uqr/dist/index.mjs'), join(server, 'uqr.mjs'));

	addLicences(site);
	writeFileSync(join(site, 'README.txt'), read(join(root, 'packages/site-README.txt')).replace('VERSION', version));

	const engine = emptyFolder('unroll-engine');
	describe(engine, 'unroll-engine');
	await makeEngineModules(engine);
	makeTypes(engine, ['index', 'helper'].map((name) => `packages/unroll-engine/src/${name}`));
	return { site, npm: [server, engine] };
}
