import type { SettingTexts } from '../../protocol/types.ts';
import { publishedRuns, type PublishedName } from './published.ts';
import { recordedRuns, type RunName } from './recorded-runs.ts';

// The settings of the form, by the engine's names (include/unroll/settings.h), each as the text that the
// engine reads. The schema equals the engine's own table (unroll_setting_at()), which tests/engine/settings.test.ts checks;
// whether a value is allowed, the form asks the engine (`prepare` in protocol/training.ts).

export const allCells = ['simple-rnn', 'lstm', 'gru'] as const;
export type Cell = (typeof allCells)[number];

/** In sight, in the picture of the model; the cell has a place of its own. */
export const mainFields = ['words', 'length', 'units', 'dropout', 'learning-rate'] as const;

/** Folded. `layers` is no setting of the engine: it is how many entries `units` has. */
export const moreFields = {
	training: ['epochs', 'patience', 'seed', 'batch', 'optimizer', 'momentum', 'weight-decay', 'clip-norm', 'shuffle', 'convention'],
	network: ['layers', 'upper-cells', 'bidirectional', 'pooling', 'dense', 'dense-activation', 'recurrent-dropout', 'layer-dropout', 'dense-dropout', 'input', 'embedding', 'embedding-trainable'],
	text: ['padding', 'truncating', 'mask-zero', 'pad-to', 'validation', 'split-seed', 'held-out'],
	schedule: ['schedule', 'warm-up', 'rate-factor', 'rate-epochs', 'min-rate', 'monitor', 'min-delta'],
	loss: ['l2', 'label-smoothing', 'class-weight'],
} as const;

/** Groups that are folded once more: few runs need them. */
export const foldedGroups: readonly (keyof typeof moreFields)[] = ['schedule', 'loss'];
/** Settings that a run of an earlier version and most others leave alone: named, written and shown only where they matter. */
const special: readonly string[] = ['upper-cells', 'bidirectional', 'pooling', 'dense', 'dense-activation', 'layer-dropout', 'dense-dropout', 'classes', 'embedding-trainable', 'pad-to', 'weight-decay', 'convention', 'held-out', ...foldedGroups.flatMap((group) => moreFields[group])];

export type FieldName = (typeof mainFields)[number] | (typeof moreFields)[keyof typeof moreFields][number];

/** `initial` is the engine's default; the page opens with its own. */
export type Setting = { initial: string } & (
	| { type: 'choice'; choices: readonly string[] }
	| { type: 'choices'; choices: readonly string[]; mostLayers: number }
	| { type: 'whole'; least: number; most: number }
	| { type: 'units'; least: number; most: number; mostLayers: number }
	| { type: 'real'; least: number; most: number; aboveLeast: boolean; belowMost: boolean; example: string }
);

const choice = (initial: string, ...choices: string[]): Setting => ({ type: 'choice', initial, choices });
/** A choice for each of up to `mostLayers` layers, joined by commas; the last is that of all further layers too. */
const choices = <const Choices extends readonly string[]>(initial: string, mostLayers: number, choices: Choices) =>
	({ type: 'choices', initial, mostLayers, choices }) as const;
const whole = (least: number, most: number, initial: string) => ({ type: 'whole', initial, least, most }) as const;
/** The range reads as in mathematics: [0, 1) has 0 and not 1. */
const real = (open: '[' | '(', least: number, most: number, close: ']' | ')', initial: string, example: string): Setting => {
	return { type: 'real', initial, least, most, aboveLeast: open === '(', belowMost: close === ')', example };
};

