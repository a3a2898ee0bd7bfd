import type { SettingTexts } from '../../protocol/types.ts';

// The settings of the form, by the engine's names (include/unroll/settings.h), each as the text that the
// engine reads. What is allowed is the engine's to say: the form asks it (`prepare` in protocol/training.ts).

export const choices = {
	cell: ['simple-rnn', 'lstm', 'gru'],
	input: ['embedding', 'one-hot'],
	padding: ['pre', 'post'],
	truncating: ['pre', 'post'],
	optimizer: ['rmsprop', 'adam', 'sgd'],
	shuffle: ['each-epoch', 'once'],
} as const;

export type ChoiceName = keyof typeof choices;
export type Cell = (typeof choices.cell)[number];

/** In sight, in the picture of the model; the cell has a place of its own. */
export const mainFields = ['words', 'length', 'units', 'dropout', 'learning-rate'] as const;

/** Folded. `layers` is no setting of the engine: it is how many entries `units` has. */
export const moreFields = {
	training: ['epochs', 'patience', 'seed', 'batch', 'optimizer', 'momentum', 'clip-norm', 'shuffle'],
	network: ['layers', 'recurrent-dropout', 'input', 'embedding'],
	text: ['padding', 'truncating', 'validation', 'split-seed'],
} as const;

export type FieldName = (typeof mainFields)[number] | (typeof moreFields)[keyof typeof moreFields][number];

/** What the page opens with: run 6 of the textbook, but at a learning rate that shows at once that cells learn. */
export const pageDefaults: SettingTexts = {
	cell: 'gru',
	units: '8',
	input: 'embedding',
	embedding: '16',
	words: '500',
	length: '100',
	padding: 'pre',
	truncating: 'pre',
	dropout: '0',
	'recurrent-dropout': '0',
	optimizer: 'rmsprop',
	'learning-rate': '0.01',
	momentum: '0',
	'clip-norm': '0',
	batch: '64',
	epochs: '20',
	patience: '3',
	validation: '0.2',
	shuffle: 'each-epoch',
	'split-seed': '42',
	seed: '42',
};

export type PresetName = 'quick' | 'swift' | 'wide' | 'run1' | 'run2' | 'run3' | 'run4' | 'run5' | 'run6';

// One order of the reviews for all epochs is what the recorded runs show (docs/chapter.md).
const chapter: SettingTexts = { ...pageDefaults, 'learning-rate': '0.0001', epochs: '100', shuffle: 'once' };

/**
 * The page's own settings; two that learn much in little time (`./dev bench --first-accuracy` measures them); and the six runs of
 * the textbook's chapter on recurrent networks.
 */
export const presets: Record<PresetName, SettingTexts> = {
	quick: pageDefaults,
	swift: { ...pageDefaults, optimizer: 'adam', batch: '32', epochs: '3' },
	wide: { ...pageDefaults, words: '10000', length: '200', units: '16', optimizer: 'adam', batch: '32', epochs: '3' },
	run1: { ...chapter, cell: 'simple-rnn', words: '200', input: 'one-hot' },
	run2: { ...chapter, cell: 'simple-rnn', words: '200' },
	run3: { ...chapter, cell: 'lstm' },
	run4: { ...chapter, cell: 'lstm', dropout: '0.3' },
	run5: { ...chapter, cell: 'lstm', dropout: '0.3', units: '8,8' },
	run6: chapter,
};

/** The cells that settings name: one. */
export function cellsOf(settings: SettingTexts): Cell[] {
	const found = choices.cell.find((cell) => cell === settings.cell);
	return [found ?? 'gru'];
}

/** Two texts for the same value: "1e-4" and "0.0001", "8,8" and "8, 8". */
export function sameValue(a = '', b = ''): boolean {
	const [first, second] = [a.replaceAll(' ', ''), b.replaceAll(' ', '')];
	return first === second || (first !== '' && second !== '' && Number(first) === Number(second));
}

export function sameSettings(a: SettingTexts, b: SettingTexts): boolean {
	return Object.keys(pageDefaults).every((name) => sameValue(a[name], b[name]));
}

/** The page's own settings race all cells; a run of the textbook is of one. */
export function cellsOfPreset(name: PresetName): Cell[] {
	return name === 'quick' ? [...choices.cell] : cellsOf(presets[name]);
}

/** The preset that settings and cells make together, if any. */
export function presetOf(settings: SettingTexts, cells: readonly Cell[]): PresetName | null {
	const names = Object.keys(presets) as PresetName[];
	const same = (name: PresetName) =>
		cellsOfPreset(name).join() === cells.join() && sameSettings({ ...presets[name], cell: settings.cell ?? '' }, settings);
	return names.find(same) ?? null;
}

/** How many recurrent layers `units` ("8" or "16,8") asks for. */
export function layersOf(units: string): number {
	return units.split(',').length;
}

/** `units` for another number of layers: further ones are as large as the last. */
export function unitsWithLayers(units: string, layers: number): string {
	const entries = units.split(',').map((entry) => entry.trim());
	const last = entries.at(-1) ?? '8';
	return Array.from({ length: layers }, (_, index) => entries[index] ?? last).join(',');
}

/** Fields that mean nothing beside the others. */
export function isIdle(name: string, settings: SettingTexts): boolean {
	return (
		(name === 'embedding' && settings.input === 'one-hot') ||
		(name === 'momentum' && settings.optimizer !== 'sgd')
	);
}
