import { exampleNotes as en } from './en/example-notes.ts';
import { exampleNotes as ko } from './ko/example-notes.ts';
import type { InBoth } from './locale.ts';

/** What each example shows, by the language of the page and that of the example. Loaded with the part of the page that says it. */
export const exampleNotes: InBoth<typeof en> = { en, ko };