/** Every setting of the engine, in its order. */
export const schema = {
	cell: choice('gru', ...allCells),
	units: { type: 'units', least: 1, most: 512, mostLayers: 8, initial: '8' },
	'upper-cells': choices('same', 7, ['same', ...allCells]),
	bidirectional: choices('no', 8, ['no', 'concat', 'sum', 'average']),
	pooling: choice('last', 'last', 'mean', 'max'),
	dense: whole(0, 512, '0'),
	'dense-activation': choice('relu', 'relu', 'tanh'),
	classes: whole(2, 20, '2'),
	input: choice('embedding', 'embedding', 'one-hot'),
	embedding: whole(1, 512, '16'),
	'embedding-trainable': choice('yes', 'yes', 'no'),
	words: whole(4, 65536, '500'),
	length: whole(1, 2000, '100'),
	padding: choice('pre', 'pre', 'post'),
	truncating: choice('pre', 'pre', 'post'),
	'mask-zero': choice('no', 'no', 'yes'),
	'pad-to': choice('length', 'length', 'longest'),
	dropout: real('[', 0, 1, ')', '0', '0.3'),
	'recurrent-dropout': real('[', 0, 1, ')', '0', '0.2'),
	'layer-dropout': real('[', 0, 1, ')', '0', '0.2'),
	'dense-dropout': real('[', 0, 1, ')', '0', '0.5'),
	convention: choice('keras', 'keras', 'pytorch'),
	optimizer: choice('rmsprop', 'rmsprop', 'adam', 'sgd', 'adamw', 'nadam'),
	'learning-rate': real('(', 0, 10, ']', '0.0001', '1e-4'),
	momentum: real('[', 0, 1, ')', '0', '0.9'),
	'clip-norm': real('[', 0, 1e9, ']', '0', '1'),
	schedule: choice('constant', 'constant', 'step', 'cosine', 'plateau'),
	'warm-up': whole(0, 1_000_000, '0'),
	'rate-factor': real('(', 0, 1, ')', '0.1', '0.5'),
	'rate-epochs': whole(1, 10000, '2'),
	'min-rate': real('[', 0, 10, ']', '0', '1e-5'),
	'weight-decay': real('[', 0, 1, ']', '0.004', '0.01'),
	l2: real('[', 0, 1, ']', '0', '1e-4'),
	'label-smoothing': real('[', 0, 1, ')', '0', '0.1'),
	'class-weight': choice('none', 'none', 'balanced'),
	batch: whole(1, 4096, '64'),
	epochs: whole(1, 10000, '100'),
	patience: whole(0, 10000, '3'),
	monitor: choice('val-loss', 'val-loss', 'val-accuracy'),
	'min-delta': real('[', 0, 10, ']', '0', '0.001'),
	validation: real('(', 0, 1, ')', '0.2', '0.2'),
	'held-out': choice('random', 'random', 'last', 'test'),
	shuffle: choice('each-epoch', 'each-epoch', 'once'),
	'split-seed': whole(0, 2 ** 32 - 1, '42'),
	seed: whole(0, 2 ** 32 - 1, '42'),
} as const satisfies Record<string, Setting>;

export const settingNames = Object.keys(schema);

const layers = choice('1', ...Array.from({ length: schema.units.mostLayers }, (_, index) => `${index + 1}`));
const fields = new Map<string, Setting>(Object.entries({ ...schema, layers }));
/** What a field of the form may hold; undefined where there is none of that name. */
export const settingOf = (name: string): Setting | undefined => fields.get(name);

const engineDefaults: SettingTexts = Object.fromEntries(Object.entries(schema).map(([name, { initial }]) => [name, initial]));

/** What the page opens with: run 6 of the textbook, but at a learning rate that shows at once that cells learn. */
export const pageDefaults: SettingTexts = { ...engineDefaults, 'learning-rate': '0.01', epochs: '20' };

export type PresetName = 'quick' | 'swift' | 'wide' | RunName | PublishedName;

/** The settings of a run of the textbook or of others, from what differs from the engine's defaults. */
export const textbookSettings = (changes: SettingTexts): SettingTexts => ({ ...engineDefaults, ...changes });

const othersPresets = Object.fromEntries(
	[...recordedRuns, ...publishedRuns].map(({ name, settings }) => [name, textbookSettings(settings)]),
) as Record<RunName | PublishedName, SettingTexts>;

/**
 * The page's own settings; two that learn much in little time (`./dev bench --first-accuracy` measures them); the runs of
 * the textbook's chapter on recurrent networks; and well-known networks of others.
 */
export const presets: Record<PresetName, SettingTexts> = {
	quick: pageDefaults,
	swift: { ...pageDefaults, optimizer: 'adam', batch: '32', epochs: '3' },
	wide: { ...pageDefaults, words: '10000', length: '200', units: '16', optimizer: 'adam', batch: '32', epochs: '3' },
	...othersPresets,
};

