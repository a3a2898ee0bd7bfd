import { layers as en } from './en/layers.ts';
import { layers as ko } from './ko/layers.ts';
import type { InBoth } from './locale.ts';

export const layersTexts: InBoth<typeof en> = { en, ko };
