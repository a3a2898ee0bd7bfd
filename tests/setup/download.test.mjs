// The download of the reviews, against a server on this computer that fails in all the ways servers do.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';

const script = new URL('../../scripts/download.sh', import.meta.url).pathname;
const content = Buffer.alloc(300_000, 'a file that is long enough to break off; ');
const md5 = createHash('md5').update(content).digest('hex');

let folder;
let file;
let server;
let url;
let asked; // the Range header of each request, in order

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'download-'));
	file = join(folder, 'archive');
	asked = [];
});

afterEach(() => {
	server?.close();
	server?.closeAllConnections();
	server = undefined;
	rmSync(folder, { recursive: true });
});

async function listen(answer) {
	server = createServer((request, response) => {
		asked.push(request.headers.range);
		answer(request, response, asked.length);
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	url = `http://127.0.0.1:${server.address().port}/archive`;
}

async function download() {
	const child = spawn('bash', [script, url ?? 'http://127.0.0.1:1/', file, String(content.length), md5], {
		env: { ...process.env, WAIT: '0' },
	});
	let said = '';
	child.stderr.on('data', (text) => (said += text));
	const [code] = await once(child, 'close');
	return { code, said };
}

// Sends what the request asks for, as a server that understands Range does.
function send(request, response, bytes = content) {
	const from = Number(/bytes=(\d+)-/.exec(request.headers.range)?.[1] ?? 0);
	const length = bytes.length - from;
	if (from === 0) response.writeHead(200, { 'Content-Length': length });
	else response.writeHead(206, { 'Content-Length': length, 'Content-Range': `bytes ${from}-${bytes.length - 1}/${bytes.length}` });
	response.end(bytes.subarray(from));
}

// Sends `sent` bytes of the whole file, then hangs up.
function breakOff(response, sent) {
	response.writeHead(200, { 'Content-Length': content.length });
	response.write(content.subarray(0, sent), () => response.destroy());
}

function assertWhole({ code, said }) {
	assert.equal(code, 0, said);
	assert.ok(readFileSync(file).equals(content));
	assert.ok(!existsSync(`${file}.part`));
}

test('a file is downloaded whole', async () => {
	await listen((request, response) => send(request, response));
	assertWhole(await download());
	assert.deepEqual(asked, [undefined]);
});

test('where the connection breaks, the next attempt goes on in the middle', async () => {
	await listen((request, response, count) => (count === 1 ? breakOff(response, 100_000) : send(request, response)));
	assertWhole(await download());
	assert.deepEqual(asked, [undefined, 'bytes=100000-']);
});

test('a later run goes on from the part that an earlier one left', async () => {
	writeFileSync(`${file}.part`, content.subarray(0, 12_345));
	await listen((request, response) => send(request, response));
	assertWhole(await download());
	assert.deepEqual(asked, ['bytes=12345-']);
});

test('a server that ignores Range is asked for the whole again', async () => {
	writeFileSync(`${file}.part`, content.subarray(0, 12_345));
	await listen((request, response) => {
		delete request.headers.range;
		send(request, response);
	});
	assertWhole(await download());
});

test('a part that is complete needs no server', async () => {
	writeFileSync(`${file}.part`, content);
	assertWhole(await download());
});

test('a part that is too long is thrown away', async () => {
	writeFileSync(`${file}.part`, Buffer.concat([content, content]));
	await listen((request, response) => {
		if (request.headers.range) response.writeHead(416, { 'Content-Range': `bytes */${content.length}` }).end();
		else send(request, response);
	});
	assertWhole(await download());
});

test('a damaged part is found out by its MD5 and thrown away', async () => {
	writeFileSync(`${file}.part`, Buffer.alloc(12_345));
	await listen((request, response) => send(request, response));
	const { code, said } = await download();
	assert.equal(code, 1);
	assert.match(said, /is damaged \(its MD5 is not/);
	assert.ok(!existsSync(file) && !existsSync(`${file}.part`));
	assertWhole(await download());
});

test('content with a wrong MD5 never becomes the file', async () => {
	await listen((request, response) => send(request, response, Buffer.alloc(content.length)));
	const { code, said } = await download();
	assert.equal(code, 1);
	assert.match(said, /MD5/);
	assert.ok(!existsSync(file));
});

test('a file of another size is refused', async () => {
	for (const size of [content.length - 1, content.length + 1]) {
		await listen((request, response) => send(request, response, Buffer.alloc(size)));
		const { code, said } = await download();
		assert.equal(code, 1);
		assert.match(said, /another file than expected/);
		assert.ok(!existsSync(file));
		server.close();
		rmSync(`${file}.part`, { force: true });
	}
});

test('a file that is not there is said at once', async () => {
	await listen((_, response) => response.writeHead(404).end());
	const { code, said } = await download();
	assert.equal(code, 1);
	assert.match(said, /is not there \(the server answers 404\).*put at /);
	assert.equal(asked.length, 1);
});

test('a server in trouble is asked again', async () => {
	await listen((request, response, count) => (count < 3 ? response.writeHead(503).end() : send(request, response)));
	assertWhole(await download());
	assert.equal(asked.length, 3);
});

test('a server that stays in trouble is left in peace after six attempts, and the part is kept', async () => {
	await listen((request, response, count) => (count === 1 ? breakOff(response, 100_000) : response.writeHead(503).end()));
	const { code, said } = await download();
	assert.equal(code, 1);
	assert.match(said, /broke off 6 times/);
	assert.equal(asked.length, 6);
	assert.equal(readFileSync(`${file}.part`).length, 100_000);
});

test('an address that leads nowhere is said', async () => {
	url = 'http://no-such-server.invalid/archive';
	const { code, said } = await download();
	assert.equal(code, 1);
	assert.match(said, /cannot be reached/);
});

test('a file that is there already is left as it is', async () => {
	writeFileSync(file, content);
	assertWhole(await download());
});

test('a file that is there and wrong is named, not deleted', async () => {
	writeFileSync(file, 'something of the user');
	const { code, said } = await download();
	assert.equal(code, 1);
	assert.match(said, /archive is damaged or another file/);
	assert.equal(readFileSync(file, 'utf8'), 'something of the user');
});
