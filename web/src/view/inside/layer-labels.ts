/** The numbers of the layers of a trace: "1", "2"; of one that reads in both directions "1 →" and "1 ←". */
export function layerLabels(layers: readonly { backward: boolean }[]): string[] {
	let number = 0;
	return layers.map(({ backward }, index) => {
		number += backward ? 0 : 1;
		const both = backward || layers[index + 1]?.backward === true;
		return both ? `${number} ${backward ? '←' : '→'}` : `${number}`;
	});
}
