import type { Trace } from '../../protocol/inside.ts';
import type { Cell } from '../settings/settings.ts';

/** A network that has something to show of its inside. */
export interface Subject {
	id: string;
	name: string;
	cell: Cell;
	/** A CSS colour. */
	colour: string;
	trace: Trace;
}

/** How the influence of a word is measured. */
export type Measure = 'slope' | 'leftOut';

export interface ChosenUnit {
	subject: string;
	layer: number;
	unit: number;
}

// What is selected: the word, the unit, and which of the pictures are shown.
export class InsideSelection {
	/** Index of the word under the pointer. */
	hovered: number | null = $state(null);
	/** Index of the word that was chosen by a tap or a key; it stays. */
	chosen: number | null = $state(null);
	/** The word that is lit up everywhere. */
	word: number | null = $derived(this.hovered ?? this.chosen);

	hoveredUnit: ChosenUnit | null = $state.raw(null);
	chosenUnit: ChosenUnit | null = $state.raw(null);

	gates = $state(false);
	layer = $state(0);
	measure: Measure = $state('leftOut');
	/** Of more than two classes: whose log-odds are shown, by its label; null: of the predicted one. */
	ofClass: number | null = $state(null);

	hover(word: number | null, unit: ChosenUnit | null = null): void {
		this.hovered = word;
		this.hoveredUnit = unit;
	}

	choose(word: number, unit: ChosenUnit | null = null): void {
		this.chosen = word;
		this.hovered = null;
		this.chosenUnit = unit ?? this.chosenUnit;
	}

	chooseUnit(unit: ChosenUnit): void {
		this.chosenUnit = unit;
	}

	/** The chosen unit, or the first one, where it is not in any of these networks. */
	unitAmong(subjects: readonly Subject[]): ChosenUnit {
		const { subject, layer, unit } = this.chosenUnit ?? { subject: '', layer: 0, unit: 0 };
		const found = subjects.find(({ id }) => id === subject);
		const there = found && unit < (found.trace.layers[layer]?.units ?? 0);
		return there ? { subject, layer, unit } : { subject: found?.id ?? subjects[0]?.id ?? '', layer: 0, unit: 0 };
	}

	/** A review of so many words is shown. */
	fit(words: number): void {
		const within = (word: number | null) => (word !== null && word < words ? word : null);
		this.hovered = within(this.hovered);
		this.chosen = within(this.chosen);
	}
}

type Cut = Pick<Trace, 'words'>;

/** Whether two networks cut the review alike. */
export const cutAlike = (one: Cut, other: Cut): boolean =>
	one.words.length === other.words.length &&
	one.words.every(({ start, end, word }, index) => {
		const place = other.words[index];
		return place?.start === start && place.end === end && place.word === word;
	});
