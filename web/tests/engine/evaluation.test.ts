// The evaluation worker's session on the built engine: the figures fit together and follow the threshold; a second network, a bag of words, the
// test reviews of the site and a table of one's own; and reviews in the order and by the filters that are asked for.
import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { startImporter } from '../../src/engine/importer.ts';
import { startEngine } from '../../src/engine/load.ts';
import type { EvaluationAnswer, EvaluationCommand, ReviewQuery, ThresholdFigures } from '../../src/protocol/evaluation.ts';
import type { SettingTexts } from '../../src/protocol/types.ts';
import { EvaluationSession } from '../../src/worker/evaluation/evaluation-session.ts';
import { SiteFiles } from '../../src/worker/library/site-files.ts';
import { testReviews } from '../../../scripts/test-reviews.mjs';
import { engineBytes, engineIsBuilt, evaluationBytes, importerBytes } from './built.ts';
import { blame, madeUpCorpus, praise, words } from './made-up-corpus.ts';

const settings: SettingTexts = { words: String(words), length: '20', units: '4', embedding: '4', batch: '16', epochs: '2', validation: '0.25' };

/** The file of a network that was trained on the made-up corpus. */
async function trained(more: SettingTexts = {}, file = madeUpCorpus()): Promise<ArrayBuffer> {
	const engine = await startEngine(engineBytes('simd'));
	const corpus = engine.openCorpus(file);
	const model = engine.createModel({ ...settings, ...more }, corpus);
	const trainer = corpus.createTrainer(model);
	while (trainer.step(10).phase !== 'finished');
	return model.save().buffer;
}

const all: ReviewQuery = { order: 'closest', label: null, words: [0, Infinity], word: '', only: null, count: 1000 };

