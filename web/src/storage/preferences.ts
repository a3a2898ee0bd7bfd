export type Language = 'en' | 'ko';

export type Theme = 'system' | 'light' | 'dark';

// What the page remembers of its reader. Where nothing may be stored (a private window), it forgets.
export function remembered(key: string): string | null {
	try {
		return localStorage.getItem(key);
	} catch {
		return null;
	}
}

export function remember(key: string, value: string): void {
	try {
		localStorage.setItem(key, value);
	} catch {
		// The choice then lasts as long as the page.
	}
}

/** The language chosen before, otherwise the first of the browser's that the page has. */
export function firstLanguage(browserLanguages: readonly string[]): Language {
	const chosen = remembered('unroll-language');
	const wanted = chosen ? [chosen] : browserLanguages;
	const known = wanted.map((tag) => tag.slice(0, 2)).find((tag) => tag === 'ko' || tag === 'en');
	return known === 'ko' ? 'ko' : 'en';
}

export function rememberLanguage(language: Language): void {
	remember('unroll-language', language);
}

export function firstTheme(): Theme {
	const chosen = remembered('unroll-theme');
	return chosen === 'light' || chosen === 'dark' ? chosen : 'system';
}

export function rememberTheme(theme: Theme): void {
	remember('unroll-theme', theme);
}

/** The edition of the textbook that was chosen before, otherwise the first. */
export function firstEdition(): 1 | 2 {
	return remembered('unroll-edition') === '2' ? 2 : 1;
}

export function rememberEdition(edition: 1 | 2): void {
	remember('unroll-edition', `${edition}`);
}

/** Whether the invitation to the guide was answered before. */
export function guideSeen(): boolean {
	return remembered('unroll-guide') === 'seen';
}

export function rememberGuideSeen(): void {
	remember('unroll-guide', 'seen');
}

/** The review that was in the box when the page was left: that of this tab or, in a new one, the last of all. */
export function firstDraft(): string {
	try {
		return sessionStorage.getItem('unroll-draft') ?? remembered('unroll-draft') ?? '';
	} catch {
		return '';
	}
}

export function rememberDraft(text: string): void {
	remember('unroll-draft', text);
	try {
		sessionStorage.setItem('unroll-draft', text);
	} catch {
		// It then lasts as long as the page.
	}
}
