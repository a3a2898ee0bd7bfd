// The demo's server: types, headers, HEAD, nothing from outside its folder, and clear messages where it
// cannot listen.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { serve } from '../../scripts/serve.mjs';

const program = new URL('../../scripts/serve.mjs', import.meta.url).pathname;
const folder = mkdtempSync(join(tmpdir(), 'serve-'));
const root = join(folder, 'site');
let server;
let port;

before(async () => {
	mkdirSync(join(root, 'deep'), { recursive: true });
	writeFileSync(join(root, 'index.html'), '<p>home</p>');
	writeFileSync(join(root, 'engine.wasm'), 'wasm');
	writeFileSync(join(root, 'data.zst'), 'packed');
	writeFileSync(join(root, 'embed.js'), 'script');
	writeFileSync(join(root, 'deep', 'a b.js'), 'script');
	writeFileSync(join(folder, 'secret'), 'secret');
	mkdirSync(join(folder, 'site-of-another'));
	writeFileSync(join(folder, 'site-of-another', 'secret'), 'secret');
	symlinkSync(join(folder, 'secret'), join(root, 'link'));
	server = await serve(root, 0, '127.0.0.1');
	port = server.address().port;
});

after(() => {
	server.close();
	rmSync(folder, { recursive: true });
});

// fetch() would tidy up the path before it is sent.
async function ask(path, method = 'GET') {
	const sent = request({ host: '127.0.0.1', port, path, method });
	sent.end();
	const [response] = await once(sent, 'response');
	let body = '';
	for await (const chunk of response) body += chunk;
	return { status: response.statusCode, headers: response.headers, body };
}

test('a folder is answered with its index.html', async () => {
	const { status, headers, body } = await ask('/');
	assert.equal(status, 200);
	assert.equal(headers['content-type'], 'text/html; charset=utf-8');
	assert.equal(body, '<p>home</p>');
});

test('WebAssembly has the type that streaming compilation asks for', async () => {
	assert.equal((await ask('/engine.wasm')).headers['content-type'], 'application/wasm');
});

test('a packed file is sent as it is: the page unpacks it itself', async () => {
	const { headers, body } = await ask('/data.zst');
	assert.equal(headers['content-encoding'], undefined);
	assert.equal(body, 'packed');
});

test('escapes and a query are understood', async () => {
	assert.equal((await ask('/deep/a%20b.js?v=1')).body, 'script');
});

test('the page is isolated and under the strict content policy', async () => {
	const { headers } = await ask('/');
	assert.equal(headers['cross-origin-opener-policy'], 'same-origin');
	assert.equal(headers['cross-origin-embedder-policy'], 'require-corp');
	assert.equal(headers['cross-origin-resource-policy'], 'same-origin');
	assert.match(headers['content-security-policy'], /script-src 'self' 'wasm-unsafe-eval';/);
});

test('the script for other sites may be loaded by them, and nothing else', async () => {
	const { headers } = await ask('/embed.js');
	assert.equal(headers['access-control-allow-origin'], '*');
	assert.equal(headers['cross-origin-resource-policy'], 'cross-origin');
	assert.equal((await ask('/')).headers['access-control-allow-origin'], undefined);
});

test('HEAD has the headers and no body', async () => {
	const { status, headers, body } = await ask('/engine.wasm', 'HEAD');
	assert.equal(status, 200);
	assert.equal(headers['content-length'], '4');
	assert.equal(body, '');
});

test('nothing outside the folder is served', async () => {
	for (const path of ['/../secret', '/%2e%2e/secret', '/..%2fsecret', '/deep/../../secret', '/link', '/../site-of-another/secret'])
		assert.equal((await ask(path)).status, 404, path);
});

test('what is no file, or no path at all, is not found', async () => {
	for (const path of ['/nothing', '/deep', '/deep/', '/%', '/%00', '/index.html/'])
		assert.equal((await ask(path)).status, 404, path);
});

test('other methods are refused', async () => {
	assert.equal((await ask('/', 'POST')).status, 405);
});

async function run(environment, served = root) {
	const child = spawn(process.execPath, [program, served], { env: { ...process.env, ...environment } });
	let said = '';
	child.stderr.on('data', (text) => (said += text));
	const [code] = await once(child, 'close');
	return { code, said };
}

test('a taken port is named, with the way out', async () => {
	const { code, said } = await run({ PORT: String(port), HOST: '127.0.0.1' });
	assert.equal(code, 1);
	assert.match(said, new RegExp(`Port ${port} is taken .*PORT=${port + 1} `));
});

test('a wrong PORT, HOST or folder is named', async () => {
	assert.match((await run({ PORT: 'http' })).said, /PORT=http is no port/);
	assert.match((await run({ PORT: '70000' })).said, /PORT=70000 is no port/);
	assert.match((await run({ HOST: '192.0.2.1', PORT: '0' })).said, /HOST=192\.0\.2\.1 is no address/);
	assert.match((await run({ PORT: '0' }, join(folder, 'missing'))).said, /no folder .*missing/);
});

test('the address is printed', async () => {
	const child = spawn(process.execPath, [program, root], { env: { ...process.env, PORT: '0', HOST: '127.0.0.1' } });
	const [text] = await once(child.stdout, 'data');
	child.kill();
	assert.match(String(text), /http:\/\/127\.0\.0\.1:[1-9]\d*\//);
});
