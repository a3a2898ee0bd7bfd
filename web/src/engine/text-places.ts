/**
 * Turns places in the UTF-8 bytes of a text into places in the text as JavaScript counts it. `places` rise, and
 * are between characters.
 */
export function textPlaces(text: string, places: ArrayLike<number>): number[] {
	const found: number[] = [];
	let bytes = 0;
	let index = 0;
	for (let i = 0; i < places.length; i++) {
		const place = places[i] ?? 0;
		while (bytes < place && index < text.length) {
			const character = text.codePointAt(index) ?? 0;
			bytes += character < 0x80 ? 1 : character < 0x800 ? 2 : character < 0x10000 ? 3 : 4;
			index += character < 0x10000 ? 1 : 2;
		}
		found.push(index);
	}
	return found;
}
