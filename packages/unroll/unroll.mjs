#!/usr/bin/env node
// npx unroll: serves the ready-made page, for this computer or for everyone in the network.
import { readFileSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { argv, exit } from 'node:process';
import { fileURLToPath } from 'node:url';

import { explain, serve } from './serve.mjs';
import { renderUnicodeCompact } from './uqr.mjs';

const usage = `usage: npx unroll [--host [ADDRESS]] [--port PORT]

Serves the page of Unroll; open the address that it prints.

  --host [ADDRESS]   for other computers too, at all addresses of this one or at ADDRESS; without it, for this computer alone
  --port PORT        8000 where it is not given; 0 is any free one
  --version, --help`;

/** How errors of serve() name the options. */
const words = { option: (name, value) => `--${name} ${value}`, command: (option) => `npx unroll ${option}` };

/** The options of a command line; throws what is wrong with it. */
function optionsOf(args) {
	const options = { host: 'localhost', port: '8000' };
	for (let index = 0; index < args.length; index++) {
		const [name, given] = args[index].split(/=(.*)/s);
		const next = () => given ?? (args[index + 1]?.startsWith('-') ? undefined : args[++index]);
		if (name === '--host') options.host = next() ?? '::';
		else if (name === '--port') options.port = next() ?? '';
		else if (name === '--version' || name === '--help' || name === '-h') options[name.replace(/^-+/, '')] = true;
		else throw new Error(`There is no option ${name}.\n\n${usage}`);
	}
	return options;
}

/** The addresses of this computer in its networks, those of IPv4: they can be typed. */
const networkAddresses = () =>
	Object.values(networkInterfaces())
		.flat()
		.filter(({ family, internal }) => family === 'IPv4' && !internal)
		.map(({ address }) => address);

const isEverywhere = (host) => host === '::' || host === '0.0.0.0';
const isThisComputer = (host) => host === 'localhost' || host === '::1' || host.startsWith('127.');

async function run({ host, port }) {
	const site = fileURLToPath(new URL('site', import.meta.url));
	// Where there is no IPv6, all addresses are those of IPv4.
	const server = await serve(site, port, host).catch((error) => {
		if (host !== '::' || error.code !== 'EAFNOSUPPORT') throw error;
		return serve(site, port, '0.0.0.0');
	});
	const addressOf = (name) => `http://${name.includes(':') ? `[${name}]` : name}:${server.address().port}/`;
	if (isThisComputer(host)) {
		console.log(`Unroll is at ${addressOf(host)} — Ctrl-C ends it. With --host other computers can open it too.`);
		return;
	}
	const addresses = isEverywhere(host) ? networkAddresses() : [host];
	const all = [...(isEverywhere(host) ? ['localhost'] : []), ...addresses].map(addressOf);
	const code = addresses.length > 0 ? `\n${renderUnicodeCompact(addressOf(addresses[0]), { border: 2 })}\n` : '';
	const note = 'By plain HTTP other computers train with one thread, and not offline; all else works there. Ctrl-C ends it.';
	console.log(`Unroll is at ${all.join('\n         and ')}\n${code}\n${note}`);
}

try {
	const options = optionsOf(argv.slice(2));
	if (options.help || options.h) console.log(usage);
	else if (options.version) console.log(JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8')).version);
	else await run(options).catch((error) => Promise.reject(new Error(explain(error, 'site', options.port, options.host, words))));
} catch (error) {
	console.error(error.message);
	exit(1);
}
