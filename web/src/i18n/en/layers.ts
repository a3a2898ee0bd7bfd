// The layers of the network, which are added, removed and set in its picture.

export const layers = {
	title: 'Layers',
	layer: (number: number, cell: string) => `Layer ${number}: ${cell}`,
	head: 'Between the top layer and the output',
	above: 'Add a recurrent layer above',
	below: 'Add a recurrent layer below',
	add: (what: string) => `Add: ${what}`,
	remove: (what: string) => `Remove: ${what}`,
	recurrent: 'Recurrent layer',
	sigmoid: 'sigmoid',
	output: (units: string, activation: string) => `Output: dense layer, ${units} (${activation})`,
	directions: { no: 'One direction', concat: 'Both, concatenated', sum: 'Both, added', average: 'Both, averaged' },
	vectors: 'Word vectors…',
	undo: 'Undo',
	alone: 'Another cell in the lowest layer ends the comparison: this network is then trained alone.',
	next: 'The run goes on with the layers that it began with. These are for the next one.',
};
