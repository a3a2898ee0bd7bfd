import { unroll_layer_summary, unroll_settings, UNROLL_MOST_SUMMARIES, UNROLL_SETTING_TEXT, type EngineExports } from './boundary.ts';
import { EngineFailure } from './failure.ts';
import type { ModuleExports } from './memory.ts';
import type { Runtime } from './runtime.ts';
import { u32, type Value } from './types.ts';

// Settings go in and out as texts: one reader and one writer, those of the engine, serve every caller.

/** What a module must export for its settings. */
type SettingExports = ModuleExports &
	Pick<
		EngineExports,
		| 'unroll_setting_count'
		| 'unroll_setting_name'
		| 'unroll_default_settings'
		| 'unroll_settings_get'
		| 'unroll_settings_set'
		| 'unroll_settings_check'
		| 'unroll_settings_layers'
	>;
type SettingsRuntime = Runtime<SettingExports>;

/** A row of Keras' summary(). Output shape (None, steps, features), or (None, features) where steps is 0. */
export type LayerSummary = Value<typeof unroll_layer_summary>;

/** Settings by their names in include/unroll/settings.h, each as its text. */
export type SettingTexts = Record<string, string>;

/** The names of all settings, in the engine's order. */
export function settingNames({ exports, memory }: SettingsRuntime): string[] {
	const names = exports.unroll_setting_count();
	return Array.from({ length: names }, (_, index) => memory.text(exports.unroll_setting_name(index)));
}

/** The settings at `settings` as texts. */
export function readSettings(runtime: SettingsRuntime, settings: number): SettingTexts {
	const { exports, memory } = runtime;
	return memory.borrow(UNROLL_SETTING_TEXT, (text) =>
		Object.fromEntries(
			settingNames(runtime).map((name) => {
				memory.borrowText(name, (pointer) =>
					runtime.call((error) => exports.unroll_settings_get(settings, pointer, text, UNROLL_SETTING_TEXT, error)),
				);
				return [name, memory.text(text)];
			}),
		),
	);
}

/** Lends the default settings. */
export function withDefaults<Result>({ exports, memory }: SettingsRuntime, use: (settings: number) => Result): Result {
	return memory.borrow(unroll_settings.size, (settings) => {
		exports.unroll_default_settings(settings);
		return use(settings);
	});
}

/** Lends settings made of the defaults and `texts`; throws where one of them is wrong. */
export function withSettings<Result>(runtime: SettingsRuntime, texts: SettingTexts, use: (settings: number) => Result): Result {
	return withDefaults(runtime, (settings) => {
		const [failure] = applySettings(runtime, settings, texts);
		if (failure) {
			throw failure;
		}
		return use(settings);
	});
}

/** Returns what is wrong with each text by itself and, where nothing is, with all of them together. */
export function applySettings(runtime: SettingsRuntime, settings: number, texts: SettingTexts): EngineFailure[] {
	const { exports, memory } = runtime;
	const failures = Object.entries(texts).flatMap(([name, text]) =>
		failureOf(() =>
			memory.borrowText(name, (namePointer) =>
				memory.borrowText(text, (textPointer) =>
					runtime.call((error) => exports.unroll_settings_set(settings, namePointer, textPointer, error)),
				),
			),
		),
	);
	return failures.length > 0 ? failures : failureOf(() => runtime.call((error) => exports.unroll_settings_check(settings, error)));
}

function failureOf(call: () => void): EngineFailure[] {
	try {
		call();
		return [];
	} catch (error) {
		if (error instanceof EngineFailure) {
			return [error];
		}
		throw error;
	}
}

/** The layers of the network that the settings at `settings` ask for; nothing is drawn for it. */
export function readLayers(runtime: SettingsRuntime, settings: number): LayerSummary[] {
	const { exports, memory } = runtime;
	return memory.borrow(UNROLL_MOST_SUMMARIES * unroll_layer_summary.size + u32.size, (layers) => {
		const count = layers + UNROLL_MOST_SUMMARIES * unroll_layer_summary.size;
		runtime.call((error) => exports.unroll_settings_layers(settings, layers, count, error));
		return memory.readArray(unroll_layer_summary, layers, memory.read(u32, count));
	});
}
