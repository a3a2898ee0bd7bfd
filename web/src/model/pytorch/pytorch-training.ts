import type { SettingTexts, Tokenizer } from '../../protocol/types.ts';
import { planOf, splitCode, type Comments, type Plan, type TorchComments } from '../keras/keras-code.ts';
import { isIdle, valueIn } from '../settings/settings.ts';

// The training of a run as PyTorch code: data, loss, optimizer, and the loop with early stopping and the best weights.

/** Keras' constants where the run has them; PyTorch's own need no mention. */
function optimizerCode(plan: Plan, settings: SettingTexts): string {
	const rate = `model.parameters(), lr=${plan.number('learning-rate')}`;
	const epsilon = plan.byPytorch ? '' : ', eps=1e-7';
	switch (settings.optimizer) {
		case 'adam':
			return `torch.optim.Adam(${rate}${epsilon})`;
		case 'adamw':
			return `torch.optim.AdamW(${rate}, weight_decay=${plan.number('weight-decay')}${epsilon})`;
		case 'nadam':
			return `torch.optim.NAdam(${rate}${plan.byPytorch ? '' : ', momentum_decay=1'}${epsilon})`;
		case 'sgd':
			return `torch.optim.SGD(${rate}${plan.number('momentum') > 0 ? `, momentum=${plan.number('momentum')}` : ''})`;
		default:
			return plan.byPytorch ? `torch.optim.RMSprop(${rate})` : `RMSprop(${rate})`;
	}
}

const isRmsprop = (settings: SettingTexts) => optimizerCode(planOf(settings), settings).includes('RMSprop');

/** Keras' RMSprop: its ε below the root counts as 3e-4 where gradients are small, which PyTorch's cannot do. */
const rmspropLines = (texts: TorchComments) => [
	`# ${texts.rmsprop}`,
	'class RMSprop(torch.optim.Optimizer):',
	'    def __init__(self, parameters, lr):',
	'        super().__init__(parameters, {"lr": lr})',
	'',
	'    @torch.no_grad()',
	'    def step(self):',
	'        for group in self.param_groups:',
	'            for parameter in group["params"]:',
	'                g = parameter.grad',
	'                if g is None:',
	'                    continue',
	'                state = self.state[parameter]',
	'                v = state["v"] = 0.9 * state.get("v", 0) + 0.1 * g**2',
	'                parameter -= group["lr"] * g / (v + 1e-7) ** 0.5',
	'',
	'',
];

/** What a schedule multiplies the rate by, after so many updates (src/training/learning_rate.h has the formulas). */
function factorLines(plan: Plan, settings: SettingTexts): string[] {
	const warmUp = isIdle('warm-up', settings) ? 0 : plan.number('warm-up');
	if (settings.schedule === 'cosine') {
		const least = Math.min(1, plan.number('min-rate') / plan.number('learning-rate'));
		return [
			...(warmUp > 0 ? [`    if update < ${warmUp}:`, `        return update / ${warmUp}`] : []),
			`    done = min(1, (update - ${warmUp}) / max(1, ${plan.number('epochs')} * len(train) - ${warmUp}))`,
			`    return ${least > 0 ? `${least} + (1 - ${least}) * ` : ''}0.5 * (1 + math.cos(math.pi * done))`,
		];
	}
	const rising = warmUp > 0 ? `min(1, update / ${warmUp})` : '';
	const steps = `${plan.number('rate-factor')} ** (update // len(train) // ${plan.number('rate-epochs')})`;
	const factor = [rising, settings.schedule === 'step' ? steps : ''].filter(Boolean).join(' * ');
	return factor ? [`    return ${factor}`] : [];
}

interface Schedule {
	/** Before the loop, behind each update, and behind each epoch. */
	before: string[];
	update: string[];
	epoch: string[];
}

function scheduleOf(plan: Plan, settings: SettingTexts, best: { mode: string; value: string }): Schedule {
	if (settings.schedule === 'plateau') {
		const options = [
			`mode="${best.mode}"`,
			`factor=${plan.number('rate-factor')}`,
			`patience=${plan.number('rate-epochs') - 1}`,
			`threshold=${plan.number('min-delta')}`,
			'threshold_mode="abs"',
			`min_lr=${Math.min(plan.number('min-rate'), plan.number('learning-rate'))}`,
			'eps=0',
		];
		return {
			before: [`scheduler = torch.optim.lr_scheduler.ReduceLROnPlateau(optimizer, ${options.join(', ')})`],
			update: [],
			epoch: [`    scheduler.step(${best.value})`],
		};
	}
	const factor = factorLines(plan, settings);
	if (factor.length === 0) {
		return { before: [], update: [], epoch: [] };
	}
	return {
		before: ['', '', 'def factor(update):', ...factor, '', '', 'scheduler = torch.optim.lr_scheduler.LambdaLR(optimizer, factor)'],
		update: ['        scheduler.step()'],
		epoch: [],
	};
}

function lossLines(plan: Plan, balanced: boolean): string[] {
	const smoothing = plan.number('label-smoothing');
	const penalty = plan.number('l2');
	const smoothed = smoothing > 0 ? `, label_smoothing=${smoothing}` : '';
	const ofEach = `nn.functional.cross_entropy(logits, y${smoothed}${balanced ? ', reduction="none"' : ''})`;
	const ofTwo = `nn.functional.binary_cross_entropy_with_logits(logits, y${balanced ? ', weight=weights' : ''})`;
	// weights of cross_entropy() would also divide by their sum
	const loss = plan.outputs === 1 ? ofTwo : balanced ? `(${ofEach} * (1 if weights is None else weights)).mean()` : ofEach;
	return [
		`def loss_of(logits, y${balanced ? ', weights=None' : ''}):`,
		...(smoothing > 0 && plan.outputs === 1 ? [`    y = y * (1 - ${smoothing}) + ${smoothing} / 2`] : []),
		...(penalty > 0
			? [
					'    kernels = [weight for name, weight in model.named_parameters() if "bias" not in name and "embedding" not in name]',
					`    return ${loss} + ${penalty} * sum((kernel**2).sum() for kernel in kernels)`,
				]
			: [`    return ${loss}`]),
	];
}

