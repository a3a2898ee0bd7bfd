// The main job, in Chromium, on real reviews: from opening the page to a prediction.
import { statSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { chooseOnly, corpusIsThere, finished, inChromium, openPage, ready, setSetting, site, type OpenedPage } from './page.ts';

if (!corpusIsThere) {
	console.warn('build/site has no reviews (./dev site): the tests of learning in the page are skipped.');
}

describe.skipIf(!corpusIsThere)('learning in the page', () => {
	const chromium = inChromium();
	let opened: OpenedPage;

	beforeAll(async () => {
		opened = await openPage(chromium.browser, chromium.server.address);
	});

	const button = (name: string) => opened.page.getByRole('button', { name, exact: true });
	const figure = async (name: string) =>
		(await opened.page.locator(`.racer td[data-label='${name}'] .value`).first().textContent())?.trim() ?? '';
	const set = (name: string, value: string) => setSetting(opened.page, name, value);
	const fingerprintOf = async (page: Page, name: string) => {
		const row = page.locator('li', { has: page.locator(`.name:text-is('${name}')`) });
		await row.locator('button.row').click();
		const fingerprint = await row.locator('code').getAttribute('title');
		await row.locator('button.row').click();
		return fingerprint;
	};
	/** Types a review and waits until the network says of it what is expected. */
	const predict = async (review: string, expected: RegExp) => {
		await opened.page.locator('#review').fill(review);
		const words = opened.page.locator('.prediction li:not(.pretrained) .word:not(.waiting)');
		await words.filter({ hasText: expected }).first().waitFor();
	};

	test('loads the reviews and shows the network', async () => {
		await button('Start').waitFor();
		await ready(opened.page);
		await opened.page.getByText('8,000 parameters').waitFor();
		await chooseOnly(opened.page, 'GRU');
		await opened.page.getByText('624 parameters').waitFor();
	});

	test('loads at most 5 MB of reviews', () => {
		expect(statSync(`${site}/corpus/imdb.safetensors.zst`).size).toBeLessThan(5_000_000);
	});

	// A run too long to be over before a click arrives.
	test('shows movement soon after Start', async () => {
		await set('epochs', '1000');
		await set('patience', '0');
		await button('Start').click();
		await button('Pause').waitFor();
		await expect.poll(() => figure('Reviews per second'), { timeout: 15_000 }).toMatch(/\d/);
	});

	test('pauses, stays where it is, goes on, and stops', async () => {
		await button('Pause').click();
		await button('Continue').waitFor();
		const epoch = await figure('Epoch');
		await opened.page.waitForTimeout(500);
		expect(await figure('Epoch')).toBe(epoch);
		await predict('a pause', /%/);
		await button('Continue').click();
		await expect.poll(() => figure('Epoch'), { timeout: 15_000 }).not.toBe(epoch);
		await button('Stop').click();
		await button('New run').waitFor();
	});

	test('learns in three epochs what it should', async () => {
		await opened.page.reload();
		await chooseOnly(opened.page, 'GRU');
		await set('epochs', '3');
		await button('Start').click();
		await button('New run').waitFor({ timeout: 60_000 });
		expect(await figure('Epoch')).toBe('3');
		expect(parseFloat(await figure('Validation accuracy'))).toBeGreaterThan(78);
	});

	test('classifies a typed review correctly', async () => {
		await predict('one of the best films i have seen in years', /^positive/);
		await predict('a boring waste of two hours', /^negative/);
	});

	test('classifies while it trains, and stops', async () => {
		await set('epochs', '1000');
		await button('New run').click();
		await button('Pause').waitFor();
		await predict('words while it trains', /%/);
		expect(await button('Pause').isVisible()).toBe(true);
		await button('Stop').click();
		await button('New run').waitFor();
	});

	test('steps by a batch and by an epoch', async () => {
		await button('+1 batch').click();
		await button('Continue').waitFor();
		await button('+1 epoch').click();
		await opened.page.getByText('Paused in epoch 2').first().waitFor();
		await button('Stop').click();
	});

	test('repeats a run to the same figures', async () => {
		const losses: string[] = [];
		for (let run = 0; run < 2; run++) {
			await opened.page.reload();
			await chooseOnly(opened.page, 'GRU');
			await set('epochs', '1');
			await button('Start').click();
			await button('New run').waitFor();
			losses.push(await figure('Validation loss'));
		}
		expect(losses[0]).toMatch(/^0\.\d{4}$/);
		expect(losses[1]).toBe(losses[0]);
	});

	test('three cells race on the same reviews, each to its own end', { timeout: 180_000 }, async () => {
		expect(opened.complaints).toEqual([]);
		await opened.close();
		opened = await openPage(chromium.browser, chromium.server.address); // a first visit: nothing is kept, runs are counted from 1
		await ready(opened.page);
		await set('epochs', '2');
		await button('Start').click();
		await finished(opened.page);
		const accuracies = await opened.page.locator(`.racer td[data-label='Validation accuracy'] .value`).allTextContents();
		expect(accuracies).toHaveLength(3);
		const [simpleRnn = 0, lstm = 0, gru = 0] = accuracies.map(parseFloat);
		expect(lstm).toBeGreaterThan(simpleRnn);
		expect(gru).toBeGreaterThan(simpleRnn);
	});

	test('a run alone has the bits that it has in a race: the page shows that by its fingerprint', { timeout: 180_000 }, async () => {
		const racing = await fingerprintOf(opened.page, 'GRU 1');
		await chooseOnly(opened.page, 'GRU');
		await button('New run').click();
		await button('Pause').waitFor();
		await finished(opened.page);
		expect(racing).toMatch(/^[0-9a-f]{64}$/);
		expect(await fingerprintOf(opened.page, 'GRU 2')).toBe(racing);
		expect(await opened.page.getByText(/^Same as GRU 1, ×2: same settings, reviews and weights/).count()).toBe(1);
	});

	test('a link repeats the run elsewhere, to the same bits', { timeout: 180_000 }, async () => {
		const fingerprint = await fingerprintOf(opened.page, 'GRU 2');
		await button('Share').click();
		const link = await opened.page.getByLabel('Link', { exact: true }).inputValue();
		await opened.page.getByRole('button', { name: 'Close' }).click();
		expect(link).toContain('epochs=2');
		const elsewhere = await openPage(chromium.browser, link);
		await elsewhere.page.getByRole('button', { name: 'Start run' }).click();
		await elsewhere.page.getByRole('button', { name: 'Pause' }).waitFor();
		await finished(elsewhere.page);
		expect(await fingerprintOf(elsewhere.page, 'GRU 1')).toBe(fingerprint);
		expect(elsewhere.complaints).toEqual([]);
		await elsewhere.close();
	});

	test('the console had nothing to complain of', () => {
		expect(opened.complaints).toEqual([]);
	});
});
