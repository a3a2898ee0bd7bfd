import { describe, expect, test } from 'vitest';
import { ThinnedEpochs, ThinnedLine } from '../../src/model/runs/history.svelte.ts';

const batches = (...all: [position: number, loss?: number, accuracy?: number][]) =>
	new Float64Array(all.flatMap(([position, loss = 0.5, accuracy = 0.7]) => [position, loss, accuracy]));
const epoch = (loss: number) => ({ loss, accuracy: 1 - loss, valLoss: loss + 0.1, valAccuracy: 0.9 - loss });

describe('a thinned line', () => {
	test('keeps few points as they are', () => {
		const line = new ThinnedLine();
		line.add(batches([0.1, 0.6], [0.2, 0.5]));
		expect(line.positions).toEqual([0.1, 0.2]);
		expect(line.loss).toEqual([0.6, 0.5]);
	});

	test('stays small for a million batches, keeps its mean, and reaches to its end', () => {
		const line = new ThinnedLine();
		const count = 2 ** 20;
		const update = new Float64Array(3 * 1024);
		for (let i = 0; i < count; i++) {
			update.set([i + 1, i % 2, i / count], 3 * (i % 1024));
			if (i % 1024 === 1023) {
				line.add(update);
			}
		}
		expect(line.positions.length).toBeLessThan(1000);
		expect(line.positions.length).toBeGreaterThan(300);
		expect(line.loss.every((loss) => Math.abs(loss - 0.5) < 1e-9)).toBe(true);
		expect(line.loss).toHaveLength(line.positions.length);
		expect(line.accuracy).toHaveLength(line.positions.length);
		expect(line.positions.at(-1)).toBeGreaterThan(count * 0.99);
		expect(line.positions).toEqual([...line.positions].sort((a, b) => a - b));
	});
});

describe('thinned epochs', () => {
	/** Best at epoch 4,321. */
	const long = () => {
		const epochs = new ThinnedEpochs();
		for (let number = 1; number <= 10_000; number++) {
			epochs.add([epoch(Math.abs(number - 4321) / 10_000)]);
		}
		return epochs;
	};

	test('are few however many there were, with the first, the best and the last', () => {
		const epochs = long();
		expect(epochs.count).toBe(10_000);
		expect(epochs.all.length).toBeLessThanOrEqual(1001);
		expect(epochs.all.length).toBeGreaterThan(500);
		expect(epochs.all[0]?.number).toBe(1);
		expect(epochs.last?.number).toBe(10_000);
		expect(epochs.best?.number).toBe(4321);
		const numbers = epochs.all.map(({ number }) => number);
		expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b));
	});

	test('those that stay are as they were measured', () => {
		for (const { number, loss } of long().all) {
			expect(loss).toBe(Math.abs(number - 4321) / 10_000);
		}
	});

	test('one that has gone is answered by the nearest before it', () => {
		const epochs = long();
		expect(epochs.at(4321)?.number).toBe(4321);
		expect(epochs.at(5000)?.number).toBeLessThanOrEqual(5000);
		expect(epochs.at(5000)?.number).toBeGreaterThan(4980);
		expect(epochs.at(0)).toBeNull();
		expect(epochs.at(10_001)).toBeNull();
	});

	test('the best is the one that the trainer names', () => {
		const epochs = new ThinnedEpochs();
		epochs.add([epoch(0.5), epoch(0.4)], 1);
		expect(epochs.best?.number).toBe(1);
		epochs.add([epoch(0.3), epoch(0.2)], 3);
		epochs.add([epoch(0.1)], 3);
		expect(epochs.best).toEqual({ ...epoch(0.3), number: 3 });
	});

	test('the first of two equally good ones is the best', () => {
		const epochs = new ThinnedEpochs();
		epochs.add([epoch(0.5), epoch(0.4), epoch(0.4)]);
		expect(epochs.best?.number).toBe(2);
	});
});
