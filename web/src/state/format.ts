// Numbers as the reader's language writes them.

export type Language = 'en' | 'ko';

export const locales: Record<Language, string> = { en: 'en-GB', ko: 'ko-KR' };
const cache = new Map<string, Intl.NumberFormat>();

function formatter(language: Language, options: Intl.NumberFormatOptions): Intl.NumberFormat {
	const key = language + JSON.stringify(options);
	let found = cache.get(key);
	if (!found) {
		found = new Intl.NumberFormat(locales[language], options);
		cache.set(key, found);
	}
	return found;
}

/** Stands for a number that is not there yet. */
export const nothing = '–';

/** 20,000 */
export function formatCount(value: number, language: Language): string {
	// Without a separator every language writes the same: the first page needs no Intl, which takes its time to begin.
	if (Number.isInteger(value) && value >= 0 && value < 1000) {
		return String(value);
	}
	return formatter(language, { maximumFractionDigits: 0 }).format(value);
}

/** 0.4321 */
export function formatLoss(value: number, language: Language): string {
	const digits = { minimumFractionDigits: 4, maximumFractionDigits: 4 };
	return Number.isFinite(value) ? formatter(language, digits).format(value) : nothing;
}

/** 79.3 %, as a share of 1; `digits` after the point. */
export function formatPercent(value: number, language: Language, digits = 1): string {
	if (!Number.isFinite(value)) {
		return nothing;
	}
	const options = { minimumFractionDigits: digits, maximumFractionDigits: digits };
	const number = formatter(language, options).format(100 * value);
	return language === 'ko' ? `${number}%` : `${number}\u202f%`; // a narrow space that does not break
}

/** Two digits are all that a speed is worth: 58,000 */
export function formatSpeed(value: number | null, language: Language): string {
	return value === null ? nothing : formatter(language, { maximumSignificantDigits: 2 }).format(value);
}

/** 1.2 MB, in powers of ten. */
export function formatBytes(bytes: number, language: Language): string {
	const units = ['B', 'kB', 'MB', 'GB'];
	let unit = 0;
	let value = bytes;
	while (value >= 999.5 && unit < units.length - 1) {
		value /= 1000;
		unit++;
	}
	const digits = unit > 0 && value < 10 ? 1 : 0;
	const rounded = digits === 0 ? formatCount(Math.round(value), language) : formatter(language, { maximumFractionDigits: digits }).format(value);
	return `${rounded}\u00a0${units[unit]}`;
}

/** A duration in its two largest units, for the texts to name: 75,000 ms are 1 minute, 15 seconds. */
export function splitDuration(milliseconds: number): { hours: number; minutes: number; seconds: number } {
	const seconds = Math.round(milliseconds / 1000);
	if (seconds >= 3600) {
		const minutes = Math.round(seconds / 60);
		return { hours: Math.floor(minutes / 60), minutes: minutes % 60, seconds: 0 };
	}
	return { hours: 0, minutes: Math.floor(seconds / 60), seconds: seconds % 60 };
}

/** +0.42, −0.42: with its sign, and a minus that is as wide as the plus. */
export function formatSigned(value: number, language: Language, digits: number): string {
	if (!Number.isFinite(value)) {
		return nothing;
	}
	const options = {
		minimumFractionDigits: digits,
		maximumFractionDigits: digits,
		signDisplay: 'exceptZero',
	} as const;
	return formatter(language, options).format(value).replace('-', '\u2212');
}

/** To so many digits that count: 48,000; 0.00012. */
export function formatRounded(value: number, language: Language, digits: number): string {
	const options = { maximumSignificantDigits: digits };
	return Number.isFinite(value) ? formatter(language, options).format(value) : nothing;
}
