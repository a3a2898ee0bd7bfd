// usage: node scripts/release.mjs
//
// Packs a build for publication, into build/release: the site as a zip, and the npm packages. The same build gives the same bytes:
// files are sorted and have one date.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

import { makePackages } from './packages.mjs';
import { version } from './version.mjs';

const root = fileURLToPath(new URL('../', import.meta.url));
const { zipSync } = createRequire(join(root, 'web/package.json'))('fflate');

/** In local time, as a zip has it: so it is the same in every time zone. */
const DATE = new Date(1980, 0, 1);

/** The files of a folder as a zip in which all of them are in a folder `name`. */
function zip(folder, name) {
	const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => relative(folder, join(entry.parentPath, entry.name)))
		.sort();
	const isPacked = (path) => /\.(zst|png)$/.test(path);
	const files = paths.map((path) => [`${name}/${path.split(sep).join('/')}`, [readFileSync(join(folder, path)), { level: isPacked(path) ? 0 : 9 }]]);
	return zipSync(Object.fromEntries(files), { mtime: DATE });
}

const { site, npm } = await makePackages();
const target = join(root, 'build/release');
rmSync(target, { recursive: true, force: true });
mkdirSync(target, { recursive: true });
const name = `unroll-site-${version}`;
writeFileSync(join(target, `${name}.zip`), zip(site, name));
for (const folder of npm) execFileSync('npm', ['pack', '--silent', '--ignore-scripts', '--pack-destination', target], { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
for (const file of readdirSync(target).sort()) console.log(`build/release/${file}`);
