// What the figures of an evaluation look like: points of charts, names and sentences.
import type { EvaluationText } from '../../i18n/evaluation.ts';
import type { Text } from '../../i18n/en.ts';
import { formatRounded, type Language } from '../../i18n/format.ts';
import type { Evaluation, Network } from '../../model/evaluation/evaluation.svelte.ts';
import type { Evaluated, ReviewQuery, Rival, ThresholdFigures } from '../../protocol/evaluation.ts';
import type { PlainFigure } from '../charts/plain-figure.ts';
import { predictorName, runName } from '../run-text.ts';

/** A place in a square chart: both from 0 to 1, y upwards. */
export interface Point {
	x: number;
	y: number;
}

export const networkName = ({ predictor, run }: Network, text: Text): string =>
	predictor ? predictorName(predictor, [], text) : runName(run, text);

type Shown = Pick<Evaluation, 'networks' | 'shown' | 'second'>;

/** What is evaluated, and what it is compared with. */
export const networkNames = ({ networks, shown, second }: Shown, text: Text): [string, string] => {
	const nameOf = (id: string) => {
		const network = networks.find((one) => one.id === id);
		return network ? networkName(network, text) : '';
	};
	return [nameOf(shown?.network ?? ''), nameOf(second)];
};

/** "LSTM 1 · Validation reviews". */
export const shownText = (evaluation: Shown, own: EvaluationText, text: Text): string =>
	evaluation.shown ? `${networkNames(evaluation, text)[0]} · ${own.kinds[evaluation.shown.kind]}` : '';

/** What labels are called. */
export const classNames = (evaluated: Evaluated, text: Text): string[] =>
	evaluated.classes ?? [text.review.scaleNegative, text.review.scalePositive];

type Curve = NonNullable<Evaluated['curves'][number]>;

export const rocPoints = ({ points, areas }: Curve): Point[] => [
	{ x: 0, y: 0 },
	...points.map(({ right, wrong }) => ({ x: wrong / areas.without, y: right / areas.with })),
];

export const prPoints = ({ points, areas }: Curve): Point[] =>
	points.map(({ right, wrong }) => ({ x: right / areas.with, y: right / (right + wrong) }));

/** Where the threshold of two classes is on both curves; its precision has no place where nothing is predicted. */
export function thresholdPoints({ confusion, classes }: ThresholdFigures): { roc: Point; pr: Point | null } {
	const [trueNegatives = 0, falsePositives = 0] = confusion;
	const { recall = 0, precision = 0, predicted = 0 } = classes[1] ?? {};
	const roc = { x: falsePositives / Math.max(1, trueNegatives + falsePositives), y: recall };
	return { roc, pr: predicted > 0 ? { x: recall, y: precision } : null };
}

/** What each class counts the same in: the means over the classes. */
export function macroAverages({ classes }: ThresholdFigures): { precision: number; recall: number; f1: number } {
	const mean = (name: 'precision' | 'recall' | 'f1') => classes.reduce((sum, figures) => sum + figures[name], 0) / classes.length;
	return { precision: mean('precision'), recall: mean('recall'), f1: mean('f1') };
}

/** How probable what is predicted is, where of two classes the probability is the positive one's. */
export const certainty = (probability: number, predicted: number, classes: number): number =>
	classes === 2 && predicted === 0 ? 1 - probability : probability;

/** The reviews of a cell of the confusion matrix, in the order that shows most: the most confident first. */
export const reviewsOfCell = (label: number, predicted: number): Partial<ReviewQuery> =>
	({ label, predicted, order: label === predicted ? 'most-certain' : 'most-wrong', only: null, word: '', words: [0, Infinity] });

export const calibrationPoints = ({ calibration }: Evaluated): (Point & { count: number })[] =>
	calibration.bins.filter(({ count }) => count > 0).map(({ predicted, observed, count }) => ({ x: predicted, y: observed, count }));

const tenths = [0, 0.5, 1].map((at) => ({ at, label: `${at}` }));

/** A square chart of shares when it leaves the page. */
export const shareFigure = (
	chart: { title: string; sentence: string; across: string; up: string; points: readonly Point[]; marked?: Point | null; dots?: readonly { size: number }[] | null; diagonal?: boolean },
	of: string,
): PlainFigure => ({
	title: chart.title,
	square: true,
	across: { name: chart.across, ticks: tenths },
	up: { name: chart.up, ticks: tenths },
	lines: [
		...(chart.diagonal ? [{ points: [{ x: 0, y: 0 }, { x: 1, y: 1 }], colour: 'edge', dash: [5, 5] }] : []),
		{ points: chart.points, colour: 'accent' },
	],
	dots: [
		...(chart.dots ?? []).flatMap(({ size }, index) => {
			const point = chart.points[index];
			return point ? [{ ...point, radius: 6 + 8 * size, colour: 'accent' }] : [];
		}),
		...(chart.marked ? [{ ...chart.marked, radius: 9, colour: 'ink' }] : []),
	],
	notes: [of, chart.sentence],
});

export const polyline = (points: readonly Point[], size: number): string =>
	points.map(({ x, y }) => `${(x * size).toFixed(1)},${((1 - y) * size).toFixed(1)}`).join(' ');

/** "0.03", or "4 × 10⁻¹³⁶" of a number that is very small. */
export function pText(p: number, language: Language): string {
	if (p >= 0.001) {
		return formatRounded(p, language, 2);
	}
	const power = p > 0 ? Math.floor(Math.log10(p)) : -308;
	const raised = String(-power).replace(/\d/g, (digit) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(digit)]!);
	return p > 0 ? `${Math.round(p / 10 ** power)} × 10⁻${raised}` : `< 10⁻${raised}`;
}

/** Below this probability a difference is called more than luck. */
const RARE = 0.05;

const isClear = ({ comparison }: Rival): boolean => comparison.p < RARE;

/** McNemar's test in words. */
export function comparisonText({ comparison }: Rival, names: [string, string], text: EvaluationText, language: Language): string {
	const { first, second, p } = comparison;
	if (first + second === 0) {
		return text.mcnemar.same;
	}
	const better = names[first > second ? 0 : 1];
	return p < RARE ? text.mcnemar.clear(better, pText(p, language)) : text.mcnemar.luck(pText(p, language));
}

/** Whether the order of words helps, by the bag of words. */
export function orderText({ accuracy }: ThresholdFigures, bag: Rival, text: EvaluationText, language: Language): string {
	const ahead = accuracy.share - bag.accuracy.share;
	const points = formatRounded(100 * Math.abs(ahead), language, 2);
	if (!isClear(bag)) {
		return text.orderUnclear;
	}
	return ahead > 0 ? text.orderHelps(points) : text.orderHurts(points);
}
