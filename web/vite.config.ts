import { svelte } from '@sveltejs/vite-plugin-svelte';
import { existsSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';
import { writeBoundary } from '../scripts/boundary.mjs';
import { contentPolicy } from '../scripts/serve.mjs';
import { preload } from './plugins/preload.ts';
import { serviceWorker } from './plugins/service-worker.ts';

const root = fileURLToPath(new URL('.', import.meta.url));
const engines = ['wasm-threads/engine', 'wasm/engine', 'wasm-scalar/engine', 'wasm-scalar/importer'].map((name) => `../build/${name}.wasm`);

// The engine is built before the page. Without it the bundler's own message would not say so.
function requireEngine(): Plugin {
	return {
		name: 'require-engine',
		apply: 'build',
		buildStart() {
			const missing = engines.filter((path) => !existsSync(new URL(path, import.meta.url)));
			if (missing.length > 0) {
				this.error(`${missing.join(' and ')} not found: please build the engine first (./dev build).`);
			}
		},
	};
}

// Only what the page consists of is replaced: the reviews in build/site/corpus stay.
function clearAssets(): Plugin {
	let assets = '';
	return {
		name: 'clear-assets',
		apply: 'build',
		configResolved({ root, build }) {
			assets = resolve(root, build.outDir, build.assetsDir);
		},
		buildStart() {
			rmSync(assets, { recursive: true, force: true });
		},
	};
}

type Importers = (id: string) => { importers: readonly string[] } | null;

const isStart = (id: string) => /\/src\/(main|page|worker\/library\/library-worker)\.ts$/.test(id);

/** Whether the page, or the library worker, imports a module as it starts, itself or by others. */
function isNeededAtOnce(id: string, infoOf: Importers): boolean {
	const seen = new Set([id]);
	for (const one of seen) {
		if (isStart(one)) {
			return true;
		}
		infoOf(one)?.importers.forEach((importer) => seen.add(importer));
	}
	return false;
}

// One file of all that the page needs at once: each file asked for costs a slow machine’s main thread more than the little that not
// everybody needs. What only later parts share is not in it. The library worker has such a file too: its later parts may import that one, but not the
// worker's own, which WebKit would then run a second time.
const neededAtOnce = {
	codeSplitting: {
		groups: [
			{
				debugName: 'shared',
				name: (id: string, context: { getModuleInfo: Importers }) =>
					!isStart(id) && isNeededAtOnce(id, (one) => context.getModuleInfo(one)) ? 'shared' : null,
				minShareCount: 1,
				test: /\/web\/(src|node_modules)\//,
			},
		],
	},
};

writeBoundary();

// Not while the page is being developed: Vite then works with scripts and styles in the document.
const declareContentPolicy: Plugin = {
	name: 'declare-content-policy',
	apply: 'build',
	transformIndexHtml: () => [
		{
			tag: 'meta',
			attrs: { 'http-equiv': 'Content-Security-Policy', content: contentPolicy },
			injectTo: 'head-prepend',
		},
	],
};

export default defineConfig({
	root,
	base: './', // the site works from any path
	plugins: [svelte(), requireEngine(), clearAssets(), declareContentPolicy, preload('/src/page.ts'), serviceWorker('src/offline/service-worker.ts')],
	server: { fs: { allow: ['..'] } },
	worker: { format: 'es', rolldownOptions: { output: neededAtOnce } },
	build: {
		outDir: '../build/site',
		emptyOutDir: false,
		assetsInlineLimit: 0,
		target: 'es2022',
		modulePreload: { polyfill: false },
		reportCompressedSize: false,
		rolldownOptions: {
			output: neededAtOnce,
		},
	},
});
