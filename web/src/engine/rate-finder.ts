import { unroll_rate_point, unroll_rate_search } from './boundary.ts';
import type { Corpus } from './corpus.ts';
import { EngineObject } from './engine-object.ts';
import { uint32 } from './failure.ts';
import type { Runtime } from './runtime.ts';
import { withSettings, type SettingTexts } from './settings.ts';
import type { Value } from './types.ts';

/** An update of a search: include/unroll/rate_finder.h. */
export type RatePoint = Value<typeof unroll_rate_point>;
export type RateSearch = Value<typeof unroll_rate_search>;

/** Searches for a learning rate, with a network of its own. The corpus must outlive it. */
export class RateFinder extends EngineObject {
	constructor(runtime: Runtime, settings: SettingTexts, corpus: Corpus, updates: number) {
		const { exports } = runtime;
		const pointer = withSettings(runtime, settings, (place) =>
			runtime.create((finder, error) => exports.unroll_rate_finder_create(place, corpus.pointer, uint32(updates, 'updates'), finder, error)),
		);
		super(runtime, pointer, exports.unroll_rate_finder_destroy);
	}

	step(updates: number): RateSearch {
		const { exports } = this.runtime;
		return this.runtime.result(unroll_rate_search, (place) =>
			exports.unroll_rate_finder_step(this.pointer, uint32(updates, 'updates'), place),
		);
	}

	/** The first `count` points, as many as there are. */
	points(count: number): RatePoint[] {
		const { exports, memory } = this.runtime;
		return memory.readArray(unroll_rate_point, exports.unroll_rate_finder_points(this.pointer), count);
	}
}
