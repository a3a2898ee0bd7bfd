// The page's schema of settings equals the table of the engine as built (unroll_setting_at()): names, order and defaults, and, by
// what the engine takes and refuses, each type, range and choice.
import { beforeAll, describe, expect, test } from 'vitest';
import type { Engine } from '../../src/engine/engine.ts';
import { startEngine } from '../../src/engine/load.ts';
import { schema, type Setting } from '../../src/model/settings/settings.ts';
import { engineBytes, engineIsBuilt } from './built.ts';

/** Just within and just beyond each end of a range. */
function ends(setting: Exclude<Setting, { choices: readonly string[] }>): { within: string[]; beyond: string[] } {
	const { least, most } = setting;
	switch (setting.type) {
		case 'whole':
			return { within: [`${least}`, `${most}`], beyond: [`${least - 1}`, `${most + 1}`, `${least}.5`] };
		case 'units': {
			const layers = (count: number) => Array<number>(count).fill(least).join(',');
			const within = [`${least}`, `${most}`, layers(setting.mostLayers)];
			return { within, beyond: [`${least - 1}`, `${most + 1}`, `${least}.5`, layers(setting.mostLayers + 1), ''] };
		}
		case 'real': {
			const [below, above] = [`${(most - 1e-15).toFixed(15)}`, most.toPrecision(15).replace(/.$/, '1')];
			const within = [setting.aboveLeast ? '1e-15' : `${least}`, setting.belowMost ? below : `${most}`, setting.example];
			return { within, beyond: [setting.aboveLeast ? `${least}` : '-1e-15', setting.belowMost ? `${most}` : above] };
		}
	}
}

describe.skipIf(!engineIsBuilt)('the schema of settings', () => {
	let engine: Engine;
	beforeAll(async () => {
		engine = await startEngine(engineBytes('simd'));
	});

	test('has the names of the engine, in its order, and its defaults', () => {
		expect(Object.keys(schema)).toEqual(engine.settingNames());
		const defaults = Object.entries(schema).map(([name, { initial }]) => [name, initial]);
		expect(engine.defaultSettings()).toEqual(Object.fromEntries(defaults));
	});

	test.each(Object.entries<Setting>(schema))('has the type and the range, or the choices, of %s', (name, setting) => {
		const refusals = (value: string) => engine.checkSettings({ [name]: value });
		if (setting.type === 'choice') {
			expect(setting.choices.flatMap(refusals)).toEqual([]);
			const all = setting.choices.join(', ').replace(/, ([^,]*)$/, ' or $1');
			expect(refusals('none of them')).toMatchObject([{ message: `${name} must be ${all}.` }]);
		} else if (setting.type === 'choices') {
			const many = (count: number) => Array<string>(count).fill(setting.choices[1]!).join(',');
			expect([...setting.choices, setting.choices.slice(0, 3).join(','), many(setting.mostLayers)].flatMap(refusals)).toEqual([]);
			expect(['none of them', '', `${setting.initial},`, many(setting.mostLayers + 1)].filter((value) => refusals(value).length === 0)).toEqual([]);
			expect(refusals('none of them')[0]?.message).toContain(`${name} must be ${setting.choices.slice(0, -1).join(', ')} or ${setting.choices.at(-1)}`);
		} else {
			const { within, beyond } = ends(setting);
			expect(within.filter((value) => refusals(value).length > 0), 'allowed by the schema only').toEqual([]);
			expect(beyond.filter((value) => refusals(value).length === 0), 'allowed by the engine only').toEqual([]);
		}
	});
});
