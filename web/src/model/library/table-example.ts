import type { TableGuess } from '../../protocol/library.ts';

/** Characters of an example: a line on a narrow screen. */
const longest = 40;

/** A text of a table by which tokenizers are shown, cut between words: the first that is no short one and has several words, or the longest. */
export function exampleOf({ layout, preview }: TableGuess): string {
	const texts = preview.slice(layout.header ? 1 : 0).map((row) => (row[layout.text] ?? '').trim());
	const telling = texts.find((text) => 2 * text.length >= longest && text.split(/\s+/).length > 3);
	const text = telling ?? texts.toSorted((a, b) => b.length - a.length)[0] ?? '';
	if (text.length <= longest) {
		return text;
	}
	const start = text.slice(0, longest + 1);
	return start.slice(0, start.search(/\s\S*$/) + 1 || longest).trim();
}
