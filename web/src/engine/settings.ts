import { EngineFailure, status } from './failure.ts';
import type { Runtime } from './runtime.ts';

// Settings go in and out as texts: one reader and one writer, those of the engine, serve every caller.

/** Settings by their names in include/unroll/settings.h, each as its text. */
export type SettingTexts = Record<string, string>;

const SETTING_TEXT = 64; // bytes, enough for every setting

/** The names of all settings, in the engine's order. */
export function settingNames({ exports, memory }: Runtime): string[] {
	return Array.from({ length: exports.setting_count() }, (_, index) => memory.text(exports.setting_name(index)));
}

/** The settings at `settings` as texts. */
export function readSettings(runtime: Runtime, settings: number): SettingTexts {
	const { exports, memory } = runtime;
	return memory.borrow(SETTING_TEXT, (text) =>
		Object.fromEntries(
			settingNames(runtime).map((name) => {
				memory.borrowText(name, (pointer) =>
					runtime.check(exports.settings_get(settings, pointer, text, SETTING_TEXT)),
				);
				return [name, memory.text(text)];
			}),
		),
	);
}

/** Lends the default settings. */
export function withDefaults<Result>({ exports }: Runtime, use: (settings: number) => Result): Result {
	const settings = exports.settings_create();
	if (settings === 0) {
		throw new EngineFailure(status.outOfMemory, 'settings', 'there is no memory left');
	}
	try {
		return use(settings);
	} finally {
		exports.settings_release(settings);
	}
}

/** Lends settings made of the defaults and `texts`; throws where one of them is wrong. */
export function withSettings<Result>(runtime: Runtime, texts: SettingTexts, use: (settings: number) => Result): Result {
	return withDefaults(runtime, (settings) => {
		const [failure] = applySettings(runtime, settings, texts);
		if (failure) {
			throw failure;
		}
		return use(settings);
	});
}

/** Returns what is wrong with each text by itself and, where nothing is, with all of them together. */
export function applySettings(runtime: Runtime, settings: number, texts: SettingTexts): EngineFailure[] {
	const { exports, memory } = runtime;
	const failures: EngineFailure[] = [];
	for (const [name, text] of Object.entries(texts)) {
		const result = memory.borrowText(name, (namePointer) =>
			memory.borrowText(text, (textPointer) => exports.settings_set(settings, namePointer, textPointer)),
		);
		if (result !== status.ok) {
			failures.push(runtime.lastFailure());
		}
	}
	if (failures.length === 0 && exports.settings_check(settings) !== status.ok) {
		failures.push(runtime.lastFailure());
	}
	return failures;
}
