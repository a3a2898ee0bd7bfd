// The record of instructions per training batch (recorded.json), and what a new count says beside it.
import { readFileSync, writeFileSync } from 'node:fs';

const path = new URL('recorded.json', import.meta.url);
const tolerance = 0.03;
const notable = 0.001; // of a batch: what is smaller is neither recorded nor blamed
export const command = 'node tests/instructions/count.mjs --update';

export const readRecord = () => JSON.parse(readFileSync(path, 'utf8'));
export const writeRecord = (record) => writeFileSync(path, `${JSON.stringify(record, null, '\t')}\n`);

/** What is recorded of a count: the sum, and each function's share of it in percent, the largest first. */
export function entryOf({ instructions, functions }) {
	const shares = Object.entries(functions)
		.map(([name, sum]) => [name, Math.round((1e4 * sum) / instructions) / 100])
		.filter(([, share]) => share >= 100 * notable)
		.sort(([one, a], [other, b]) => b - a || (one < other ? -1 : 1));
	return { instructions: Math.round(instructions), share: Object.fromEntries(shares) };
}

const grouped = (number) => Math.round(number).toLocaleString('en-US');
const percent = (ratio) => `${(100 * ratio).toFixed(1)} %`;

/** The functions that grew, the one that grew most first: [{ name, before, now }]. */
export function grown(recorded, { functions }) {
	return Object.entries(functions)
		.map(([name, now]) => ({ name, now, before: ((recorded.share[name] ?? 0) / 100) * recorded.instructions }))
		.filter(({ now, before }) => now - before > notable * recorded.instructions)
		.sort((a, b) => b.now - b.before - (a.now - a.before));
}

const describe = ({ name, before, now }) =>
	`  ${name}: ${grouped(now)}, ` + (before ? `${percent(now / before - 1)} more than ${grouped(before)}` : 'not in the record');

/** { failed, message }; the message is empty where a count is within 3 % of the record.
 *
 * A kernel that is a small part of a batch could double unseen in its sum. So a batch that grew fails also where one
 * kernel grew by more than 3 % of its own. A batch that did not grow passes: work may move from one kernel to another. */
export function compare(recorded, counted) {
	const ratio = counted.instructions / recorded.instructions - 1;
	const kernels = grown(recorded, counted);
	const kernelGrew = kernels.some(({ now, before }) => now > (1 + tolerance) * before);
	const sum = `A batch takes ${grouped(counted.instructions)} instructions, ${grouped(recorded.instructions)} are recorded`;
	if (ratio > tolerance || (ratio > notable && kernelGrew)) {
		const remedy = `Where the growth is worth it, record it: ${command}`;
		return {
			failed: true,
			message: [`${sum}: ${percent(ratio)} more. What grew:`, ...kernels.slice(0, 3).map(describe), remedy].join('\n'),
		};
	}
	if (ratio < -tolerance) return { failed: false, message: `${sum}: ${percent(-ratio)} less. Please lower the record: ${command}` };
	return { failed: false, message: '' };
}
