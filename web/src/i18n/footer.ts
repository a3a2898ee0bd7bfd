import { footer as en } from './en/footer.ts';
import { footer as ko } from './ko/footer.ts';
import type { InBoth } from './locale.ts';

export const footerTexts: InBoth<typeof en> = { en, ko };
