import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { kerasTexts } from '../../src/i18n/keras.ts';
import { pytorchCode } from '../../src/model/pytorch/pytorch-code.ts';
import { presets } from '../../src/model/settings/settings.ts';

const file = 'unroll.safetensors';
const code = (changes: Record<string, string>) => pytorchCode({ ...presets.run6, ...changes }, file, kerasTexts.en);
const python = spawnSync('python3', ['--version']).status === 0;

describe('the PyTorch program of a run', () => {
	test('is the textbook’s where the run follows PyTorch', () => {
		const lines = code({ convention: 'pytorch', cell: 'simple-rnn', optimizer: 'adam', 'learning-rate': '0.0002', patience: '2', shuffle: 'each-epoch' });
		for (const line of [
			'WORDS, LENGTH = 500, 100',
			'        self.embedding = nn.Embedding(WORDS, 16)',
			'        self.rnn = nn.RNN(16, 8, batch_first=True)',
			'        self.dense = nn.Linear(8, 1)',
			'    train_x, train_y, test_size=0.2, random_state=42',
			'optimizer = torch.optim.Adam(model.parameters(), lr=0.0002)',
			'for epoch in range(1, 100 + 1):',
			'    if val_loss < best:',
			'        torch.save(model.state_dict(), "best.pt")',
			'        if waited == 2:  # epochs in a row without improvement',
			'model.load_state_dict(torch.load("best.pt"))',
		]) {
			expect(lines.split('\n')).toContain(line);
		}
		expect(lines).toContain('loader_of(train_x, train_y, shuffle=True)');
		expect(lines).not.toMatch(/initialize|eps=|drop|pack_|scheduler|clip_grad|requires_grad_/);
		expect(code({ 'embedding-trainable': 'no' })).toContain('        self.embedding.weight.requires_grad_(False)\n');
	});

	test('pads each batch to its longest review', () => {
		const longest = code({ 'pad-to': 'longest' }).split('\n');
		expect(longest).toContain('    longest = min(LENGTH, max(len(review) for review in reviews))');
		expect(longest).toContain('    return DataLoader(range(len(x)), batch_size=64, shuffle=shuffle, collate_fn=batch_of)');
		expect(code({ 'pad-to': 'longest', 'mask-zero': 'yes' })).toBe(code({ 'mask-zero': 'yes' })); // it makes no difference
	});

	test('writes out what Keras does otherwise', () => {
		const lstm = code({ cell: 'lstm', dropout: '0.3' });
		expect(lstm).toContain(`# ${kerasTexts.en.pytorch.byKeras}`);
		expect(lstm).toContain('            nn.init.orthogonal_(parameter)');
		expect(lstm).toContain('            nn.init.ones_(parameter.data[len(parameter) // 4 : len(parameter) // 2])');
		expect(lstm).toContain('            parameter.requires_grad = False');
		expect(lstm).toContain('        x = self.drop(x, 0.3)');
		expect(code({})).not.toMatch(/ones_|requires_grad = False/); // a GRU has two biases in Keras too
		expect(code({})).toContain('\noptimizer = RMSprop(model.parameters(), lr=0.0001)\n');
		expect(code({})).toContain('                parameter -= group["lr"] * g / (v + 1e-7) ** 0.5');
		expect(code({ convention: 'pytorch' })).toContain('optimizer = torch.optim.RMSprop(model.parameters(), lr=0.0001)');
		expect(code({ convention: 'pytorch' })).not.toContain('class RMSprop');
		expect(code({ optimizer: 'nadam' })).toContain('torch.optim.NAdam(model.parameters(), lr=0.0001, momentum_decay=1, eps=1e-7)');
		expect(code({ optimizer: 'adamw', convention: 'pytorch', 'weight-decay': '0.01' })).toContain('torch.optim.AdamW(model.parameters(), lr=0.0001, weight_decay=0.01)');
		expect(code({ 'recurrent-dropout': '0.2' })).toContain(`        # ${kerasTexts.en.pytorch.recurrentDropout}`);
	});

	test('has layers of both directions, of other cells, and masked', () => {
		const lines = code({ cell: 'lstm', units: '16,8,4', bidirectional: 'concat,no,average', 'upper-cells': 'gru,lstm', 'mask-zero': 'yes', padding: 'pre' });
		expect(lines).toContain('self.lstm = nn.LSTM(16, 16, batch_first=True, bidirectional=True)');
		expect(lines).toContain('self.gru = nn.GRU(32, 8, batch_first=True)');
		expect(lines).toContain('        _, (h, _) = run(self.lstm_1, x, lengths)\n        return self.dense((h[-2] + h[-1]) / 2).squeeze(1)');
		expect(lines).toContain('    ("lstm_1", "l0_reverse", "bidirectional_1/backward_lstm_1", [0, 1, 2, 3]),');
		expect(lines).toContain('    ("gru", "l0", "gru", [1, 0, 2]),');
		expect(lines).toContain('padding="post", truncating="pre"');
		expect(code({ bidirectional: 'sum', units: '8,4' })).toContain('        x = x[..., :8] + x[..., 8:]');
	});

	test('has layers that are alike as one, with PyTorch’s dropout between them, and others with nn.Dropout', () => {
		const alike = code({ cell: 'lstm', units: '8,8', 'layer-dropout': '0.2', convention: 'pytorch' });
		expect(alike).toContain('        self.lstm = nn.LSTM(16, 8, num_layers=2, batch_first=True, dropout=0.2)\n        self.dense = nn.Linear(8, 1)\n');
		expect(alike).toContain('        _, (h, _) = self.lstm(x)\n        return self.dense(h[-1]).squeeze(1)\n');
		expect(alike).toContain('    ("lstm", "l1", "lstm_1", [0, 1, 2, 3]),');
		const others = code({ units: '8,4', 'layer-dropout': '0.2', 'dense-dropout': '0.5', dense: '3' });
		expect(others).toContain('        self.layer_dropout = nn.Dropout(0.2)\n        self.dense_dropout = nn.Dropout(0.5)\n');
		expect(others).toContain('        x = self.layer_dropout(x)\n        _, h = self.gru_1(x)\n');
		expect(others).toContain('        return self.dense_1(self.dense_dropout(x)).squeeze(1)\n');
		expect(code({ units: '8,8', dropout: '0.1' })).toContain('self.gru_1 = nn.GRU(8, 8, batch_first=True)');
	});

	test('has the schedule, the loss and what is monitored', () => {
		expect(code({ schedule: 'step', 'warm-up': '50' })).toContain('    return min(1, update / 50) * 0.1 ** (update // len(train) // 2)');
		expect(code({ schedule: 'cosine', 'min-rate': '1e-5' })).toContain('    done = min(1, (update - 0) / max(1, 100 * len(train) - 0))');
		const plateau = code({ schedule: 'plateau', 'rate-epochs': '3', monitor: 'val-accuracy', 'min-delta': '0.01' });
		expect(plateau).toContain('ReduceLROnPlateau(optimizer, mode="max", factor=0.1, patience=2, threshold=0.01, threshold_mode="abs", min_lr=0, eps=0)');
		expect(plateau).toContain('    if val_accuracy > best + 0.01:');
		const loss = code({ l2: '0.001', 'label-smoothing': '0.1', 'class-weight': 'balanced', 'clip-norm': '1', patience: '0' });
		expect(loss).toContain('    y = y * (1 - 0.1) + 0.1 / 2');
		expect(loss).toContain(' + 0.001 * sum((kernel**2).sum() for kernel in kernels)');
		expect(loss).toContain('loss_of(model(x), y, class_weights[y.long()]).backward()');
		expect(loss).toContain('nn.utils.clip_grad_norm_(model.parameters(), 1)');
		expect(loss).not.toContain('waited +=');
	});

	test('lets no setting of a link become code', () => {
		const hostile = Object.fromEntries(Object.keys(presets.run6).map((name) => [name, '1); import os #']));
		expect(pytorchCode(hostile, '"); import os #', kerasTexts.en)).not.toMatch(/^(?!.*load_file\("\\").*import os/m);
	});

	test.skipIf(!python)('is Python, for every preset and in both languages', { timeout: 60_000 }, () => {
		const special = { ...presets.run6, dropout: '0.1', 'mask-zero': 'yes', l2: '0.1', 'class-weight': 'balanced', schedule: 'step', 'held-out': 'last' };
		const codes = [...Object.values(presets), special].flatMap((settings) =>
			[kerasTexts.en, kerasTexts.ko].flatMap((texts) =>
				(['words', 'subwords'] as const).flatMap((tokenizer) => [file, null].map((weights) => pytorchCode(settings, weights, texts, tokenizer))),
			),
		);
		const parse = 'import ast, json, sys; print(len([ast.parse(code) for code in json.load(sys.stdin)]))';
		const parsed = spawnSync('python3', ['-c', parse], { input: JSON.stringify(codes), encoding: 'utf8', env: { ...process.env, PYTHONUTF8: '1' } });
		expect(parsed.stderr).toBe('');
		expect(Number(parsed.stdout)).toBe(codes.length);
	});
});
