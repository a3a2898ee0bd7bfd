/** Paper is white: pictures that are drawn in the colours of a dark page are drawn in those of a light one while it is printed. */
export function printOnWhite(): void {
	const { dataset } = document.documentElement;
	let theme = dataset.theme;
	addEventListener('beforeprint', () => {
		theme = dataset.theme;
		dataset.theme = 'light';
	});
	addEventListener('afterprint', () => {
		dataset.theme = theme;
	});
}
