import { classes as en } from './en/classes.ts';
import { classes as ko } from './ko/classes.ts';
import type { InBoth } from './locale.ts';

export const classTexts: InBoth<typeof en> = { en, ko };
