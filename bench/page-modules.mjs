// The page's own TypeScript modules, for Node.
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

import { writeBoundary } from '../scripts/boundary.mjs';

const web = fileURLToPath(new URL('../web/', import.meta.url));

// A module by its path under web/src.
export async function pageModule(path) {
	writeBoundary();
	const { runnerImport } = await import(createRequire(`${web}package.json`).resolve('vite'));
	const { module } = await runnerImport(`${web}src/${path}`, { configFile: false, root: web, logLevel: 'error' });
	return module;
}
