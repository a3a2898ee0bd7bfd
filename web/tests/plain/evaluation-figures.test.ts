// What the page makes of an evaluation's figures: places on charts, small probabilities, and McNemar's test and the bag of words in sentences.
import { expect, test } from 'vitest';
import { evaluationTexts } from '../../src/i18n/evaluation.ts';
import type { Rival, ThresholdFigures } from '../../src/protocol/evaluation.ts';
import { rowLabels } from '../../src/worker/evaluation/table-for.ts';
import { certainty, comparisonText, macroAverages, orderText, polyline, prPoints, pText, rocPoints, thresholdPoints } from '../../src/view/evaluation/figures.ts';

const text = evaluationTexts.en;
const share = (value: number) => ({ right: 0, count: 0, share: value, lower: 0, upper: 1 });
const rival = (first: number, second: number, p: number, accuracy = 0.8): Rival => ({ accuracy: share(accuracy), comparison: { both: 1, first, second, neither: 1, p } });
const figures = (confusion: number[], precision: number, recall: number, predicted: number) =>
	({ accuracy: share(0.9), confusion, classes: [{}, { precision, recall, predicted }] }) as unknown as ThresholdFigures;

test('curves begin where nothing is predicted, and the threshold is on them', () => {
	const curve = {
		points: [{ threshold: 0.9, right: 2, wrong: 0 }, { threshold: 0.4, right: 4, wrong: 5 }],
		areas: { with: 4, without: 5, roc: 1, precisionRecall: 1 },
	};
	expect(rocPoints(curve)).toEqual([{ x: 0, y: 0 }, { x: 0, y: 0.5 }, { x: 1, y: 1 }]);
	expect(prPoints(curve)).toEqual([{ x: 0.5, y: 1 }, { x: 1, y: 4 / 9 }]);
	expect(polyline(rocPoints(curve), 100)).toBe('0.0,100.0 0.0,50.0 100.0,0.0');
	expect(thresholdPoints(figures([4, 1, 1, 3], 0.75, 0.75, 4))).toEqual({ roc: { x: 0.2, y: 0.75 }, pr: { x: 0.75, y: 0.75 } });
	expect(thresholdPoints(figures([5, 0, 4, 0], 0, 0, 0)).pr).toBeNull();
});

test('each class counts the same in a mean, and a probability is of what is predicted', () => {
	const classes = [{ precision: 1, recall: 0.5, f1: 2 / 3 }, { precision: 0, recall: 0, f1: 0 }, { precision: 0.5, recall: 1, f1: 2 / 3 }];
	expect(macroAverages({ classes } as unknown as ThresholdFigures)).toEqual({ precision: 0.5, recall: 0.5, f1: 4 / 9 });
	expect([certainty(0.2, 0, 2), certainty(0.8, 1, 2), certainty(0.4, 0, 3)]).toEqual([0.8, 0.8, 0.4]);
});

test('a table has the labels that a network’s classes are named after, unless these are names of any', () => {
	const none = { positive: [], negative: [], grades: null };
	expect(rowLabels(['negative', 'positive'])).toEqual(none);
	expect(rowLabels(['ham', 'spam'])).toEqual({ ...none, negative: ['ham'], positive: ['spam'] });
	expect(rowLabels(['arts', 'law', 'money'])).toEqual({ ...none, classes: ['arts', 'law', 'money'] });
	expect(rowLabels(['0', '1', '2'])).toEqual({ ...none, classes: [] });
});

test('small probabilities are written as powers of ten', () => {
	expect(pText(0.0414, 'en')).toBe('0.041');
	expect(pText(1.24e-32, 'en')).toBe('1 × 10⁻³²');
	expect(pText(0, 'en')).toMatch(/^< 10⁻³⁰⁸$/);
});

test('the sentence names the better one only where it is more than luck', () => {
	const names: [string, string] = ['GRU(8)', 'LSTM(8)'];
	expect(comparisonText(rival(10, 40, 0.001), names, text, 'en')).toMatch(/^LSTM\(8\) is better .* p = 0\.001\)/);
	expect(comparisonText(rival(10, 12, 0.8), names, text, 'en')).toMatch(/could be luck/);
	expect(comparisonText(rival(0, 0, 1), names, text, 'en')).toMatch(/exactly the same/);
	expect(orderText(figures([], 0, 0, 0), rival(40, 10, 0.001), text, 'en')).toMatch(/helps: the network is 10 points better/);
	expect(orderText(figures([], 0, 0, 0), rival(10, 40, 0.001, 0.95), text, 'en')).toMatch(/bag of words is 5 points better/);
	expect(orderText(figures([], 0, 0, 0), rival(10, 12, 0.8), text, 'en')).toMatch(/is unclear/);
});
