import { presets as en } from './en/presets.ts';
import { presets as ko } from './ko/presets.ts';
import type { InBoth } from './locale.ts';

export const presetsTexts: InBoth<typeof en> = { en, ko };
