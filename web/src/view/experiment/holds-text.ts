import { formatLoss, formatRounded, formatSigned } from '../../i18n/format.ts';
import { groupDifference } from '../../model/experiment/group-difference.ts';
import { samplesOf, type Group, type GroupMetric } from '../../model/experiment/groups.ts';
import type { ExperimentLocale } from './names.ts';
import { groupName } from './results.ts';

// Whether the difference between two groups of runs holds, in words.

const ALPHA = 0.05;
/** Fewer runs of each find large differences only. */
const FEW = 5;

export interface Holds {
	/** What a student understands. */
	sentence: string;
	/** Whether it is more than luck; null where one cannot say. */
	holds: boolean | null;
	/** Figures and method. */
	details: string;
}

export function holdsText(first: Group, second: Group, varied: readonly string[], metric: GroupMetric, locale: ExperimentLocale): Holds {
	const { own, language } = locale;
	const { holds: text } = own;
	const { mean, method, counts, above, equal, test } = groupDifference(samplesOf(first, metric), samplesOf(second, metric));
	const ofLoss = metric === 'val_loss';
	const better = ofLoss ? mean < 0 : mean > 0;
	const by = ofLoss ? text.ofLoss(formatLoss(Math.abs(mean), language)) : text.points(formatLoss(100 * Math.abs(mean), language, 2));
	const [a, b] = [groupName(first, varied, locale), groupName(second, varied, locale)];
	const claim = mean === 0 ? text.same(b, a) : better ? text.better(b, a, by) : text.worse(b, a, by);
	// Of the pairs, those that point the way in which the mean does.
	const agreeing = mean > 0 ? above : counts[0] - above - equal;
	const how = mean === 0 ? '' : method === 'paired' && counts[0] > 1 ? text.inSeeds(agreeing, counts[0]) : test ? text.onAverage : '';
	const holds = test === null ? null : mean !== 0 && test.p < ALPHA;
	const conclusion = holds === null ? text.tooFew : holds ? text.holds : text.luck;
	const few = test !== null && Math.min(...counts) < FEW ? [text.few] : [];
	const signed = (value: number) => (ofLoss ? formatSigned(value, language, 4) : formatSigned(100 * value, language, 2));
	const details = test
		? [text.interval(signed(test.low), signed(test.high)), text.p(formatRounded(test.p, language, 2)), method === 'paired' ? text.paired(counts[0]) : text.welch(...counts), text.scope]
		: [text.scope];
	return { sentence: [`${claim}${how}.`, conclusion, ...few].join(' '), holds, details: details.join(' ') };
}
