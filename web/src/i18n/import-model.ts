import { importModel as en } from './en/import-model.ts';
import { importModel as ko } from './ko/import-model.ts';
import type { InBoth } from './locale.ts';

export const importModelTexts: InBoth<typeof en> = { en, ko };