describe.skipIf(!engineIsBuilt)('an evaluation', () => {
	let posted: unknown[];
	let session: EvaluationSession;

	async function ask<Type extends EvaluationAnswer['type']>(command: EvaluationCommand, type: Type): Promise<Extract<EvaluationAnswer, { type: Type }>> {
		await session.receive({ ...command, request: 1 });
		const answer = posted.at(-1) as EvaluationAnswer;
		expect(answer.type, JSON.stringify(answer)).toBe(type);
		return answer as Extract<EvaluationAnswer, { type: Type }>;
	}

	const figures = async (command: EvaluationCommand): Promise<ThresholdFigures> => (await ask(command, 'figures')).figures;
	const reviews = async (query: Partial<ReviewQuery>) => (await ask({ type: 'reviews', query: { ...all, ...query } }, 'reviews')).reviews;
	const onValidation = async (file: ArrayBuffer) =>
		(await ask({ type: 'evaluate', model: { file }, reviews: { kind: 'validation', corpus: madeUpCorpus().buffer }, threshold: 0.5 }, 'evaluated')).evaluated;

	beforeEach(() => {
		posted = [];
		const file = new Uint8Array(testReviews(Buffer.from(madeUpCorpus())));
		const sha256 = createHash('sha256').update(file).digest('hex');
		const entry = { kind: 'test', path: 'corpus/imdb-test.safetensors.zst', size: file.length, sha256 };
		vi.stubGlobal('fetch', async (url: string) =>
			url.endsWith('catalogue.json') ? Response.json({ format: 'unroll-catalogue-1', files: [entry] }) : new Response(file),
		);
		session = new EvaluationSession({
			loadEngine: () => startEngine(evaluationBytes()),
			loadImporter: () => startImporter(importerBytes()),
			files: new SiteFiles('http://localhost/', () => Promise.reject(new Error('no cache'))),
			post: (message) => posted.push(message),
		});
		return () => vi.unstubAllGlobals();
	});

	test('has figures that fit together and follow the threshold', async () => {
		const evaluated = await onValidation(await trained());
		expect(evaluated.reviews).toBe(100);
		const { accuracy, confusion, byWords, byUnknown } = evaluated.figures;
		expect(confusion[0]! + confusion[3]!).toBe(accuracy.right);
		for (const groups of [byWords, byUnknown]) {
			expect(groups.reduce((sum, group) => sum + group.accuracy.right, 0)).toBe(accuracy.right);
		}
		expect(evaluated.calibration.bins.reduce((sum, { count }) => sum + count, 0)).toBe(100);
		const { points, areas } = evaluated.curves[1]!;
		expect([points.at(-1)!.right, points.at(-1)!.wrong]).toEqual([areas.with, areas.without]);
		expect(areas.roc).toBeGreaterThan(0.5);
		const point = points[Math.floor(points.length / 3)]!;
		const strict = await figures({ type: 'threshold', threshold: point.threshold - 1e-6 });
		expect([strict.confusion[3], strict.confusion[1]]).toEqual([point.right, point.wrong]);
	});

	test('compares with a second network and a bag of words, review by review', async () => {
		await onValidation(await trained());
		const { against } = await figures({ type: 'against', model: { file: await trained({ seed: '7', cell: 'lstm' }) } });
		const { bag, accuracy } = await figures({ type: 'bag', corpus: madeUpCorpus().buffer });
		for (const { comparison, accuracy: other } of [against!, bag!]) {
			expect(comparison.both + comparison.first).toBe(accuracy.right);
			expect(comparison.both + comparison.second).toBe(other.right);
		}
		expect(bag!.accuracy.share).toBe(1); // one word tells the label
		const only = await reviews({ only: 'second' });
		expect(only).toHaveLength(against!.comparison.second);
		expect(only.every(({ label, predicted, second }) => predicted !== label && Number(second! > 0.5) === label)).toBe(true);
		expect((await figures({ type: 'against', model: null })).against).toBeNull();
		await session.receive({ type: 'against', model: { file: await trained({ 'split-seed': '3' }) }, request: 1 });
		expect(posted.at(-1)).toMatchObject({ type: 'failed', failure: { kind: 'engine', status: 'mismatch' } });
	});

	test('reads reviews in an order, filtered by class, length and word', async () => {
		await onValidation(await trained());
		expect(await reviews({})).toHaveLength(100);
		const certain = (await reviews({})).map(({ probability }) => Math.abs(probability - 0.5));
		expect(certain).toEqual(certain.toSorted((a, b) => a - b));
		expect((await reviews({ label: 1, words: [8, 10] })).every(({ label, words: length }) => label === 1 && length >= 8 && length <= 10)).toBe(true);
		const praised = await reviews({ word: praise });
		expect(praised.length).toBeGreaterThan(20);
		expect(praised.every(({ label, text }) => label === 1 && text.includes(praise))).toBe(true);
		expect(await reviews({ word: 'unheard-of' })).toEqual([]);
		expect((await reviews({ order: 'most-wrong' })).every(({ label, predicted }) => label !== predicted)).toBe(true);
		expect((await reviews({ count: 3 })).length).toBe(3);
	});

	test('has a matrix, figures and curves of each of several classes, and reads the reviews of a cell', async () => {
		const corpus = madeUpCorpus(400, 4);
		const model = { file: await trained({ classes: '4' }, corpus) };
		const reviewsOf = { kind: 'validation', corpus: corpus.buffer } as const;
		const { evaluated } = await ask({ type: 'evaluate', model, reviews: reviewsOf, threshold: 0.5 }, 'evaluated');
		const { confusion, classes, accuracy } = evaluated.figures;
		expect(evaluated.classes).toEqual(['class 0', 'class 1', 'class 2', 'class 3']);
		expect(confusion).toHaveLength(16);
		expect(classes.map(({ reviews: count }) => count)).toEqual([0, 1, 2, 3].map((label) => confusion.slice(4 * label, 4 * label + 4).reduce((sum, count) => sum + count)));
		expect([0, 5, 10, 15].reduce((sum, cell) => sum + confusion[cell]!, 0)).toBe(accuracy.right);
		evaluated.curves.forEach((curve, label) => expect([curve!.areas.with, curve!.areas.without]).toEqual([classes[label]!.reviews, evaluated.reviews - classes[label]!.reviews]));
		for (let cell = 0; cell < 16; cell++) {
			const [label, predicted] = [Math.floor(cell / 4), cell % 4];
			expect(await reviews({ label, predicted })).toHaveLength(confusion[cell]!);
		}
		const { bag } = await figures({ type: 'bag', corpus: corpus.buffer });
		expect(bag!.comparison.both + bag!.comparison.first).toBe(accuracy.right);
		const { against } = await figures({ type: 'against', model });
		expect(against!.comparison).toMatchObject({ first: 0, second: 0, p: 1 });
		expect((await reviews({})).every(({ predicted, secondPredicted, probability, second }) => predicted === secondPredicted && probability === second)).toBe(true);

		const rows = ['class 2', 'class 0', 'class 3', 'class 1', 'class 2', 'class 0'].map((label) => `word1 word2,${label}\n`);
		const file = new File([`text,label\n${rows.join('')}`], 'own.csv');
		const table = await ask({ type: 'evaluate', model, reviews: { kind: 'table', file }, threshold: 0.5 }, 'evaluated');
		expect(table.evaluated.figures.classes.map(({ reviews: count }) => count)).toEqual([2, 1, 2, 1]);
	});

	test('takes the test reviews of the site, fetched when they are asked for', async () => {
		const model = { file: await trained() };
		const { evaluated } = await ask({ type: 'evaluate', model, reviews: { kind: 'test', language: 'en' }, threshold: 0.5 }, 'evaluated');
		expect(evaluated.reviews).toBe(20);
		await session.receive({ type: 'evaluate', model, reviews: { kind: 'test', language: 'ko' }, threshold: 0.5, request: 1 });
		expect(posted.at(-1)).toMatchObject({ type: 'failed', failure: { kind: 'corpus-missing' } });
	});

	test('takes a table of one’s own, with the words of the network', async () => {
		const file = new File([`text,label\n${`${praise} word1 unheard,1\n${blame} word2 word3,0\n`.repeat(3)}`], 'own.csv');
		const { evaluated } = await ask({ type: 'evaluate', model: { file: await trained() }, reviews: { kind: 'table', file }, threshold: 0.5 }, 'evaluated');
		expect(evaluated.reviews).toBe(6);
		const texts = (await reviews({ label: 1 })).map(({ text, unknown }) => [text.join(' '), unknown]);
		expect(texts).toEqual(Array(3).fill([`${praise} word1 `, 333]));
	});
});
