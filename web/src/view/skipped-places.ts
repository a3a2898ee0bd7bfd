import type { ReviewsText } from '../i18n/reviews.ts';
import type { Skipped } from '../protocol/library.ts';

/** Where the first of what was skipped stand: lines, and of several files which ones; '' where nothing is known. */
export function skippedPlaces({ count, lines, files = [] }: Skipped, text: ReviewsText, format: (line: number) => string): string {
	const { lines: ofOneFile, linesOf } = text.reviews.report;
	const known = Math.max(lines.length, files.length);
	if (known === 0) {
		return '';
	}
	const end = count > known ? ', …' : '';
	const names = [...new Set(files)];
	const places = names.map((file) => {
		const here = lines.filter((_, index) => files[index] === file).map(format).join(', ');
		return here ? linesOf(here, file) : file;
	});
	return (places.length > 0 ? places.join(', ') : ofOneFile(lines.map(format).join(', '))) + end;
}
