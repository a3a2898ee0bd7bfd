// Tables as people have them, each with the reviews that must come out of it: made up here, and those beside the project, where they are there. A corpus
// is compared with them by its words, as it has ids.
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { readCorpus, tar, workbook, zip } from './made-up.mjs';

const good = ['The soup was warm and the waiter smiled', 'A story that moved me', 'Fresh bread and a fair price', 'Clever, warm and full of heart'];
const bad = ['The soup was cold and the waiter ignored us', 'A story that bored me', 'Stale bread and a steep price', 'Clumsy, cold and without heart'];
const gut = ['배우들이 정말 훌륭하고 이야기가 따뜻했다', '가족과 함께 웃으며 봤어요 추천합니다'];
const schlecht = ['배우들이 너무 어색하고 이야기가 엉망이다', '음악이 시끄럽고 끝까지 지루했다'];

/** Reviews, positive and negative in turn: [text, 1 or 0]. */
const reviews = (count, positive = good, negative = bad) =>
	Array.from({ length: count }, (_, i) => [`${(i % 2 ? positive : negative)[(i >> 1) % positive.length]} ${i}`, i % 2]);
export const english = reviews(40);
const korean = reviews(40, gut, schlecht);
const quoted = (text) => (/[",;|\t]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
/** A table of reviews: `row` makes a line of text, label and number. */
const table = (rows, row, header = 'text,label') => [header, ...rows.map(([text, label], i) => row(quoted(text), label, i))].join('\n') + '\n';
const named = (positive, negative) => (text, label) => `${text},${label ? positive : negative}`;

/** The texts of a label, each in a line; and rows as the official files of NSMC have them. */
const lines = (rows, wanted) => rows.filter(([, label]) => label === wanted).map(([text]) => `${text}\n`).join('');
const nsmc = (rows) => ['id\tdocument\tlabel', ...rows.map(([text, label], i) => `${rows.length * 100 + i}\t"${text}\t${label}`), ''].join('\n');

/** Turkish in Windows-1254, which differs from Latin-1 in six letters. */
const turkish = reviews(40, ['Kumaşı yumuşacık, çok beğendim', 'Işıl ışıl görünüyor, teşekkürler'], ['Daha ilk gün bozuldu, iade ettim', 'Kargo çok geç ulaştı, almayın']);
const inTurkish = (text) => Buffer.from(text.replace(/[ĞğİıŞş]/g, (letter) => ({ Ğ: 'Ð', ğ: 'ð', İ: 'Ý', ı: 'ý', Ş: 'Þ', ş: 'þ' })[letter]), 'latin1');
/** Texts with apostrophes as word processors put them, in Windows-1252: nothing else is beyond ASCII. */
const typed = english.map(([text, label]) => [`${text}, i’m sure`, label]);
const inWindows = (text) => Buffer.from(text.replaceAll('’', '\x92'), 'latin1');
const sentiment140 = ([text, label], i) => `"${4 * label}","${1467810369 + i}","Mon Apr 06 22:19:${10 + i} PDT 2009","NO_QUERY","user${i}","${text}"\n`;
const key = '0123456789abcdef'.repeat(2);

/** Made up here, one or more of each kind: name, kind, bytes, what must come out, and what else is as good. */
const own = [
	['neutral.csv', 'F1', table(english, named('Positive', 'NEGATIVE')).replace('\n', '\nit came in a box,neutral\n'), english],
	['nan.csv', 'F1', table(english, named('1', '0')) + 'nobody knows,NaN\n', english],
	['header.csv', 'F1', table(english, named('1', '0')) + 'text,label\n', english],
	['만족.csv', 'F2', table(korean, named('만족', '불만족')), korean],
	['signs.csv', 'F2', table(english, named('+1', '-1')), english],
	['spam.csv', 'F2', table(english, named('ham', 'spam')), english, { ask: true, cli: ['--positive', 'ham'] }],
	['numbers.csv', 'F3', table(english, named('1', '0'), '0,1'), english, { cli: ['--text', '1', '--label', '2'] }],
	['sorted.csv', 'F4', table(english.flatMap((one) => Array(40).fill(one)).sort((a, b) => b[1] - a[1]), named('1', '0')), english.flatMap((one) => Array(40).fill(one))],
	['category.csv', 'F5', table(english, (text, label, i) => `${i % 3 ? 'Lamps' : 'Books'},${text},${label ? 'pos' : 'neg'}`, 'category,review,feeling'), english],
	['link.csv', 'F6', table(english, (text, label, i) => `https://shop.example/a/very/long/link/${i}?${'x'.repeat(80)},${text},${label}`, 'link,words,label'), english],
	['commas.csv', 'F7', `label,text\n${english.map(([text, label]) => `${label},${text}, really`).join('\n')}\n`, english.map(([text, label]) => [`${text} really`, label])],
	['lone-quote.tsv', 'F8', `text\tlabel\n${english.map(([text, label], i) => `${i % 20 === 3 ? '"' : ''}${text}\t${label}`).join('\n')}\n`, english],
	['blank.csv', 'F8', `label,text\n${english.map(([text, label]) => `${label}, "${text}, really"`).join('\n')}\n`, english.map(([text, label]) => [`${text} really`, label])],
	['semicolons.csv', 'F9', english.map(([text, label]) => `${text.replace(',', '')}, yes;${label}`).join('\n'), english.map(([text, label]) => [`${text} yes`, label])],
	['sep.csv', 'F9', `sep=|\n${table(english, (text, label) => `${text}|${label}`, 'text|label')}`, english],
	['stars.csv', 'F10', table([...english, ['so so', 2]], (text, label, i) => `${text},${['★★☆☆☆', '★★★★★', '★★★'][label]}`), english, { ask: true, cli: ['--negative-to', '2', '--positive-from', '4'] }],
	['utf-16.csv', 'F11', Buffer.from(table(korean, named('긍정', '부정')), 'utf16le'), korean],
	['windows.csv', 'F11', Buffer.from(table(reviews(40, ['très joli film, célèbre à voir'], ['très mauvais, déçu à la fin']), named('bon', 'mauvais')), 'latin1'), reviews(40, ['très joli film, célèbre à voir'], ['très mauvais, déçu à la fin'])],
	['lines.jsonl', 'F12', english.map(([text, label]) => JSON.stringify({ label, text })).join('\n'), english],
	['array.json', 'F12', JSON.stringify(korean.map(([text, label]) => ({ text, label: label ? '긍정' : '부정' }))), korean],
	['packed.csv.gz', 'F12', gzipSync(table(english, named('1', '0'))), english],
	['packed.zip', 'F12', zip({ 'a/table.csv': Buffer.from(table(english, named('1', '0'))) }), english],
	['apart.csv', 'F13', table(korean, named('긍정', '부정')).normalize('NFD'), korean],
	['halves.zip', 'F12', zip({ 'train.csv': Buffer.from(table(english.slice(0, 30), named('1', '0'))), 'test.csv': Buffer.from(table(english.slice(30), named('1', '0'))), 'README.md': Buffer.from('about') }), english],
	['lines.tar', 'F12', tar(Object.fromEntries([0, 1].map((label) => [`x/reviews.${label ? 'pos' : 'neg'}`, lines(english, label)]))), english],
	['folders.zip', 'F12', zip(Object.fromEntries(korean.map(([text, label], i) => [`영화/${label ? '긍정' : '부정'}/${i}.txt`, Buffer.from(text)]))), korean],
	['nsmc.tar', 'F12', tar({ 'ratings_train.txt': nsmc(korean.slice(0, 30)), 'ratings_test.txt': nsmc(korean.slice(30)) }), korean],
	['book.xlsx', 'F12', workbook({ About: [['made', 'up']], Reviews: [['text', 'label'], ...english] }), english, { refuse: ['Excel'] }],
	['rows.parquet', 'F12', readFileSync(fileURLToPath(new URL('rows.parquet', import.meta.url))), english, { refuse: ['Parquet'] }],
	['amazon.ft.txt', 'F12', english.map(([text, label]) => `__label__${label + 1} ${text}, really; "so" it seems\n`).join(''), english.map(([text, label]) => [`${text} really so it seems`, label])],
	['words.ft.txt', 'F12', english.map(([text, label]) => `__label__${label ? 'positive' : 'negative'}\t${text}\n`).join(''), english],
	['tweets.csv', 'F11', inWindows(typed.map(sentiment140).join('')), typed],
	['yorumlar.csv', 'F11', inTurkish(`Görüş;Durum\n${turkish.map(([text, label]) => `${text};${label ? 'Olumlu' : 'Olumsuz'}\n`).join('')}Eh işte;Tarafsız\n`), turkish],
	['olist.csv', 'F6', table(english, (text, label, i) => `${key}${i},${label ? 5 : 1},,${i % 3 ? text : ''},2018-01-18 00:00:00`, 'review_id,review_score,review_comment_title,review_comment_message,review_creation_date'), english.filter((_, i) => i % 3)],
	['no-text.csv', 'F6', table(english, (_, label, i) => `${key}${i},item-${i},${label}`, 'key,item,label'), null, { ask: true, refuse: ['No column reads like texts'] }],
	['nested.json', 'F12', JSON.stringify({ version: 1, data: english.map(([text, label]) => ({ text, label })) }), null, { refuse: ['no list', 'not a list'] }],
	['columns.json', 'F12', JSON.stringify({ text: { 0: 'good', 1: 'bad' }, label: { 0: 1, 1: 0 } }), null, { refuse: ['no list', 'not a list'] }],
	['page.xls', 'F12', '<html><body><table><tr><td>text</td><td>label</td></tr></table></body></html>', null, { refuse: ['web page'] }],
	['rows.arrow', 'F12', Buffer.from('ARROW1\0\0 and what follows'), null, { refuse: ['Arrow'] }],
	['rows.pkl', 'F12', Buffer.from([0x80, 4, 0x95, 1, 2, 0, 0]), null, { refuse: ['pickle'] }],
	['sheet.ods', 'F12', zip({ mimetype: Buffer.from('application/vnd.oasis.opendocument.spreadsheet'), 'content.xml': Buffer.from('<a/>') }), null, { refuse: ['OpenDocument'] }],
	['header-only.csv', 'F15', 'text,label\n', null, { refuse: ['no row'] }],
	['columns.csv', 'F15', table(english, (text, label) => `${'x,'.repeat(90)}${text},${label}`, `${'c,'.repeat(90)}text,label`), english],
];

/** As files, which are gone when the tests end. */
function written(tables) {
	const folder = mkdtempSync(join(tmpdir(), 'unroll-tables-'));
	process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
	return tables.map(([name, kind, bytes, rows, others = {}]) => {
		const path = join(folder, name);
		writeFileSync(path, bytes);
		return { name, kind, path, rows, ask: false, refuse: null, cli: [], ...others };
	});
}

const shared = fileURLToPath(new URL('../../../shared/tables/', import.meta.url));

/** Each with its name, its path, what must come out ([text, 1 or 0]; null for a refusal) and whether a question is as good. */
export const tables = [
	...written(own),
	...(existsSync(`${shared}expected.json`)
		? Object.entries(JSON.parse(readFileSync(`${shared}expected.json`, 'utf8'))).map(([name, one]) => ({ name, path: shared + name, ...one }))
		: []),
];

const punctuation = /[!"#$%&()*+,\-./:;<=>?@[\\\]^_`{|}~\t\n]/g;

/** The words of a text by Keras' rules. */
const wordsOf = (text) => text.toLowerCase().replace(punctuation, ' ').split(' ').filter(Boolean);

/** The reviews of a corpus file as lines: the label and the words, "?" for one that has no id. Sorted. */
export function reviewsOf(file) {
	const { train, test, vocabulary } = readCorpus(file);
	const lines = [train, test].flatMap(({ reviews, labels }) =>
		reviews.map((review, index) => `${labels[index]} ${review.slice(1).map((id) => vocabulary[id - 4] ?? '?').join(' ')}`));
	return { lines: lines.sort(), known: new Set(vocabulary) };
}

/** What is wrong with a corpus that was made of a table; '' where nothing is. */
export function differences(file, rows) {
	const { lines, known } = reviewsOf(file);
	const wanted = rows.map(([text, label]) =>
		`${label} ${wordsOf(text.normalize('NFC')).map((word) => (known.has(word) ? word : '?')).join(' ')}`).sort();
	const count = (list) => list.reduce((counts, line) => counts.set(line, (counts.get(line) ?? 0) + 1), new Map());
	const minus = (some, others) => {
		const rest = count(others);
		return some.filter((line) => !(rest.set(line, (rest.get(line) ?? 0) - 1).get(line) >= 0));
	};
	const missing = minus(wanted, lines);
	const wrong = minus(lines, wanted);
	return missing.length + wrong.length === 0
		? ''
		: `${lines.length} read of ${wanted.length}; missing: ${missing.slice(0, 2)}; wrong: ${wrong.slice(0, 2)}`;
}
