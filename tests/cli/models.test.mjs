// What models/ ships: intact files of the right sizes that classify plainly positive and negative reviews correctly, and that come
// from the commands written beside them. (tests/cli/reviews.test.mjs repeats those commands where the reviews are.)
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { corpora, fileOf, koreanStatistics, models, onKoreanSynthetic, onSynthetic, replaceMarked, statistics } from '../../scripts/models.mjs';
import { done, jsonLines, makeReviews, quick, root, temporaryFolder } from './program.mjs';

const readme = readFileSync(join(root, 'models/README.md'), 'utf8');
const page = readFileSync(join(root, 'docs/models.md'), 'utf8');
const shipped = [...models, statistics, koreanStatistics];
const languageOf = (model) => corpora[model.corpus].language;
const pathOf = (one) => join(root, fileOf(one));

const kind = [
	'one of the best films i have seen in years, a wonderful story and great acting',
	'i loved every minute of it. beautiful, funny and moving; highly recommended!',
	'an excellent cast and a perfect ending. it is a great film',
];
const unkind = [
	'one of the worst films i have ever seen. a stupid story and bad acting',
	'i hated every minute of it. boring, predictable and a complete waste of time!',
	'a terrible script and awful acting. nothing works and the ending makes no sense',
];

const kindKorean = ['정말 재미있게 본 최고의 영화', '배우들 연기가 훌륭하고 감동적이에요', '꼭 다시 보고 싶은 명작입니다'];
const unkindKorean = ['지루하고 재미없는 최악의 영화', '시간과 돈이 아깝다', '스토리도 엉망이고 연기도 별로'];

test('the folder has these files and no others, and the page lists their SHA-256 and commands', () => {
	const names = [...shipped.map(fileOf), 'models/README.md', 'models/measured.json'].map((path) => path.slice('models/'.length));
	assert.deepEqual(readdirSync(join(root, 'models')).sort(), names.sort());
	for (const one of shipped) {
		const digest = createHash('sha256').update(readFileSync(pathOf(one))).digest('hex');
		assert.ok(readme.includes(digest), `${one.name} is not the file of models/README.md: ./dev models writes both`);
		assert.ok(readme.includes(`-o ${fileOf(one)}\n`), one.name);
		if (one.settings) assert.ok(readme.includes(one.settings), `${one.name}: ${one.settings}`);
	}
});

test('the accuracies on the page were measured on these files', () => {
	const measured = JSON.parse(readFileSync(join(root, 'models/measured.json'), 'utf8'));
	assert.deepEqual(Object.keys(measured), [...models, onSynthetic, onKoreanSynthetic].map(({ name }) => name));
	for (const model of models) {
		const { sha256, accuracy, reviews } = measured[model.name];
		assert.equal(sha256, createHash('sha256').update(readFileSync(pathOf(model))).digest('hex'), model.name);
		const section = readme.slice(readme.indexOf(`## ${model.name}.safetensors`));
		const said = /on ([\d,]+) test reviews accuracy (0\.\d{4})/.exec(section);
		assert.equal(said[1].replaceAll(',', ''), `${reviews}`, model.name);
		assert.equal(said[2], accuracy.toFixed(4), model.name);
	}
});

test('docs/models.md has the same figures', () => {
	const accuracies = [...readme.matchAll(/accuracy (0\.\d{4})/g)].map(([, accuracy]) => accuracy);
	assert.equal(accuracies.length, models.length);
	for (const accuracy of accuracies) assert.ok(page.includes(accuracy), accuracy);
});

test('the strong ones read test reviews and short texts, and what never saw a review reads test reviews', () => {
	const measured = JSON.parse(readFileSync(join(root, 'models/measured.json'), 'utf8'));
	const least = { strong: 0.9, 'korean-gru': 0.79, 'korean-strong': 0.84, 'gru-on-synthetic': 0.75, 'korean-gru-on-synthetic': 0.74 };
	for (const [name, accuracy] of Object.entries(least)) assert.ok(measured[name].accuracy >= accuracy, name);
	for (const [name, short] of Object.entries({ strong: 0.94, 'korean-strong': 0.95 })) assert.ok(measured[name].short >= short, name);
});

for (const model of models) {
	test(`${model.name} predicts what is obvious`, () => {
		const korean = languageOf(model) === 'ko';
		const texts = korean ? [...kindKorean, ...unkindKorean] : [...kind, ...unkind];
		const predictions = jsonLines(done(['predict', pathOf(model), '--json', ...texts]));
		assert.deepEqual(predictions.map(({ probability }) => probability > 0.5), texts.map((_, index) => index < kind.length));
	});

	test(`${model.name} has the settings of its command`, () => {
		const args = model.settings.split(' ');
		const file = readFileSync(pathOf(model));
		const header = JSON.parse(file.subarray(8, 8 + Number(file.readBigUInt64LE(0))));
		for (let i = 0; i < args.length; i += 2) assert.equal(header.__metadata__[args[i].slice(2)], args[i + 1], args[i]);
	});
}

test('the sizes suit a page', () => {
	const size = (one) => readFileSync(pathOf(one)).length;
	for (const model of models) assert.ok(size(model) <= (model.name.endsWith('strong') ? 1_500_000 : languageOf(model) === 'ko' ? 300_000 : 50_000), `${model.name}: ${size(model)}`);
	for (const one of [statistics, koreanStatistics]) assert.ok(size(one) <= 600_000, `${size(one)}`);
});

test('the statistics give a corpus of 25,000 reviews', () => {
	const drawn = join(temporaryFolder(), 'drawn');
	const [said] = jsonLines(done(['corpus', 'synthetic', pathOf(statistics), '-o', drawn, '--json']));
	assert.equal(said.train_reviews, 25000);
	assert.equal(said.words, 1000);
	assert.equal(said.tail, 200);
});

test('no file depends on the test half or the computer: both halves and one give the same', () => {
	const folder = temporaryFolder();
	const reviews = makeReviews(join(folder, 'aclImdb'));
	const made = ['both', 'train'].map((half) => {
		const corpus = join(folder, half);
		done(['corpus', 'imdb', reviews, '-o', corpus, '--words', '80', '--tail', '40', '--half', half]);
		done(['train', corpus, '-o', `${corpus}.model`, ...quick]);
		done(['statistics', corpus, '-o', `${corpus}.statistics`]);
		return [readFileSync(`${corpus}.model`), readFileSync(`${corpus}.statistics`)];
	});
	assert.deepEqual(made[0], made[1]);
	for (const one of shipped) assert.ok(!/aclImdb[_/]|\/(home|root|tmp|work)\//.test(readFileSync(pathOf(one), 'latin1')), one.name);
});

test('marked text is replaced, and nothing else', () => {
	const text = 'a\n<!-- written by ./dev models -->\nold\n<!-- until here -->\nb\n';
	const changed = replaceMarked(text, 'new');
	assert.equal(changed, text.replace('old', 'new'));
	assert.equal(replaceMarked(changed, 'old'), text);
	assert.throws(() => replaceMarked('no marks', 'new'), /must occur in this order/);
});
