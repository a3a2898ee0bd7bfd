// Builds the service worker after the page, with the list of the page's files in it.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, type Plugin, type ResolvedConfig } from 'vite';

/** Vite names its files by their content; the others are told apart by a digest. */
const namedByContent = /^assets\/.*-[\w-]{8}\.\w+$/;

const digest = (file: string) => createHash('sha256').update(readFileSync(file)).digest('hex').slice(0, 16);

export function serviceWorker(entry: string): Plugin {
	let config: ResolvedConfig;
	let files: string[] = [];

	const precached = (folder: string) =>
		files.sort().map((url) => ({ url, revision: namedByContent.test(url) ? null : digest(join(folder, url)) }));

	return {
		name: 'service-worker',
		apply: 'build',
		enforce: 'post',
		configResolved(resolved) {
			config = resolved;
		},
		writeBundle(_options, bundle) {
			const copied = readdirSync(config.publicDir, { recursive: true, withFileTypes: true })
				.filter((found) => found.isFile())
				.map((found) => join(found.parentPath, found.name).slice(config.publicDir.length + 1));
			files = [...Object.keys(bundle), ...copied];
		},
		async closeBundle() {
			const folder = join(config.root, config.build.outDir);
			await build({
				root: config.root,
				configFile: false,
				publicDir: false,
				logLevel: 'warn',
				define: {
					PRECACHED: JSON.stringify(precached(folder)),
					'process.env.NODE_ENV': '"production"', // without Workbox's own log
				},
				build: {
					outDir: folder,
					emptyOutDir: false,
					target: config.build.target,
					lib: { entry, formats: ['iife'], name: 'unused', fileName: () => 'service-worker.js' },
				},
			});
		},
	};
}
