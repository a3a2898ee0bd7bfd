// unroll sweep: the same runs as one by one, whatever runs at once or where, and none twice.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { done, fails, interruptAfter, jsonLines, makeCorpus, quick, run, temporaryFolder } from './program.mjs';

const folder = temporaryFolder();
const varied = ['--vary', 'cell=simple-rnn,gru', '--vary', 'units=3;4,2'];
const at = (name) => join(folder, name);
const linesOf = (name) => readFileSync(at(name), 'utf8').split(/(?<=\n)/);
let corpus, whole;

before(() => {
	corpus = makeCorpus(folder);
	done(['sweep', corpus, ...quick, ...varied, '--seeds', '2', '-o', at('whole')]);
	whole = linesOf('whole');
});

test('a line per combination and seed, the seed changing fastest, then the setting given last', () => {
	const settings = whole.map((line) => JSON.parse(line).settings);
	const wanted = ['simple-rnn', 'gru'].flatMap((cell) => ['3', '4,2'].flatMap((units) => ['42', '43'].map((seed) => ({ cell, units, seed }))));
	assert.deepEqual(settings.map(({ cell, units, seed }) => ({ cell, units, seed })), wanted);
	const file = readFileSync(corpus);
	const { sha256 } = JSON.parse(file.subarray(8, 8 + Number(file.readBigUInt64LE(0)))).__metadata__;
	for (const line of whole) assert.equal(JSON.parse(line).corpus, sha256);
	for (const { words, length, batch, epochs } of settings) assert.deepEqual([words, length, batch, epochs], ['80', '30', '16', '4']);
});

test('each is the run that unroll train makes', () => {
	for (const line of whole) {
		const { settings, history, parameters, sha256, ...outcome } = JSON.parse(line);
		const model = at('one');
		const epochs = jsonLines(done(['train', corpus, ...Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]), '-o', model, '--json']));
		const last = epochs.pop();
		for (const name of ['loss', 'accuracy', 'val_loss', 'val_accuracy']) assert.deepEqual(history[name], epochs.map((epoch) => epoch[name]));
		for (const name of ['best_epoch', 'val_loss', 'val_accuracy', 'stopped_early']) assert.equal(outcome[name], last[name], name);
		assert.equal(parameters, last.parameters);
		assert.equal(sha256, jsonLines(done(['summary', model, '--json'])).find((line) => line.sha256).sha256);
	}
});

test('the file is the same for one run at a time and for many, and in shards', () => {
	const command = ['sweep', corpus, ...quick, ...varied, '--seeds', '2'];
	done([...command, '--jobs', '1', '-o', at('one by one')]);
	assert.deepEqual(linesOf('one by one'), whole);
	const shards = [1, 2, 3].map((shard) => done([...command, '--jobs', '3', '--shard', `${shard}/3`, '--json']).split(/(?<=\n)/));
	assert.deepEqual(shards.map(({ length }) => length), [3, 3, 2]);
	assert.deepEqual(shards.flat().sort(), [...whole].sort());
});

test('runs that the file has are not done again, and those of another plan stay in it', () => {
	writeFileSync(at('some'), whole.slice(2, 5).join(''));
	const command = ['sweep', corpus, ...quick, ...varied, '-o', at('some'), '--json'];
	const { stdout } = run([...command, '--seeds', '1']); // of those, the file has one: 43 is no seed of this one
	assert.deepEqual(stdout.split(/(?<=\n)/).sort(), [0, 6].map((index) => whole[index]).sort());
	assert.deepEqual(linesOf('some'), [0, 2, 4, 6, 3].map((index) => whole[index]));
	done([...command, '--seeds', '2']);
	assert.deepEqual(linesOf('some'), whole);
	assert.equal(done([...command, '--seeds', '2']), '');
});

test('after Ctrl-C the same command goes on', async () => {
	const command = ['sweep', corpus, ...quick, ...varied, '--seeds', '2', '--jobs', '1', '-o', at('interrupted'), '--json'];
	const { code, stderr } = await interruptAfter(2, command);
	assert.equal(code, 0, stderr);
	const before = linesOf('interrupted');
	assert.ok(before.length >= 2 && before.every((line, index) => line === whole[index]));
	done(command);
	assert.deepEqual(linesOf('interrupted'), whole);
});

test('the table has mean and standard deviation, and marks the lowest loss', () => {
	const rows = done(['sweep', corpus, ...quick, ...varied, '--seeds', '2', '-o', at('whole')]).split('\n').slice(1, 5);
	const means = rows.map((row, combination) => {
		const [a, b] = whole.slice(2 * combination, 2 * combination + 2).map((line) => JSON.parse(line).val_loss);
		const { cell, units } = JSON.parse(whole[2 * combination]).settings;
		assert.match(row, new RegExp(`^cell ${cell}, units ${units} +2 `));
		assert.ok(row.includes(`${((a + b) / 2).toFixed(4)} ± ${(Math.abs(a - b) / Math.SQRT2).toFixed(4)}`), row);
		return a + b;
	});
	assert.deepEqual(rows.map((row) => row.endsWith('lowest loss')), means.map((mean) => mean === Math.min(...means)));
});

test('a run that diverges is a result, and the others go on', () => {
	const command = ['sweep', corpus, ...quick, '--optimizer', 'sgd', '--learning-rate', '10', '--momentum', '0.99', '--vary', 'l2=1,0'];
	const lines = jsonLines(done([...command, '-o', at('diverged'), '--json']));
	const byPenalty = Object.fromEntries(lines.map((line) => [line.settings.l2, line]));
	assert.match(byPenalty['1'].failed, /the learning rate 10 is too high/);
	assert.equal(byPenalty['0'].failed, undefined);
	assert.match(done([...command, '-o', at('diverged')]), /^l2 1 +0 +- +- +1 diverged\nl2 0 +1 +/m);
});

test('--plan says how many runs there are, and does none', () => {
	const { stdout, stderr } = run(['sweep', corpus, ...varied, '--seeds', '5', '--shard', '2/2', '--plan']);
	assert.equal(stdout, '');
	assert.match(stderr, /^20 runs \(4 combinations, 5 seeds\), 10 of them to do here, .* of memory at most$/m);
});

test('it refuses what cannot be varied, and a file of something else', () => {
	const refuses = (message, ...args) => fails(2, message, ['sweep', corpus, ...args]);
	refuses(/units=0: units must be 1 to 512/, '--vary', 'units=0,8');
	refuses(/no setting called "unit"/, '--vary', 'unit=8');
	refuses(/"units": a setting, an equals sign and its values/, '--vary', 'units');
	refuses(/"cell" is given twice/, '--vary', 'cell=gru', '--vary', 'cell=lstm');
	refuses(/cell=gru is given twice/, '--vary', 'cell=gru,gru');
	refuses(/"seed" is varied by --seeds/, '--vary', 'seed=1,2');
	refuses(/at most 2000/, '--seeds', '1000', '--vary', 'units=1,2,3');
	refuses(/last seed would be above 4294967295/, '--seeds', '3', '--seed', '4294967294');
	for (const shard of ['0/2', '3/2', '1', '1/', 'a/b']) refuses(/--shard .*it must be such as 1\/3/, '--shard', shard);
	writeFileSync(at('other'), 'my notes\n');
	fails(1, /no.* a file of results/, ['sweep', corpus, '-o', at('other')]);
	assert.equal(readFileSync(at('other'), 'utf8'), 'my notes\n');
	writeFileSync(at('cut'), `${whole[0]}${whole[1].slice(0, -20)}`);
	fails(1, /no.* a file of results/, ['sweep', corpus, ...quick, '-o', at('cut')]);
});
