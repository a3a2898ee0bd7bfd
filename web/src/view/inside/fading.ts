// What the gradients of a network say in words.
import { formatRounded } from '../../i18n/format.ts';
import type { Locale } from '../../i18n/locale.ts';
import { unrolledTexts } from '../../i18n/unrolled.ts';
import type { Numbers } from '../../model/inside/numbers.ts';
import { powerText } from './log-scale.ts';

export type Fading = { kind: 'vanishes' } | { kind: 'even' } | { kind: 'shrinks' | 'grows'; factor: number };

/** How the gradient at the first timestep compares with the one at the last. */
export function fadingOf(values: Numbers): Fading | null {
	const first = values[0];
	const last = values.at(-1);
	if (first === undefined || last === undefined || !(last > 0)) {
		return null;
	}
	if (!(first > 0)) {
		return { kind: 'vanishes' };
	}
	const factor = last / first;
	if (factor > 0.8 && factor < 1.25) {
		return { kind: 'even' };
	}
	return factor > 1 ? { kind: 'shrinks', factor } : { kind: 'grows', factor: 1 / factor };
}

/** How much of the gradient of a network arrives at the first timestep. */
export function describeFading(name: string, gradients: Numbers, locale: Locale): string {
	const text = unrolledTexts[locale.language];
	const fading = fadingOf(gradients);
	if (!fading) {
		return name;
	}
	return 'factor' in fading ? text[fading.kind](name, factorText(fading.factor, locale)) : text[fading.kind](name);
}

/** Two digits are enough, and of a million and more the power of ten. */
export function factorText(factor: number, { language }: Locale): string {
	return factor < 1e6 ? formatRounded(factor, language, 2) : powerText(Math.round(Math.log10(factor)));
}
