// Counting test cases: cmocka, Node and Vitest can all write JUnit's XML, of which this reads what it needs.
//
// usage: node scripts/count-tests.mjs (NAME REPORT EXIT_CODE)… >> TALLY   programs or suites that have run
//        node scripts/count-tests.mjs --sum TALLY                         the last line of ./dev test
//
// A tally line is "passed failed skipped". The same in words, and what failed, goes to standard error.
import { existsSync, readFileSync } from 'node:fs';
import { argv, exit } from 'node:process';
import { pathToFileURL } from 'node:url';

const entities = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", '#10': '\n' };
const plain = (text) => text.replace(/&(#?\w+);/g, (whole, name) => entities[name] ?? whole);

// The cases of a report: [{name, result: 'passed' | 'failed' | 'skipped'}].
export function readReport(xml) {
	return xml
		.split(/<testcase(?=\s)/)
		.slice(1)
		.map((text) => ({
			name: plain(/\sname="([^"]*)"/.exec(text)?.[1] ?? '?'),
			result: /<(failure|error)[\s>]/.test(text) ? 'failed' : /<skipped[\s/>]/.test(text) ? 'skipped' : 'passed',
		}));
}

// Adds up a report and the exit code of what wrote it. A program that ends badly without saying which case
// failed, or well without any case at all, has failed as a whole.
export function tally(xml, code) {
	const cases = readReport(xml);
	const count = (result) => cases.filter((one) => one.result === result).length;
	const names = cases.filter((one) => one.result === 'failed').map((one) => one.name);
	if (code !== 0 && names.length === 0) names.push(`ended with exit code ${code}`);
	if (code === 0 && cases.length === 0) names.push('reported no test');
	return { passed: count('passed'), failed: names.length, skipped: count('skipped'), names };
}

export function sumLine(text) {
	const sum = [0, 0, 0];
	for (const line of text.split('\n').filter(Boolean))
		line.split(' ').forEach((number, index) => (sum[index] += Number(number)));
	const [passed, failed, skipped] = sum;
	return { failed, line: `${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}` };
}

if (import.meta.url === pathToFileURL(argv[1]).href) {
	if (argv[2] === '--sum') {
		const { failed, line } = sumLine(readFileSync(argv[3], 'utf8'));
		console.log(line);
		exit(failed ? 1 : 0);
	}
	for (let at = 2; at < argv.length; at += 3) {
		const [name, report, code] = argv.slice(at);
		const { passed, failed, skipped, names } = tally(existsSync(report) ? readFileSync(report, 'utf8') : '', Number(code));
		const counts = `${passed} ${failed} ${skipped}`;
		console.log(counts);
		console.error(`${name}: ${sumLine(counts).line}`);
		for (const one of names) console.error(`FAILED ${name}: ${one}`);
	}
}
