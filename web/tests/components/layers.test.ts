// @vitest-environment happy-dom
// The layers of the network, edited in its picture: what it changes in the settings, where the focus goes, and what is drawn.
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { layersTexts } from '../../src/i18n/layers.ts';
import { en } from '../../src/i18n/en.ts';
import { networkName } from '../../src/model/settings/layers.ts';
import { madeUpPass } from '../plain/network/made-up-pass.ts';
import { keepPage } from './the-page.ts';

const page = keepPage(['lstm', 'gru']);
const text = layersTexts.en;

beforeEach(async () => {
	page.becomeReady();
	await import('../../src/components/network/LayersInPicture.svelte');
	await settle();
});

async function settle(): Promise<void> {
	await vi.advanceTimersByTimeAsync(200);
	page.flush();
}

const labelled = (label: string, within = '.network') =>
	[...document.querySelectorAll<HTMLInputElement>(`${within} [aria-label]`)].filter((one) => one.getAttribute('aria-label') === label);
const press = async (label: string, within?: string) => {
	labelled(label, within)[0]!.click();
	await settle();
};
const set = async (label: string, value: string) => {
	const field = labelled(label, '.layer-panel')[0]!;
	field.value = value;
	field.dispatchEvent(new Event('change', { bubbles: true }));
	await settle();
};
const focused = () => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent;
const network = () => networkName({ ...page.model.form.settings, cell: page.model.unrolled.cell }, en.settings.cells);
const undo = async () => {
	document.querySelector<HTMLButtonElement>('.layer-panel [data-place=undo]')!.click();
	await settle();
};

describe('in the picture', () => {
	test('a layer is added, in every network of the comparison, and its settings have the focus', async () => {
		await press(text.above);
		expect(network()).toBe('LSTM(8) → LSTM(8)');
		expect(page.model.form.cells).toEqual(['lstm', 'gru']);
		await vi.waitFor(() => expect(focused()).toBe('Cell, layer 2'));
		await set('Cell, layer 2', 'gru');
		await set('Units, layer 2', '4');
		await set('Bidirectional, layer 1', 'concat');
		expect(network()).toBe('BiLSTM(8) → GRU(4)');
	});

	test('a layer is removed by its button and by Delete, and comes back', async () => {
		await press(text.above);
		await press(text.below);
		expect(network()).toBe('LSTM(8) → LSTM(8) → LSTM(8)');
		await press(text.remove('Layer 3: LSTM (8)'), '.layers');
		await vi.waitFor(() => expect(focused()).toBe(text.undo));
		const [layer] = labelled('Layer 2: LSTM (8)', '.layers');
		layer!.dispatchEvent(new KeyboardEvent('keydown', { key: 'Delete', bubbles: true }));
		await settle();
		expect(network()).toBe('LSTM(8)');
		await undo();
		await undo();
		expect(network()).toBe('LSTM(8) → LSTM(8) → LSTM(8)');
		document.querySelector('.layer-panel')!.dispatchEvent(new KeyboardEvent('keydown', { key: 'z', ctrlKey: true, bubbles: true }));
		await settle();
		expect(network()).toBe('LSTM(8) → LSTM(8)');
	});

	test('another lowest cell is trained alone, and undoing brings the comparison back', async () => {
		await press('Layer 1: LSTM (8)');
		await set('Cell, layer 1', 'simple-rnn');
		expect(page.model.form.cells).toEqual(['simple-rnn']);
		await undo();
		expect(page.model.form.cells).toEqual(['lstm', 'gru']);
		expect(page.model.form.settings.cell).toBe('lstm');
	});

	test('dropout, a dense layer, what is read of the timesteps and the mask are set, and taken away again', async () => {
		await press(text.head);
		await vi.waitFor(() => expect(focused()).toBe(en.settings.names.pooling));
		await set(en.settings.names.pooling, 'max');
		for (const name of ['dense', 'dense-dropout'] as const) {
			await press(text.add(en.settings.names[name]), '.layer-panel');
		}
		await set(en.settings.names['dense-activation'], 'tanh');
		document.querySelector<HTMLInputElement>('.layer-panel [type=checkbox]')!.click();
		await settle();
		const set4 = { pooling: 'max', dense: '16', 'dense-activation': 'tanh', 'dense-dropout': '0.5', 'mask-zero': 'yes' };
		expect(page.model.form.settings).toMatchObject(set4);
		await press(text.remove(en.settings.names.dense), '.layer-panel');
		expect(page.model.form.settings).toMatchObject({ ...set4, dense: '0' });
		await undo();
		expect(page.model.form.settings).toMatchObject(set4);
	});

	test('what is not allowed is said and not taken', async () => {
		await press('Layer 1: LSTM (8)');
		await set('Units, layer 1', '9999');
		expect(network()).toBe('LSTM(8)');
		expect(document.querySelector('.layer-panel [role=alert]')?.textContent).toContain('512');
	});

	test('nothing is undone that was changed elsewhere since', async () => {
		await press(text.above);
		page.model.form.set('units', '16');
		await settle();
		expect(document.querySelector<HTMLButtonElement>('.layer-panel [data-place=undo]')!.disabled).toBe(true);
	});

	test('a lesson without settings has no buttons', () => {
		page.model.lesson.hidden = ['settings'];
		page.flush();
		expect(document.querySelector('.layers')).toBeNull();
	});
});

describe('beside a run', () => {
	const drawing = () => document.querySelector('.drawing')!.getAttribute('aria-label');
	const [read] = [madeUpPass('a dull film')];

	test('that goes on it is drawn, and once it has ended the network of other layers', async () => {
		page.begin();
		const [worker] = page.workers;
		page.say({ type: 'pass', run: worker!.last('start')!.run, pass: read! }, worker);
		await press('Layer 1: LSTM (8)');
		await set('Units, layer 1', '4');
		expect(drawing()).toContain('a dull film');
		expect(document.querySelector('.layer-panel')?.textContent).toContain(text.next);
		expect(document.querySelectorAll('.layers .layer')).toHaveLength(0);
		page.workers.forEach((one) => page.update('finished', { phase: 'finished' }, 1, one));
		await settle();
		expect(drawing()).toBe('LSTM, units: 4.');
		expect(document.querySelector('.caption')?.textContent).toBe('The network, before training');
		await undo();
		expect(drawing()).toContain('a dull film');
	});
});