const kindOf = ({ outputs }: Plan) => (outputs > 1 ? '.long()' : '.float()');

const loaderLines = (plan: Plan) =>
	plan.toLongest
		? [
				'def loader_of(x, y, shuffle=False):',
				`    labels = torch.tensor(y)${kindOf(plan)}`,
				'',
				'    def batch_of(reviews):',
				'        return inputs_of([x[review] for review in reviews]), labels[reviews]',
				'',
				`    return DataLoader(range(len(x)), batch_size=${plan.number('batch')}, shuffle=shuffle, collate_fn=batch_of)`,
			]
		: [
				'def loader_of(x, y, shuffle=False):',
				`    reviews = TensorDataset(inputs_of(x), torch.tensor(y)${kindOf(plan)})`,
				`    return DataLoader(reviews, batch_size=${plan.number('batch')}, shuffle=shuffle)`,
			];

const evaluationLines = ({ outputs }: Plan) => [
	'def evaluate(loader):',
	'    model.eval()',
	'    loss, correct = 0.0, 0',
	'    with torch.no_grad():',
	'        for x, y in loader:',
	'            logits = model(x)',
	'            loss += loss_of(logits, y).item() * len(y)',
	outputs > 1 ? '            correct += (logits.argmax(dim=1) == y).sum().item()' : '            correct += ((logits > 0) == (y > 0.5)).sum().item()',
	'    return loss / len(loader.dataset), correct / len(loader.dataset)',
];

/** How the best epoch is found. */
function bestOf(plan: Plan, settings: SettingTexts) {
	const delta = plan.number('min-delta');
	return valueIn(settings, 'monitor') === 'val-accuracy'
		? { mode: 'max', value: 'val_accuracy', first: '-math.inf', better: `val_accuracy > best${delta > 0 ? ` + ${delta}` : ''}` }
		: { mode: 'min', value: 'val_loss', first: 'math.inf', better: `val_loss < best${delta > 0 ? ` - ${delta}` : ''}` };
}

function loopLines(plan: Plan, settings: SettingTexts, texts: TorchComments, balanced: boolean): string[] {
	const best = bestOf(plan, settings);
	const schedule = scheduleOf(plan, settings, best);
	const patience = plan.number('patience');
	return [
		...schedule.before,
		`best, waited = ${best.first}, 0`,
		`for epoch in range(1, ${plan.number('epochs')} + 1):`,
		'    model.train()',
		'    for x, y in train:',
		'        optimizer.zero_grad()',
		`        loss_of(model(x), y${balanced ? ', class_weights[y.long()]' : ''}).backward()`,
		...(plan.number('clip-norm') > 0 ? [`        nn.utils.clip_grad_norm_(model.parameters(), ${plan.number('clip-norm')})`] : []),
		'        optimizer.step()',
		...schedule.update,
		'    val_loss, val_accuracy = evaluate(val)',
		'    print(f"epoch {epoch}: val_loss {val_loss:.4f}, val_accuracy {val_accuracy:.4f}")',
		...schedule.epoch,
		`    if ${best.better}:`,
		`        best, waited = ${best.value}, 0`,
		'        torch.save(model.state_dict(), "best.pt")',
		...(patience > 0
			? ['    else:', '        waited += 1', `        if waited == ${patience}:  # ${texts.patience}`, '            break']
			: []),
		`# ${texts.best}`,
		'model.load_state_dict(torch.load("best.pt"))',
	];
}

export function trainingCode(settings: SettingTexts, texts: { keras: Comments; pytorch: TorchComments }, tokenizer: Tokenizer): string[] {
	const plan = planOf(settings);
	const once = settings.shuffle === 'once';
	const balanced = settings['class-weight'] === 'balanced';
	const classes = Math.max(2, plan.outputs);
	return [
		`# ${texts.pytorch.training}`,
		'import math',
		'',
		...splitCode(settings, texts.keras, tokenizer, `torch.manual_seed(${plan.number('seed')})`),
		'',
		'',
		...loaderLines(plan),
		'',
		'',
		...lossLines(plan, balanced),
		'',
		'',
		...evaluationLines(plan),
		'',
		'',
		...(isRmsprop(settings) && !plan.byPytorch ? rmspropLines(texts.pytorch) : []),
		...(once ? [`# ${texts.keras.once}`] : []),
		`train, val = loader_of(train_x, train_y, shuffle=${once ? 'False' : 'True'}), loader_of(val_x, val_y)`,
		...(balanced
			? [
					`# ${texts.keras.balanced}`,
					`class_weights = torch.tensor(len(train_y) / (${classes} * np.bincount(train_y, minlength=${classes}))).float()`,
				]
			: []),
		'model = make_model()',
		...(plan.byPytorch || settings.optimizer === 'sgd' || isRmsprop(settings) ? [] : [`# ${texts.pytorch.epsilon}`]),
		`optimizer = ${optimizerCode(plan, settings)}`,
		...loopLines(plan, settings, texts.pytorch, balanced),
		`# ${texts.keras.test}`,
		'print(evaluate(loader_of(test_x, test_y)))',
	];
}
