// Files of reviews for the imports: those beside the project, and a table made up here.
import { fileURLToPath } from 'node:url';

const shared = fileURLToPath(new URL('../../../../shared/imdb/', import.meta.url));
export const archive = `${shared}aclImdb_subset.tar.gz`;
export const npz = `${shared}keras_format_small.npz`;

const rows = Array.from({ length: 400 }, (_, i) => {
	const good = i % 2 === 0;
	return `${i};"${good ? 'wunderbar, ""großartig""' : 'schlecht;\nund langweilig'} ${'Film '.repeat(i % 30)}${i}";${good ? 'gut' : 'übel'}`;
});

/** With semicolons, quotes, line breaks within, a byte order mark, and a row that has no label. */
export const table = Buffer.from(`\ufeffnr;text;urteil\r\n${rows.join('\r\n')}\r\n999;nur so;\r\n`);
