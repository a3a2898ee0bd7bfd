// Opens pages in WebKitGTK's MiniBrowser by WebDriver (https://www.w3.org/TR/webdriver2/), on a screen of its own that nobody
// sees. Each browser has a profile of its own, which is gone with it.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { networkInterfaces } from 'node:os';
import { arch } from 'node:process';
import type { Readable } from 'node:stream';
import { vi } from 'vitest';
import type { Look, OpenBrowser } from './other-browsers.ts';
import type { Server } from './page.ts';
import type { Tab } from './tab.ts';

const folder = { x64: 'x86_64', arm64: 'aarch64' }[arch as string];
const binary = process.env.MINIBROWSER ?? `/usr/lib/${folder}-linux-gnu/webkit2gtk-4.1/MiniBrowser`;

export const webkitIsThere = [binary, '/usr/bin/WebKitWebDriver', '/usr/bin/Xvfb'].every((path) => existsSync(path));

/** Sends one command and returns the value of its answer. */
async function command(url: string, method: 'POST' | 'DELETE' | 'GET', body?: object): Promise<unknown> {
	const response = await fetch(url, { method, ...(body && { body: JSON.stringify(body) }) });
	const { value } = (await response.json()) as { value: { error?: string; message?: string } | null };
	if (!response.ok) {
		throw new Error(`${value?.error}: ${value?.message}`);
	}
	return value;
}

async function freePort(): Promise<number> {
	const server = createServer().listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;
	server.close();
	return port;
}

/** A screen in memory: the process, and its number as DISPLAY has it. */
async function openScreen(): Promise<[ChildProcess, string]> {
	const screen = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1440x900x24', '-nolisten', 'tcp'], {
		stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
	});
	const [number] = (await once(screen.stdio[3] as Readable, 'data')) as [Buffer];
	return [screen, `:${number.toString().trim()}`];
}

/** A tab of the session at `url`. All tabs share one connection, which speaks to one of them at a time. */
class WebKitTab implements Tab {
	readonly #url: string;
	readonly #handle: string;

	constructor(url: string, handle: string) {
		this.#url = url;
		this.#handle = handle;
	}

	async #send(method: 'POST' | 'DELETE', path: string, body: object = {}): Promise<unknown> {
		await command(`${this.#url}/window`, 'POST', { handle: this.#handle });
		return command(`${this.#url}${path}`, method, method === 'POST' ? body : undefined);
	}

	async evaluate<Given, Result>(inPage: (given: Given) => Result | Promise<Result>, given: Given): Promise<Result> {
		const script = `
			const [given, answer] = arguments;
			(async () => (${inPage.toString()})(given))().then((value) => answer({ value }), (error) => answer({ error: String(error) }));`;
		const { value, error } = (await this.#send('POST', '/execute/async', { script, args: [given] })) as { value: Result; error?: string };
		if (error) {
			throw new Error(error);
		}
		return value;
	}

	async goto(address: string): Promise<void> {
		await this.#send('POST', '/url', { url: address });
		await this.evaluate(listenForErrors, null);
	}

	async reload(): Promise<void> {
		await this.#send('POST', '/refresh');
		await this.evaluate(listenForErrors, null);
	}

	close = (): Promise<unknown> => this.#send('DELETE', '/window');
	errors = (): Promise<string[]> => this.evaluate(() => (window as unknown as Listening).uncaught, null);
}

interface Listening {
	uncaught: string[];
}

function listenForErrors(): void {
	const uncaught: string[] = [];
	Object.assign(window, { uncaught });
	// Without an error it is a notice: that a ResizeObserver is called once more with the next frame.
	addEventListener('error', ({ error, message }) => error && uncaught.push(message));
	addEventListener('unhandledrejection', ({ reason }) => uncaught.push(String(reason)));
}

/** By an address of this computer that is not its own alone: WebKit does not trust it as it trusts localhost. */
export function insecureAddress(server: Server): string | null {
	const addresses = Object.values(networkInterfaces()).flatMap((each) => each ?? []);
	const outer = addresses.find(({ family, internal }) => family === 'IPv4' && !internal);
	return outer ? server.address.replace('127.0.0.1', outer.address) : null;
}

const locales = { en: 'en_GB', ko: 'ko_KR' };

export async function openWebKit({ language = 'en', dark = false }: Look = {}): Promise<OpenBrowser> {
	const [screen, display] = await openScreen();
	const port = await freePort();
	const locale = { LANG: `${locales[language]}.UTF-8`, LC_ALL: '', LANGUAGE: locales[language], GTK_THEME: dark ? 'Adwaita:dark' : 'Adwaita' };
	const env = { ...process.env, ...locale, DISPLAY: display, no_proxy: '*' };
	const driver = spawn('WebKitWebDriver', [`--port=${port}`], { env, stdio: 'ignore' });
	const end = () => {
		driver.kill();
		screen.kill();
	};
	process.once('exit', end); // where the tests end before they have closed it
	try {
		const root = `http://127.0.0.1:${port}`;
		await vi.waitUntil(() => command(`${root}/status`, 'GET').catch(() => null), { timeout: 30_000 });
		const alwaysMatch = { 'webkitgtk:browserOptions': { binary, args: ['--automation'] } };
		const { sessionId } = (await command(`${root}/session`, 'POST', { capabilities: { alwaysMatch } })) as { sessionId: string };
		const session = `${root}/session/${sessionId}`;
		const first = await command(`${session}/window`, 'GET');
		await command(`${session}/timeouts`, 'POST', { script: 120_000, pageLoad: 60_000 });
		return {
			async newTab() {
				await command(`${session}/window`, 'POST', { handle: first }); // that of another tab may be closed
				// In a tab of the first window the page would be hidden, and draw nothing.
				const { handle } = (await command(`${session}/window/new`, 'POST', { type: 'window' })) as { handle: string };
				return new WebKitTab(session, handle);
			},
			async close() {
				await command(session, 'DELETE').catch(() => {}); // whatever is wrong with it, it ends with its driver
				end();
			},
		};
	} catch (error) {
		end();
		throw error;
	}
}
