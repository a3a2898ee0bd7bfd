// What other programs get of a run: a history, and TensorBoard's events, read here by a reader that follows their formats.
import { describe, expect, test } from 'vitest';
import { isResultLine, readLines } from '../../src/model/experiment/result-line.ts';
import { eventFile, maskedCrc } from '../../src/model/exports/event-file.ts';
import { runEvents, runLine } from '../../src/model/exports/run-files.ts';
import { Run } from '../../src/model/runs/run.svelte.ts';
import { pageDefaults } from '../../src/model/settings/settings.ts';
import { csvOf, historyTable } from '../../src/view/exports/history-table.ts';
import { madeUpProgress } from './made-up-progress.ts';

/** CRC-32C, bit by bit. */
function crcOf(bytes: Uint8Array): number {
	let crc = -1;
	for (const byte of bytes) {
		for (let bit = 0; bit < 8; bit++) {
			const out = (crc ^ (byte >> bit)) & 1;
			crc = (crc >>> 1) ^ (out ? 0x82f63b78 : 0);
		}
	}
	return ~crc >>> 0;
}

/** The contents of each record, of which both checksums must be right. */
function records(file: Uint8Array): Uint8Array[] {
	const view = new DataView(file.buffer, file.byteOffset, file.length);
	const found: Uint8Array[] = [];
	// Unmasked: less the constant, and rotated back.
	const unmasked = (at: number) => {
		const rotated = (view.getUint32(at, true) - 0xa282ead8) >>> 0;
		return ((rotated >>> 17) | (rotated << 15)) >>> 0;
	};
	for (let at = 0; at < file.length; ) {
		const size = Number(view.getBigUint64(at, true));
		const data = file.subarray(at + 12, at + 12 + size);
		expect(unmasked(at + 8)).toBe(crcOf(file.subarray(at, at + 8)));
		expect(unmasked(at + 12 + size)).toBe(crcOf(data));
		found.push(data);
		at += 16 + size;
	}
	return found;
}

/** The fields of a message of Protocol Buffers: number and value, of types 0, 1, 2 and 5. */
function fields(message: Uint8Array): [number, number | Uint8Array][] {
	const view = new DataView(message.buffer, message.byteOffset, message.length);
	const found: [number, number | Uint8Array][] = [];
	let at = 0;
	const varint = () => {
		let value = 0;
		for (let shift = 1; ; shift *= 128) {
			const byte = message[at++]!;
			value += (byte & 127) * shift;
			if (byte < 128) {
				return value;
			}
		}
	};
	while (at < message.length) {
		const key = varint();
		const [number, type] = [key >> 3, key & 7];
		if (type === 0) {
			found.push([number, varint()]);
		} else if (type === 1) {
			found.push([number, view.getFloat64((at += 8) - 8, true)]);
		} else if (type === 5) {
			found.push([number, view.getFloat32((at += 4) - 4, true)]);
		} else {
			expect(type).toBe(2);
			const size = varint();
			found.push([number, message.subarray(at, (at += size))]);
		}
	}
	return found;
}

const text = (bytes: unknown) => new TextDecoder().decode(bytes as Uint8Array);

/** Event: 1 wall_time, 2 step, 3 file_version, 5 summary; Summary: 1 value; Summary.Value: 1 tag, 2 simple_value. */
function events(file: Uint8Array) {
	const [version, ...others] = records(file).map((record) => new Map(fields(record)));
	expect(text(version!.get(3))).toBe('brain.Event:2');
	return others.map((event) => ({
		time: event.get(1),
		step: event.get(2),
		values: Object.fromEntries(
			fields(event.get(5) as Uint8Array).map(([number, value]) => {
				expect(number).toBe(1);
				const parts = new Map(fields(value as Uint8Array));
				return [text(parts.get(1)), parts.get(2)];
			}),
		),
	}));
}

const trained = () => {
	const run = new Run({ id: 'gru/1/x', number: 1, settings: { ...pageDefaults, cell: 'gru', epochs: '2' } });
	run.corpus = 'abc';
	const epochs = [
		{ loss: 0.6, accuracy: 0.7, valLoss: 0.5, valAccuracy: 0.75 },
		{ loss: 0.4, accuracy: 0.8, valLoss: NaN, valAccuracy: 0.5 },
	];
	run.advance({ activity: 'finished', progress: madeUpProgress({ finishedEpochs: 2, bestEpoch: 1 }), batches: new Float64Array(), epochs, busy: 3000, fingerprint: 'f'.repeat(64) });
	return run;
};

describe('TensorBoard events', () => {
	test('have checksums by CRC-32C', () => {
		const bytes = new TextEncoder().encode('123456789');
		expect(crcOf(bytes)).toBe(0xe3069283); // the check value of the polynomial, RFC 3720
		expect(maskedCrc(bytes)).toBe((((0xe3069283 >>> 15) | (0xe3069283 << 17)) + 0xa282ead8) >>> 0);
	});

	test('are read as they were written, also large steps and tags that are not ASCII', () => {
		const steps = [
			{ step: 0, time: 1.5, values: { loss: 0.25 } },
			{ step: 3_000_000_000, time: 1764331200.125, values: { '손실': -0.5, accuracy: Infinity } },
		];
		expect(events(eventFile(steps))).toEqual(steps);
		expect(events(eventFile([]))).toEqual([]);
	});

	test('of a run have Keras’ names, and the times at which its epochs ended', () => {
		expect(events(runEvents(trained(), 10_000))).toEqual([
			{ step: 1, time: 8.5, values: { loss: Math.fround(0.6), accuracy: Math.fround(0.7), val_loss: 0.5, val_accuracy: 0.75 } },
			{ step: 2, time: 10, values: { loss: Math.fround(0.4), accuracy: Math.fround(0.8), val_loss: NaN, val_accuracy: 0.5 } },
		]);
	});
});

describe('the history of a run', () => {
	test('as CSV', () => {
		expect(csvOf(historyTable(trained()))).toBe('\ufeffepoch,loss,accuracy,val_loss,val_accuracy\r\n1,0.6,0.7,0.5,0.75\r\n2,0.4,0.8,,0.5\r\n');
	});

	test('as JSON is a line of an experiment', () => {
		const line = runLine(trained());
		expect(line).toMatchObject({ corpus: 'abc', settings: { 'learning-rate': '0.01', epochs: '2', seed: '42' }, best_epoch: 1, val_loss: 0.5 });
		expect(line.settings).not.toHaveProperty('words'); // as by default
		expect(isResultLine(JSON.parse(JSON.stringify(line)))).toBe(true);
		expect(readLines(`${JSON.stringify(line)}\n`)[0]?.history?.val_loss).toEqual([0.5, null]);
	});
});
