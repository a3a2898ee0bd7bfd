import type { JudgedWord, Judge, Judgement } from '../../protocol/library.ts';
import type { Piece, ReviewVerdict, Verdict } from '../../protocol/types.ts';
import { firstDraft, rememberDraft } from '../../storage/preferences.ts';
import type { Cell } from '../settings/settings.ts';

// The review in the box, and what the networks say about it.
export class Review {
	text = $state(firstDraft());
	/** The last verdict of each cell's network on the text as it stands now. */
	verdicts: Partial<Record<Cell, ReviewVerdict>> = $state.raw({});

	/** What the library's judges say of the text as it stands now. */
	judgements: Judgement[] = $state.raw([]);

	readonly #judge: (text: string) => void;

	/** `judge` sends a text to whoever has a verdict on it. */
	constructor(judge: (text: string) => void) {
		this.#judge = judge;
	}

	set(text: string): void {
		this.text = text;
		rememberDraft(text);
		if (text.trim() === '') {
			this.forget();
		}
		this.#judge(text);
	}

	receive(cell: Cell, verdict: ReviewVerdict): void {
		if (verdict.text === this.text) {
			this.verdicts = { ...this.verdicts, [cell]: verdict };
		}
	}

	receiveJudgements(text: string, judgements: Judgement[]): void {
		if (text === this.text) {
			this.judgements = judgements;
		}
	}

	forget(): void {
		this.verdicts = {};
		this.judgements = [];
	}

	/** The verdict of the judge that knows the most words, as that of a run looks. */
	bestOf(judges: readonly Judge[]): ReviewVerdict | null {
		const wordsOf = ({ judge }: Judgement) => Number(judges.find(({ id }) => id === judge)?.settings.words ?? 0);
		const best = this.judgements.toSorted((a, b) => wordsOf(b) - wordsOf(a))[0];
		return best ? { text: this.text, verdict: best.verdict, pieces: piecesOf(this.text, best.words) } : null;
	}
}

/** There are words, and none that the network knows. */
export const knowsNone = ({ words, unknown }: Pick<Verdict, 'words' | 'unknown'>): boolean => words > 0 && unknown === words;

/** The text cut around the unknown words. */
function piecesOf(text: string, words: readonly JudgedWord[]): Piece[] {
	const pieces: Piece[] = [];
	let position = 0;
	for (const { start, end } of words.filter(({ unknown }) => unknown)) {
		pieces.push({ text: text.slice(position, start), unknown: false }, { text: text.slice(start, end), unknown: true });
		position = end;
	}
	return [...pieces, { text: text.slice(position), unknown: false }].filter((piece) => piece.text !== '');
}
