import { describe, expect, test } from 'vitest';
import {
	changesRate,
	isHidden,
	isIdle,
	isUnnamed,
	layersOf,
	pageDefaults,
	presetOf,
	presets,
	sameSettings,
	trainSplit,
	unitsWithLayers,
} from '../../src/model/settings/settings.ts';

describe('settings', () => {
	test('a preset is recognised, and no longer once a setting differs', () => {
		expect(presetOf({ ...presets.run5 }, ['lstm'])).toBe('run5');
		expect(presetOf({ ...presets.run5, units: '8,9' }, ['lstm'])).toBeNull();
	});

	test('the quick preset races all cells', () => {
		expect(presetOf({ ...pageDefaults, cell: 'simple-rnn' }, ['simple-rnn', 'lstm', 'gru'])).toBe('quick');
		expect(presetOf(pageDefaults, ['gru'])).toBeNull();
	});

	test('no two presets are the same', () => {
		const all = Object.values(presets);
		expect(new Set(all.map((preset) => JSON.stringify(preset))).size).toBe(all.length);
	});

	test('settings are the same in all their values', () => {
		expect(sameSettings(pageDefaults, { ...pageDefaults })).toBe(true);
		for (const name of Object.keys(pageDefaults)) {
			expect(sameSettings(pageDefaults, { ...pageDefaults, [name]: 'other' })).toBe(false);
		}
	});

	test('layers are the entries of `units`', () => {
		expect(layersOf('8')).toBe(1);
		expect(layersOf('16,8')).toBe(2);
		expect(unitsWithLayers('8', 3)).toBe('8,8,8');
		expect(unitsWithLayers('16, 8', 1)).toBe('16');
		expect(unitsWithLayers('16,8', 2)).toBe('16,8');
	});

	test('a field that means nothing is idle', () => {
		expect(isIdle('embedding', { ...pageDefaults, input: 'one-hot' })).toBe(true);
		expect(isIdle('embedding', pageDefaults)).toBe(false);
		expect(isIdle('momentum', pageDefaults)).toBe(true);
		expect(isIdle('momentum', { ...pageDefaults, optimizer: 'sgd' })).toBe(false);
	});

	test('the training set is what is not held out', () => {
		const size = (reviews: number, changes: Record<string, string>) => trainSplit(reviews, { ...pageDefaults, ...changes });
		expect(size(25_000, {})).toBe(20_000);
		expect(size(23, { 'held-out': 'random', validation: '0.25' })).toBe(17);
		expect(size(23, { 'held-out': 'last', validation: '0.2' })).toBe(18);
		expect(size(23, { 'held-out': 'test' })).toBe(23);
		expect(size(23, { 'held-out': 'last', validation: 'x' })).toBe(23);
		expect(isIdle('split-seed', { ...pageDefaults, 'held-out': 'last' })).toBe(true);
		expect(isIdle('validation', { ...pageDefaults, 'held-out': 'last' })).toBe(false);
		expect(isIdle('validation', { ...pageDefaults, 'held-out': 'test' })).toBe(true);
	});

	test('a special field is hidden where it means nothing, and unnamed where it is as ever', () => {
		expect(isHidden('weight-decay', pageDefaults)).toBe(true);
		expect(isHidden('weight-decay', { ...pageDefaults, optimizer: 'adamw' })).toBe(false);
		expect(isHidden('momentum', pageDefaults)).toBe(false); // shown, disabled
		const shown = (schedule: string) =>
			['warm-up', 'rate-factor', 'rate-epochs', 'min-rate'].filter((name) => !isHidden(name, { ...pageDefaults, schedule }));
		expect(['constant', 'step', 'cosine', 'plateau'].map(shown)).toEqual([
			['warm-up'],
			['warm-up', 'rate-factor', 'rate-epochs'],
			['warm-up', 'min-rate'],
			['rate-factor', 'rate-epochs', 'min-rate'],
		]);
		expect(changesRate({ ...pageDefaults, 'warm-up': '5' })).toBe(true);
		expect(changesRate({ ...pageDefaults, schedule: 'plateau' })).toBe(true);
		expect(changesRate(pageDefaults)).toBe(false);
		expect(isHidden('l2', pageDefaults)).toBe(false);
		expect(isUnnamed('l2', { cell: 'gru' })).toBe(true);
		expect(isUnnamed('l2', { ...pageDefaults, l2: '0.0' })).toBe(true);
		expect(isUnnamed('l2', { ...pageDefaults, l2: '0.1' })).toBe(false);
		expect(isUnnamed('dropout', pageDefaults)).toBe(false);
	});
});
