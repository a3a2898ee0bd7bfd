// The embedding of a model file as TensorFlow's projector (projector.tensorflow.org) takes it: vectors.tsv with a row for each id, and
// metadata.tsv with what the ids stand for, under a header, as tables of more than one column have it.

interface Tensor {
	dtype: string;
	shape: number[];
	data_offsets: [from: number, to: number];
}

/** Ids that are no words, and the first that is one: include/unroll/text.h, as Keras has them. */
const special = ['<padding>', '<start>', '<unknown>'];
const FIRST_WORD = 4;

/** null where the model has one-hot input, and so no embedding. `file` is a safetensors file of the engine. */
export function embeddingTables(file: ArrayBuffer): { vectors: string; metadata: string } | null {
	const start = 8 + Number(new DataView(file).getBigUint64(0, true));
	const header = JSON.parse(new TextDecoder().decode(new Uint8Array(file, 8, start - 8))) as Record<string, Tensor | undefined>;
	const embedding = header['embedding/embeddings'];
	if (!embedding) {
		return null;
	}
	const bytesOf = ({ data_offsets: [from, to] }: Tensor) => file.slice(start + from, start + to);
	const { vocabulary = header.pieces } = header;
	const words = vocabulary ? new TextDecoder().decode(bytesOf(vocabulary)).split('\n') : [];
	const [count = 0, dimensions = 0] = embedding.shape;
	const values = new Float32Array(bytesOf(embedding));
	const ids = Array.from({ length: count }, (_, id) => id).filter((id) => id < special.length || id >= FIRST_WORD);
	const nameOf = (id: number) => special[id] ?? (words[id - FIRST_WORD] || `<${id}>`);
	const rows = (rowOf: (id: number) => string) => ids.map((id) => `${rowOf(id)}\n`).join('');
	return {
		vectors: rows((id) => values.subarray(id * dimensions, (id + 1) * dimensions).join('\t')),
		metadata: `word\tid\n${rows((id) => `${nameOf(id)}\t${id}`)}`,
	};
}
