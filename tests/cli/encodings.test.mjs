// unroll corpus csv recognises an encoding where that is certain: in each language the corpus has the words that UTF-8 gives. Encodings
// that look like others are asked, and can be named.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { done, fails, temporaryFolder } from './program.mjs';

const folder = temporaryFolder();
const [table, corpus] = ['table.csv', 'corpus'].map((name) => join(folder, name));
const rows = (good, bad) => `text;label\n${Array.from({ length: 30 }, (_, i) => `${i % 2 ? good : bad} ${i};${i % 2}\n`).join('')}`;
const imported = (content, ...options) => {
	writeFileSync(table, content);
	done(['corpus', 'csv', table, '-o', corpus, ...options]);
	return readFileSync(corpus);
};
const encoded = (text, encoding) => {
	const { status, stdout, stderr } = spawnSync('iconv', ['-f', 'UTF-8', '-t', encoding], { input: text });
	assert.equal(status, 0, String(stderr));
	return stdout;
};

for (const [encoding, good, bad] of [
	['CP949', '정말 좋은 영화였다', '정말 지루한 영화'],
	['CP932', 'とても楽しい映画だった', 'とても退屈な映画'],
	['GB18030', '这是一部很好看的电影我们都喜欢', '这部电影太无聊了不值得去看'],
	['BIG5', '這是一部很好看的電影我們都喜歡', '這部電影太無聊了不值得去看'],
	['CP1252', 'Ein schöner Film für alle großartig', 'Üble Geschichte gähnend öde schade'],
	['CP1252', 'un très beau film que j’ai adoré', 'très mauvais et déçu'],
	['CP1252', 'una película muy buena y además graciosísima', 'qué película tan aburrida y además larguísima'],
	['CP1254', 'Çok güzel bir film kaçırmayın ışıklı', 'Kötü bir hikâye sıkıldım değmez şu iş'],
	['CP1251', 'Очень хороший фильм и прекрасная игра', 'Скучная история и плохая игра'],
	['CP1250', 'Bardzo dobry film świetna gra żałuję że się skończył', 'Zły film nudna akcja źle zagrany szkoda życia'],
	['UTF-16LE', '정말 좋은 영화였다', '정말 지루한 영화'],
	['UTF-16BE', 'a good film', 'a bad film'],
])
	test(`${encoding}: ${good}`, () => {
		const text = rows(good, bad);
		assert.deepEqual(imported(encoded(text, encoding)), imported(text));
	});

for (const [encoding, good, bad, known] of [
	['EUC-JP', 'とても楽しい映画だった おすすめです', 'とても退屈な映画だった 残念'],
	['KOI8-R', 'Очень хороший фильм и прекрасная игра', 'Скучная история и плохая игра'],
	['CP1253', 'Πολύ καλή ταινία και εξαιρετική ερμηνεία', 'Βαρετή ιστορία και κακή ερμηνεία'],
	['CP1255', 'סרט טוב מאוד ומשחק מצוין', 'סיפור משעמם ומשחק גרוע'],
	['CP1256', 'فيلم جيد جدا وتمثيل رائع', 'قصة مملة وتمثيل سيئ'],
	['CP1257', 'Labai geras filmas ir puiki vaidyba rekomenduoju žiūrėti', 'Nuobodi istorija ir bloga vaidyba gaila laiko švaistymas'],
	['CP1250', 'Velmi dobrý film a skvělé výkony doporučuji', 'Nudný příběh a špatné výkony škoda času', 'windows-1250'],
])
	test(`${encoding} is not certain: ${good}`, () => {
		const text = rows(good, bad);
		writeFileSync(table, encoded(text, encoding));
		fails(1, /30 of 30 rows are not UTF-8[^]*--encoding NAME/, ['corpus', 'csv', table, '-o', join(folder, 'never')]);
		if (known) assert.deepEqual(imported(encoded(text, encoding), '--encoding', known), imported(text));
	});
