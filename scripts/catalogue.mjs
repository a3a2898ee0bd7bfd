// usage: node scripts/catalogue.mjs [FOLDER]
//
// Writes FOLDER/catalogue.json (default: build/site): the reviews, statistics and models in it, with their digests. The page
// reads it first, fetches what it needs, and caches each file under its digest (web/src/worker/library/site-files.ts). If a
// file is missing, the page says so and works without it. Models listed in FOLDER/models/measured.json are given with what is said
// of them there: the language of their reviews, what is rare among these, and the accuracy on the test reviews.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { argv } from 'node:process';
import { pathToFileURL } from 'node:url';

// The files are compressed, so their names say what they are.
function kindOf(path) {
	if (!path.endsWith('.safetensors.zst')) return null;
	if (path.startsWith('corpus/')) return path.endsWith('-test.safetensors.zst') ? 'test' : 'corpus';
	return path.endsWith('-statistics.safetensors.zst') ? 'statistics' : 'model';
}

// What ./dev models measured, by model name.
function measured(folder) {
	const path = join(folder, 'models/measured.json');
	return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {};
}

function factsOf(path, figures) {
	const { language, extremes, accuracy, reviews } = figures[basename(path, '.safetensors.zst')] ?? {};
	return { language, extremes, test: accuracy === undefined ? undefined : { accuracy, reviews } };
}

export function catalogue(folder) {
	const figures = measured(folder);
	const paths = ['corpus', 'models']
		.filter((name) => existsSync(join(folder, name)))
		.flatMap((name) => readdirSync(join(folder, name)).sort().map((file) => `${name}/${file}`));
	const files = paths.flatMap((path) => {
		const bytes = readFileSync(join(folder, path));
		const kind = kindOf(path);
		const sha256 = createHash('sha256').update(bytes).digest('hex');
		return kind ? [{ kind, path, size: bytes.length, sha256, ...factsOf(path, figures) }] : [];
	});
	return { format: 'unroll-catalogue-1', files };
}

if (import.meta.url === pathToFileURL(argv[1]).href) {
	const folder = argv[2] ?? 'build/site';
	writeFileSync(join(folder, 'catalogue.json'), `${JSON.stringify(catalogue(folder), null, '\t')}\n`);
}
