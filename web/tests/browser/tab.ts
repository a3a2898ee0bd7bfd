// What the tests do in a tab of Firefox or WebKit: all of it by functions that run in the page, so that it does not matter by
// which protocol a browser is driven.
import { vi } from 'vitest';
import type { Part } from '../../src/model/settings/parts.svelte.ts';

export interface Tab {
	/** Calls a function in the page. It uses nothing from outside but `given`, which JSON can hold, as it can what comes back. */
	evaluate<Given, Result>(inPage: (given: Given) => Result | Promise<Result>, given: Given): Promise<Result>;
	goto(address: string): Promise<unknown>;
	reload(): Promise<unknown>;
	close(): Promise<unknown>;
	/** Uncaught errors of the page; in WebKit, of the page as it was loaded last, once it was there. */
	errors(): Promise<string[]>;
}

/** Waits until a function, called in the page, returns what holds. */
export async function until<Given>(tab: Tab, inPage: (given: Given) => boolean | Promise<boolean>, given: Given, timeout = 30_000): Promise<void> {
	let failure: unknown;
	// A page that is just being replaced by the one that was opened cannot answer yet.
	const asked = () => tab.evaluate(inPage, given).catch((error: unknown) => void (failure = error));
	await vi.waitUntil(asked, { timeout, interval: 50 }).catch((late: unknown) => {
		throw failure ?? late;
	});
}

/** Waits until some element that the selector names says this. */
export async function says(tab: Tab, selector: string, words: string | RegExp, timeout = 30_000): Promise<void> {
	const { source, flags } = typeof words === 'string' ? new RegExp(words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')) : words;
	const search = async () => {
		const texts = await textsOf(tab, selector);
		if (!texts.some((text) => new RegExp(source, flags).test(text))) {
			throw new Error(`No ${selector} says ${source}: ${texts.join(' | ').slice(0, 500)}`);
		}
	};
	await vi.waitFor(search, { timeout, interval: 50 });
}

export const textsOf = (tab: Tab, selector: string): Promise<string[]> =>
	tab.evaluate(
		(where) => [...document.querySelectorAll(where)].map((element) => element.textContent?.replace(/\s+/g, ' ').trim() ?? ''),
		selector,
	);

/** The reviews are there, and the engine has looked at the settings. */
export const ready = (tab: Tab): Promise<void> => says(tab, 'td', /^\(None, 1\)$/, 60_000);

/** The main button says so: Start, Pause, Continue or New run. */
export const mainButton = (tab: Tab, label: string, timeout = 120_000): Promise<void> =>
	says(tab, '.buttons .main', label, timeout);

/** Sets a field to a value as typing would. */
export async function setField(tab: Tab, selector: string, value: string): Promise<void> {
	await tab.evaluate(
		([where, text]) => {
			const field = document.querySelector<HTMLInputElement>(where)!;
			field.value = text;
			field.dispatchEvent(new Event(field.tagName === 'SELECT' ? 'change' : 'input', { bubbles: true }));
		},
		[selector, value] as const,
	);
}

export const setSetting = (tab: Tab, name: string, value: string): Promise<void> => setField(tab, `#field-${name}`, value);

/** Presses a button, as soon as there is one that can be pressed, by what stands on it. */
export async function press(tab: Tab, label: string): Promise<void> {
	const attempt = async () => {
		const others = await tab.evaluate((text) => {
			const buttons = [...document.querySelectorAll('button')].filter(({ disabled }) => !disabled);
			const button = buttons.find((one) => one.textContent?.trim() === text);
			button?.click();
			return button ? null : buttons.map((one) => one.textContent?.trim());
		}, label);
		if (others) {
			throw new Error(`There is no button ${label}, only ${others.join(' | ')}`);
		}
	};
	await vi.waitFor(attempt, { timeout: 30_000, interval: 50 });
}

export interface GivenFile {
	name: string;
	/** What is in it, or the address that it is fetched from. */
	text?: string;
	address?: string;
}

/** Chooses a file of reviews, or lets go of it over the page as a mouse would. */
export async function giveFile(tab: Tab, file: GivenFile, how: 'choose' | 'drop' = 'choose'): Promise<void> {
	await openPart(tab, 'data');
	await until(tab, () => document.querySelector('.zone input[type=file]') !== null, null);
	await tab.evaluate(
		async ([{ name, text, address }, way]) => {
			const transfer = new DataTransfer();
			transfer.items.add(new File([text ?? (await (await fetch(address!)).blob())], name));
			if (way === 'drop') {
				for (const type of ['dragover', 'drop']) {
					document.body.dispatchEvent(new DragEvent(type, { dataTransfer: transfer, bubbles: true, cancelable: true }));
				}
				return;
			}
			const input = document.querySelector<HTMLInputElement>('.zone input[type=file]')!;
			input.files = transfer.files;
			input.dispatchEvent(new Event('change', { bubbles: true }));
		},
		[file, how] as const,
	);
}

/** Opens a part of the page, by its name in the navigation. */
export async function openPart(tab: Tab, part: Part): Promise<void> {
	await until(tab, () => document.querySelector('nav a') !== null, null);
	await tab.evaluate((name) => document.querySelector<HTMLElement>(`nav a[href='#${name}']`)!.click(), part);
}

/** The weights' fingerprint of each run in the list, by its name. */
export async function fingerprints(tab: Tab): Promise<Record<string, string>> {
	await openPart(tab, 'train');
	await until(tab, () => document.querySelector('button.row') !== null, null);
	return tab.evaluate(async () => {
		const found: Record<string, string> = {};
		for (const row of document.querySelectorAll('ol li:has(button.row)')) {
			const button = row.querySelector<HTMLButtonElement>('button.row')!;
			button.click();
			while (!row.querySelector('code')) {
				await new Promise((resolve) => setTimeout(resolve, 20));
			}
			found[row.querySelector('.name')?.textContent?.trim() ?? ''] = row.querySelector('code')!.title;
			button.click();
		}
		return found;
	}, null);
}
