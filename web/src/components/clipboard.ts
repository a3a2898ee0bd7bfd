/**
 * Puts a text into the clipboard, in answer to a click on `button`; false where the browser does not allow it. Over plain
 * HTTP there is no clipboard to write to, and in a frame it may be withheld: a selected text is then copied as by hand.
 */
export async function copyText(text: string, button: HTMLElement): Promise<boolean> {
	try {
		await navigator.clipboard.writeText(text);
		return true;
	} catch {
		return copySelected(text, button);
	}
}

// Beside the button, as whatever is outside an open dialog cannot be selected.
function copySelected(text: string, button: HTMLElement): boolean {
	const field = document.createElement('textarea');
	field.value = text;
	field.className = 'unseen';
	button.after(field);
	try {
		field.select();
		return document.execCommand('copy');
	} catch {
		return false;
	} finally {
		field.remove();
		button.focus();
	}
}
