import type { SettingTexts } from '../../protocol/types.ts';
import type { Runs } from '../runs/runs.svelte.ts';
import type { Stage } from './chapter.svelte.ts';

/** The page as the chapter sees it. */
export function stageOf(runs: Runs, isFree: () => boolean, begin: (settings: SettingTexts) => void): Stage {
	return {
		get runs() {
			return runs.all;
		},
		get free() {
			return isFree();
		},
		begin,
	};
}
