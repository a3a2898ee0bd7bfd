/** Attached to an element: Ctrl+Z there, or ⌘Z, but for a field of text, which undoes what was typed. */
export const onUndo =
	(undo: () => void) =>
	(element: HTMLElement): (() => void) => {
		const key = (event: KeyboardEvent) => {
			if (event.key === 'z' && (event.ctrlKey || event.metaKey) && !(event.target instanceof HTMLInputElement && event.target.type === 'text')) {
				event.preventDefault();
				undo();
			}
		};
		element.addEventListener('keydown', key);
		return () => element.removeEventListener('keydown', key);
	};
