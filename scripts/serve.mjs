// usage: node scripts/serve.mjs FOLDER
//
// Serves a folder on http://HOST:PORT (localhost:8000 where they are not set), to look at the page. Any web
// server can do it: the headers sent here beside the type are the strictest under which the page must work. The three that begin
// with Cross-Origin isolate it, so that it may train on several processors; without them it has one.
import { createReadStream } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { basename, extname, join, resolve, sep } from 'node:path';
import { argv, env, exit } from 'node:process';
import { pipeline } from 'node:stream/promises';
import { pathToFileURL } from 'node:url';

const types = {
	'.css': 'text/css; charset=utf-8',
	'.html': 'text/html; charset=utf-8',
	'.ico': 'image/x-icon',
	'.js': 'text/javascript; charset=utf-8',
	'.json': 'application/json',
	'.png': 'image/png',
	'.svg': 'image/svg+xml',
	'.txt': 'text/plain; charset=utf-8',
	'.wasm': 'application/wasm',
	'.webmanifest': 'application/manifest+json',
	'.woff2': 'font/woff2',
	'.zst': 'application/zstd',
};

// What page and workers may load: the site's own files, and WebAssembly. The page says so of itself too (web/vite.config.ts),
// for servers that send no such header.
export const contentPolicy = [
	"default-src 'self'",
	"script-src 'self' 'wasm-unsafe-eval'",
	"object-src 'none'",
	"base-uri 'none'",
	"form-action 'none'",
].join('; ');

const pageHeaders = {
	'Cache-Control': 'no-cache',
	'Content-Security-Policy': contentPolicy,
	'Cross-Origin-Embedder-Policy': 'require-corp',
	'Cross-Origin-Opener-Policy': 'same-origin',
	'Cross-Origin-Resource-Policy': 'same-origin',
	'X-Content-Type-Options': 'nosniff',
};

// Of the script that puts the page into pages of other sites.
const forOthers = { 'Access-Control-Allow-Origin': '*', 'Cross-Origin-Resource-Policy': 'cross-origin' };

// The file that a request's path names inside `root` (a real path), with its size, or null.
async function findFile(root, url) {
	try {
		const path = decodeURIComponent(url.split('?')[0]);
		const file = await realpath(join(root, path.endsWith('/') ? `${path}index.html` : path));
		const { size } = file.startsWith(root + sep) ? await stat(file).then((s) => s.isFile() && s) : {};
		return size === undefined ? null : { file, size };
	} catch {
		return null; // wrong escapes, a zero byte, or no such file
	}
}

async function answer(root, headers, request, response) {
	if (request.method !== 'GET' && request.method !== 'HEAD') {
		response.writeHead(405, { Allow: 'GET, HEAD' }).end();
		return;
	}
	const found = await findFile(root, request.url);
	if (!found) {
		response.writeHead(404, { ...headers, 'Content-Type': 'text/plain' }).end('There is no such file.\n');
		return;
	}
	response.writeHead(200, {
		...headers,
		...(basename(found.file) === 'embed.js' && forOthers),
		'Content-Type': types[extname(found.file)] ?? 'application/octet-stream',
		'Content-Length': found.size,
	});
	if (request.method === 'HEAD') {
		response.end();
		return;
	}
	// Fails where the reader has gone away: nothing is left to be done then.
	await pipeline(createReadStream(found.file), response).catch(() => {});
}

// Serves `folder`; resolves to the server once it listens. Port 0 is any free one. `changed` are headers other than the page's.
export async function serve(folder, port, host, changed = {}) {
	const root = await realpath(resolve(folder));
	const server = createServer((request, response) => answer(root, { ...pageHeaders, ...changed }, request, response));
	// Node would take a name for the path of a socket.
	if (!/^\d+$/.test(port)) throw Object.assign(new Error('no number'), { code: 'ERR_SOCKET_BAD_PORT' });
	await new Promise((listening, failed) => {
		server.once('error', failed);
		server.listen(port, host, listening);
	});
	return server;
}

// How host and port are set for ./dev demo. packages/unroll has options of its own.
const demo = { option: (name, value) => `${name.toUpperCase()}=${value}`, command: (option) => `${option} ./dev demo` };

// What to do about an error of serve().
export function explain(error, folder, port, host, { option, command } = demo) {
	switch (error.code) {
		case 'EADDRINUSE':
			return `Port ${port} is taken by another program. Choose another one: ${command(option('port', Number(port) + 1))}`;
		case 'EACCES':
			return `Port ${port} may not be used by this user. Choose one above 1023: ${command(option('port', 8000))}`;
		case 'ENOTFOUND':
		case 'EADDRNOTAVAIL':
			return `${option('host', host)} is no address of this computer. Leave it out to serve on localhost.`;
		case 'ERR_SOCKET_BAD_PORT':
			return `${option('port', port)} is no port: it must be a number from 0 to 65535.`;
		case 'ENOENT':
			return `There is no folder ${folder}. ./dev site makes build/site.`;
		default:
			return `The page cannot be served on ${host}:${port}: ${error.message}`;
	}
}

if (import.meta.url === pathToFileURL(argv[1]).href) {
	const folder = argv[2] ?? 'build/site';
	const port = env.PORT ?? '8000';
	const host = env.HOST ?? 'localhost';
	try {
		const server = await serve(folder, port, host);
		console.log(`\nUnroll is at http://${host}:${server.address().port}/ — Ctrl-C ends it.`);
	} catch (error) {
		console.error(`\n${explain(error, folder, port, host)}`);
		exit(1);
	}
}
