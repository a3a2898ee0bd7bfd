// The keys of the page: one list, from which the page acts and which it shows.

export const actions = ['present', 'help', 'toggle', 'batch', 'epoch', 'slower', 'faster', 'example', 'leave'] as const;

export type Action = (typeof actions)[number];

export interface Key {
	action: Action;
	/** As KeyboardEvent.key says it; `code` is where it lies, for keyboards that write other letters. */
	key: string;
	code?: string;
	/** In the presentation mode alone. */
	presenting: boolean;
}

export const keys: readonly Key[] = [
	{ action: 'present', key: 'p', code: 'KeyP', presenting: false },
	{ action: 'help', key: '?', presenting: false },
	{ action: 'toggle', key: ' ', presenting: true },
	{ action: 'batch', key: 'b', code: 'KeyB', presenting: true },
	{ action: 'epoch', key: 'e', code: 'KeyE', presenting: true },
	{ action: 'slower', key: '-', presenting: true },
	{ action: 'faster', key: '+', presenting: true },
	{ action: 'example', key: 'n', code: 'KeyN', presenting: true },
	{ action: 'leave', key: 'Escape', presenting: true },
];

export interface Pressed {
	key: string;
	code: string;
	/** With Ctrl, Alt or the command key: it is the browser's. */
	modified: boolean;
	/** Where it went: a field takes every key, a button the space bar and Enter. */
	target: 'field' | 'button' | 'other';
}

/** What a key asks for; null where it is not the page's. `enabled`: the reader has not switched the keys off. */
export function actionOf(pressed: Pressed, presenting: boolean, enabled: boolean): Action | null {
	const { key, code, modified, target } = pressed;
	if (presenting && key === 'Escape') {
		return 'leave';
	}
	if (!enabled || modified || target === 'field' || (target === 'button' && key === ' ')) {
		return null;
	}
	const isLatin = /^[\x20-\x7e]$/.test(key);
	const found = keys.find((one) => one.key === key.toLowerCase() || (key === '=' && one.key === '+') || (!isLatin && one.code === code));
	return found && (presenting || !found.presenting) ? found.action : null;
}
