import { keras as en } from './en/keras.ts';
import { keras as ko } from './ko/keras.ts';
import type { InBoth } from './locale.ts';

export const kerasTexts: InBoth<typeof en> = { en, ko };