/** The cells that settings name: one. */
export function cellsOf(settings: SettingTexts): Cell[] {
	const found = allCells.find((cell) => cell === settings.cell);
	return [found ?? 'gru'];
}

/** Two texts for the same value: "1e-4" and "0.0001", "8,8" and "8, 8". */
export function sameValue(a = '', b = ''): boolean {
	const [first, second] = [a.replaceAll(' ', ''), b.replaceAll(' ', '')];
	return first === second || (first !== '' && second !== '' && Number(first) === Number(second));
}

/** A setting that a run stored by an earlier version does not name had its default. */
export const valueIn = (settings: SettingTexts, name: string): string => settings[name] ?? engineDefaults[name] ?? '';

export function sameSettings(a: SettingTexts, b: SettingTexts): boolean {
	return settingNames.every((name) => sameValue(valueIn(a, name), valueIn(b, name)));
}

/** The page's own settings race all cells; a run of the textbook is of one. */
export function cellsOfPreset(name: PresetName): Cell[] {
	return name === 'quick' ? [...allCells] : cellsOf(presets[name]);
}

/** The preset that settings and cells make together, if any. How many classes there are follows from the reviews. */
export function presetOf(settings: SettingTexts, cells: readonly Cell[]): PresetName | null {
	const names = Object.keys(presets) as PresetName[];
	const same = (name: PresetName) =>
		cellsOfPreset(name).join() === cells.join() && sameSettings({ ...presets[name], cell: settings.cell ?? '', classes: valueIn(settings, 'classes') }, settings);
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

/** Of the reviews to train on, those that are left when the validation split is taken off, which is rounded up (src/text/split.h). */
export function trainSplit(reviews: number, settings: SettingTexts): number {
	const heldOut = valueIn(settings, 'held-out');
	if (heldOut === 'test') {
		return reviews;
	}
	const validation = Number(settings.validation);
	if (heldOut === 'last' && Number.isFinite(validation)) {
		return Math.max(0, Math.floor(reviews * (1 - validation)));
	}
	const share = reviews * validation;
	return Number.isFinite(share) ? Math.max(0, reviews - Math.ceil(share)) : reviews;
}

/** Fields that have no effect with the other settings. */
export function isIdle(name: string, settings: SettingTexts): boolean {
	const [schedule, heldOut] = [valueIn(settings, 'schedule'), valueIn(settings, 'held-out')];
	return (
		((name === 'embedding' || name === 'embedding-trainable' || name === 'mask-zero') && settings.input === 'one-hot') ||
		(name === 'pad-to' && settings.input !== 'one-hot' && valueIn(settings, 'mask-zero') === 'yes') ||
		((name === 'upper-cells' || name === 'layer-dropout') && layersOf(settings.units ?? '') === 1) ||
		(name === 'dense-activation' && Number(valueIn(settings, 'dense')) === 0) ||
		(name === 'momentum' && settings.optimizer !== 'sgd') ||
		(name === 'validation' && heldOut === 'test') ||
		(name === 'split-seed' && heldOut !== 'random') ||
		((name === 'rate-factor' || name === 'rate-epochs') && schedule !== 'step' && schedule !== 'plateau') ||
		(name === 'min-rate' && schedule !== 'cosine' && schedule !== 'plateau') ||
		(name === 'warm-up' && schedule === 'plateau') ||
		(name === 'weight-decay' && settings.optimizer !== 'adamw')
	);
}

/** Whether the learning rate is not the same in all updates. */
export const changesRate = (settings: SettingTexts): boolean =>
	!isUnnamed('schedule', settings) || (!isUnnamed('warm-up', settings) && !isIdle('warm-up', settings));

/** Fields that are not shown at all while they have no effect. */
export const isHidden = (name: string, settings: SettingTexts): boolean => special.includes(name) && isIdle(name, settings);

/** Settings that are as in every run of an earlier version, which did not name them. */
export const isUnnamed = (name: string, settings: SettingTexts): boolean =>
	special.includes(name) && sameValue(valueIn(settings, name), engineDefaults[name]);
