import { experiments as en } from './en/experiments.ts';
import { experiments as ko } from './ko/experiments.ts';
import type { InBoth } from './locale.ts';

export const experimentsTexts: InBoth<typeof en> = { en, ko };
export type ExperimentsText = typeof en;
