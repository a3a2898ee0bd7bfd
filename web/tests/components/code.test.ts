// @vitest-environment happy-dom
// The network of the form as a summary, and as a program for Keras or PyTorch.
import { expect, test, vi } from 'vitest';
import { kerasTexts } from '../../src/i18n/keras.ts';
import { click, keepPage } from './the-page.ts';

const page = keepPage(['lstm']);
const { code } = kerasTexts.en;

test('the network of the form is shown as each of them', { timeout: 60_000 }, async () => {
	page.becomeReady();
	page.model.parts.open('code');
	const shown = () => document.querySelector('pre code')?.textContent ?? '';
	await vi.waitUntil(() => {
		page.flush();
		return shown();
	}, 50_000);
	expect(shown()).toContain('Total params');
	click(code.program);
	expect(shown()).toContain('layers.LSTM(8, name="lstm")');
	expect(document.body.textContent).toContain(code.hint);
	click(code.pytorch);
	expect(shown()).toContain('self.lstm = nn.LSTM(16, 8, batch_first=True)');
	expect(document.body.textContent).toContain(code.hintPytorch);
});
