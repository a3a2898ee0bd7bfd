import { shareDialog as en } from './en/share-dialog.ts';
import { shareDialog as ko } from './ko/share-dialog.ts';
import type { InBoth } from './locale.ts';

export const shareDialogTexts: InBoth<typeof en> = { en, ko };
