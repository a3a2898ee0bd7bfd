import type { TableGuess, LabelRule } from '../../protocol/library.ts';

// What the labels of a table mean, as it is guessed and as the reader changes it: values, or two limits where they are grades; or each is a class.

export type LabelMeaning = 'positive' | 'negative' | 'class' | 'out' | 'unknown';

export interface LabelChoice {
	/** Instead of meanings: grades up to `atMost` are negative, from `atLeast` on positive. */
	grades: LabelRule['grades'];
	/** By the index of the label in the guess. */
	meanings: LabelMeaning[];
	/** Instead: each of these labels is a class of its own: their indices, in the order of the classes. */
	classes?: number[];
}

/** A network has so many classes, where they are more than two. */
export const leastClasses = 3;
const mostClasses = 20;

/** The rule that makes each label a class: in an order that does not depend on the rows (`unroll corpus csv --classes all`). */
export const everyClass: LabelRule = { positive: [], negative: [], grades: null, classes: [] };

/** Whether each label can be a class of its own. */
export function canBeClasses({ labels, moreLabels }: TableGuess): boolean {
	const count = labels.filter(isLabel).length;
	return !moreLabels && count >= leastClasses && count <= mostClasses;
}

/** Whether so large a share has the same label that always predicting it looks good. */
export const isLopsided = (share: number): boolean => share >= 0.8;

/** How many rows a choice takes. */
export interface ChoiceCounts {
	positive: number;
	negative: number;
	/** Of all classes, where labels are more than two. */
	class?: number;
	/** Of the other labels. */
	out: number;
	/** Without a label, or the header once more. */
	missing: number;
	/** Whose label means nothing yet. */
	unknown: number;
}

/** What is known; where nothing is, nothing is preset. */
export function initialChoice({ labels, rule }: TableGuess): LabelChoice {
	return {
		grades: rule.grades,
		meanings: labels.map(({ meaning }) =>
			meaning === 'positive' || meaning === 'negative' || meaning === 'unknown' || meaning === 'class' ? meaning : 'out',
		),
		...(rule.classes && { classes: labels.flatMap(({ meaning }, index) => (meaning === 'class' ? [index] : [])) }),
	};
}

/** Whether a label is one, rather than a word for none or the header once more. */
export const isLabel = ({ meaning }: TableGuess['labels'][number]): boolean => meaning !== 'missing' && meaning !== 'header';

export function meaningOf(guess: TableGuess, { grades, meanings, classes }: LabelChoice, index: number): LabelMeaning {
	const label = guess.labels[index];
	if (classes) {
		return classes.includes(index) ? 'class' : 'out';
	}
	if (!grades || !label) {
		return meanings[index] ?? 'unknown';
	}
	if (!isLabel(label)) {
		return 'out';
	}
	return label.number <= grades.atMost ? 'negative' : label.number >= grades.atLeast ? 'positive' : 'out';
}

/** Gives a label a meaning. Of two labels the other one then has the other meaning. */
export function withMeaning(guess: TableGuess, choice: LabelChoice, index: number, meaning: LabelMeaning): LabelChoice {
	const real = guess.labels.flatMap((label, at) => (isLabel(label) ? [at] : []));
	const opposite = meaning === 'positive' ? 'negative' : meaning === 'negative' ? 'positive' : null;
	const other = real.length === 2 && opposite ? real.find((at) => at !== index) : undefined;
	const meanings = choice.meanings.map((before, at) => (at === index ? meaning : at === other && opposite ? opposite : before));
	return { grades: null, meanings };
}

/** Moves a class so many places in the order of the classes. */
export function moved(choice: LabelChoice, index: number, by: number): LabelChoice {
	const classes = (choice.classes ?? []).filter((one) => one !== index);
	classes.splice(Math.max(0, (choice.classes ?? []).indexOf(index) + by), 0, index);
	return { ...choice, classes };
}

/** Leaves a label out of the classes, or takes it in again, as the last one. */
export function toggled(choice: LabelChoice, index: number): LabelChoice {
	const others = (choice.classes ?? []).filter((one) => one !== index);
	return { ...choice, classes: choice.classes?.includes(index) ? others : [...others, index] };
}

export function choiceCounts(guess: TableGuess, choice: LabelChoice): ChoiceCounts {
	const counts: ChoiceCounts = { positive: 0, negative: 0, out: 0, missing: 0, unknown: 0 };
	guess.labels.forEach((label, index) => {
		const meaning = meaningOf(guess, choice, index);
		const kind = meaning === 'out' && !isLabel(label) ? 'missing' : meaning;
		counts[kind] = (counts[kind] ?? 0) + label.rows;
	});
	return counts;
}

/** Whether there is a column of labels, and what each of them means is said. */
export function isDecided(guess: TableGuess, choice: LabelChoice): boolean {
	const { positive, negative, unknown } = choiceCounts(guess, choice);
	if (choice.classes) {
		return choice.classes.length >= leastClasses && choice.classes.length <= mostClasses;
	}
	return guess.question !== 'ask-column' && positive > 0 && negative > 0 && unknown === 0;
}

export function ruleOf(guess: TableGuess, choice: LabelChoice): LabelRule {
	const valuesOf = (meaning: LabelMeaning) =>
		guess.labels.filter((_, index) => choice.meanings[index] === meaning).map(({ value }) => value);
	if (choice.classes) {
		return { ...everyClass, classes: choice.classes.map((index) => guess.labels[index]?.value ?? '') };
	}
	return choice.grades
		? { positive: [], negative: [], grades: choice.grades }
		: { positive: valuesOf('positive'), negative: valuesOf('negative'), grades: null };
}

/** A rule that takes every row with a label, whatever the labels mean; null where there are no two. */
export function anyRule(guess: TableGuess): LabelRule | null {
	const [first, ...others] = guess.labels.filter(isLabel).map(({ value }) => value);
	if (first === undefined || others.length === 0 || guess.moreLabels) {
		return null;
	}
	return guess.rule.grades || guess.rule.classes ? guess.rule : { positive: [first], negative: others, grades: null };
}
