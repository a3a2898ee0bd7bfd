// The unrolled network in sentences, from the same pass that is drawn.
import { describe, expect, test } from 'vitest';
import { unrolledTexts } from '../../../src/i18n/unrolled.ts';
import { en } from '../../../src/i18n/en.ts';
import { ko } from '../../../src/i18n/ko.ts';
import { emptyPass } from '../../../src/model/network/empty-pass.ts';
import { pageDefaults } from '../../../src/model/settings/settings.ts';
import { captionOf, describePass, ratioText, sceneTexts } from '../../../src/view/network/describe.ts';
import { madeUpPass } from './made-up-pass.ts';

const english = { text: en, language: 'en' } as const;
const korean = { text: ko, language: 'ko' } as const;
const trained = { single: true, loss: 0.6543, reviewLoss: 1.3133, updates: [{ layer: 'embedding', relative: 0.0031 }, { layer: 'dense', relative: 0.02 }] };

describe('a pass', () => {
	test('is said with its network, its words, its prediction, its label and how far the gradient reaches', () => {
		const pass = madeUpPass('one two three four five six seven eight nine ten a fine film', { length: 20 });
		expect(describePass(pass, english)).toBe(
			'LSTM, units: 3. A validation review, after batch 7: “… two three four five six seven eight nine ten a fine film”. ' +
				'Probability that the review is positive: 73%. Label: negative. ' +
				'Gradient: at the first timestep 1/10¹⁹ as strong as at the last. (Mean over 32 validation reviews.)',
		);
	});

	test('of a batch also says its loss and how far each layer moved, and of no other reviews', () => {
		const said = describePass(madeUpPass('a fine film', { of: 'batch', probed: 0, trained }), english);
		expect(said).toContain('First review of batch 7, before the update: “a fine film”.');
		expect(said).toMatch(/Loss of the batch: 0.6543. embedding: weights moved by 0.31%. dense: weights moved by 2%.$/);
		expect(said).not.toContain('Mean');
	});

	test('of a typed review has no label', () => {
		expect(describePass(madeUpPass('fine', { of: 'typed', label: null }), english)).not.toContain('Label');
		const named = { ...madeUpPass('fine'), names: { positive: 'spam', negative: 'ham' } };
		expect(describePass(named, english)).toMatch(/Prediction: spam, 73%\. Label: ham\./);
		expect([true, false].map((positive) => sceneTexts(english).side(positive, named))).toEqual(['spam', 'ham']);
	});

	test('that has not been read says only which network is drawn', () => {
		const pass = emptyPass(pageDefaults, 'A fine film.');
		expect(describePass(pass, english)).toBe('GRU, units: 8.');
		expect(captionOf(pass, english)).toBe(unrolledTexts.en.example);
		expect(sceneTexts(english).probability(pass.probability)).toBe('–');
	});

	test('is said in Korean', () => {
		expect(describePass(madeUpPass('a fine film'), korean)).toMatch(/^LSTM, 유닛 3개\. 검증 세트의 리뷰, .*긍정일 확률: 73%\. 레이블: 부정\. 그레이디언트/);
	});

	test('of a network that reads in both directions says so, and counts the units of a direction', () => {
		const settings = { ...pageDefaults, units: '8,4', bidirectional: 'concat,no', 'upper-cells': 'lstm' };
		expect(describePass(emptyPass(settings, 'A fine film.'), english)).toBe('GRU + LSTM, units: 8 + 4. It reads in both directions.');
		const pass = madeUpPass('a fine film');
		const [forward] = pass.layers;
		pass.layers.push({ ...forward!, name: 'backward', backward: true, gradients: forward!.gradients.toReversed() });
		expect(describePass(pass, english)).toContain('Gradient: at the first timestep 1/10¹¹ as strong as at the last.');
	});

	test('of a network with layers of dropout says them and their rates', () => {
		const pass = emptyPass({ ...pageDefaults, units: '8,8', 'layer-dropout': '0.2', 'dense-dropout': '0.5' }, 'A fine film.');
		expect(describePass(pass, english)).toBe('GRU, units: 8 + 8. Dropout between layers: 0.2. Dropout before the output: 0.5.');
		expect(sceneTexts(english).head(pass)).toEqual(['Dropout 0.5']);
		expect(emptyPass(pageDefaults, '').dropout).toBeUndefined();
	});

	test('of a network that pools or has a hidden dense layer says so', () => {
		expect(describePass(emptyPass({ ...pageDefaults, pooling: 'mean' }, 'A fine film.'), english)).toBe('GRU, units: 8. It classifies the mean over all timesteps.');
		expect(describePass(madeUpPass('a fine film', { pooling: 'max' }), korean)).toContain('모든 타임스텝의 최댓값으로 분류합니다.');
		expect(describePass(emptyPass({ ...pageDefaults, dense: '16' }, 'A fine film.'), english)).toBe('GRU, units: 8. A hidden dense layer before the output, units: 16.');
		expect(sceneTexts(english).head(madeUpPass('a film', { pooling: 'max', dense: 16 }))).toEqual(['max', 'Dense 16']);
		expect(sceneTexts(english).head(madeUpPass('a film'))).toEqual([]);
	});

	test.each([
		[{ of: 'validation', batches: 0 }, 'A validation review, before training'],
		[{ of: 'typed', batches: 1200 }, 'Your review, after batch 1,200'],
		[{ of: 'batch', batches: 12 }, 'First review of batch 12, before the update'],
	] as const)('%o is captioned', (changes, caption) => {
		expect(captionOf(madeUpPass('a film', changes), english)).toBe(caption);
	});
});

describe('the drawing', () => {
	const texts = sceneTexts(english);

	test('says what the prediction is, and how sure it is', () => {
		expect([0.731, 0.27].map((probability) => [texts.probability(probability), texts.side(probability > 0.5)])).toEqual([
			['73%', 'positive'],
			['73%', 'negative'],
		]);
	});

	test('says where the error comes from', () => {
		expect(texts.error(madeUpPass('film', { of: 'batch', trained }))).toBe(`loss 1.3133\n${unrolledTexts.en.ownGradient}`);
		expect(texts.error(madeUpPass('film'))).toContain('32 validation reviews');
		expect(texts.error(madeUpPass('film', { probed: 0 }))).toBe('');
	});

	test.each([
		[[0.001, 1], 'first : last timestep = 1 : 1,000'],
		[[2, 1], 'first : last timestep = 2 : 1'],
		[[0, 1], 'first : last timestep = 0 : 1'],
		[[1, 1], 'first : last timestep = 1 : 1'],
		[[0, 0], ''],
	])('compares the gradients %j as %s', (gradients, ratio) => {
		expect(ratioText(Float64Array.from(gradients), english)).toBe(ratio);
	});
});
