// What axe has to say of a page.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface AxeWindow {
	axe: { run: (options: object) => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
}

/** Empty where it finds nothing. */
export async function violations(page: Page): Promise<string[]> {
	await page.evaluate(axeSource);
	// Bars that stay in sight cover some control at every place one scrolls to; axe calls that control too small.
	const lay = (position: string) =>
		page.evaluate((position) => document.querySelectorAll<HTMLElement>('header, nav').forEach((bar) => (bar.style.position = position)), position);
	await lay('static');
	const found = await page.evaluate(() =>
		(window as unknown as AxeWindow).axe.run({
			resultTypes: ['violations'], // of what passes it need not say where
			runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
		}),
	);
	await lay('');
	return found.violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html}`));
}
