import type { SettingTexts } from '../../protocol/types.ts';
import { changesRate, isIdle, valueIn } from '../settings/settings.ts';

// The learning rate of a run as Keras 3 code: its schedules take updates, and src/training/learning_rate.h has their formulas.

const number = (settings: SettingTexts, name: string) => Number(valueIn(settings, name));

/** The lines before the model is compiled. */
export function scheduleLines(settings: SettingTexts): string[] {
	const updates = `updates = -(-len(train_x) // ${number(settings, 'batch')})  # of an epoch`;
	const lines = settings.schedule === 'step' || settings.schedule === 'cosine' ? [updates] : [];
	return needsWarmUpClass(settings)
		? [
				...lines,
				'',
				'',
				'class WarmUp(keras.optimizers.schedules.LearningRateSchedule):',
				'    def __init__(self, rate, steps):',
				'        self.rate, self.steps = rate, steps',
				'',
				'    def __call__(self, step):',
				'        rate = self.rate(step) if callable(self.rate) else self.rate',
				'        return rate * keras.ops.minimum(keras.ops.cast(step, "float32") / self.steps, 1.0)',
				'',
				'    def get_config(self):',
				'        return {"rate": self.rate, "steps": self.steps}',
				'',
				'',
			]
		: lines;
}

/** What stands for `learning_rate`. */
export function rateCode(settings: SettingTexts): string {
	const rate = number(settings, 'learning-rate');
	const warmUp = number(settings, 'warm-up');
	const schedules = 'keras.optimizers.schedules';
	if (settings.schedule === 'cosine') {
		const alpha = Math.min(1, number(settings, 'min-rate') / rate);
		const steps = `${number(settings, 'epochs')} * updates`;
		return warmUp > 0
			? `${schedules}.CosineDecay(0.0, max(1, ${steps} - ${warmUp}), alpha=${alpha}, warmup_target=${rate}, warmup_steps=${warmUp})`
			: `${schedules}.CosineDecay(${rate}, ${steps}, alpha=${alpha})`;
	}
	const steps = `${number(settings, 'rate-epochs')} * updates`;
	const base =
		settings.schedule === 'step'
			? `${schedules}.ExponentialDecay(${rate}, ${steps}, ${number(settings, 'rate-factor')}, staircase=True)`
			: `${rate}`;
	return needsWarmUpClass(settings) ? `WarmUp(${base}, ${warmUp})` : base;
}

/** Arguments of the callbacks: what is monitored, and by how much it must improve. */
export const monitorCode = (settings: SettingTexts) => `monitor="${settings.monitor === 'val-accuracy' ? 'val_accuracy' : 'val_loss'}"`;
export const deltaCode = (settings: SettingTexts) => (number(settings, 'min-delta') > 0 ? `min_delta=${number(settings, 'min-delta')}, ` : '');

/** A further callback, where the rate waits for plateaus. Keras' own least improvement is 0.0001. */
export function plateauLines(settings: SettingTexts): string[] {
	const options = [
		monitorCode(settings),
		`factor=${number(settings, 'rate-factor')}`,
		`patience=${number(settings, 'rate-epochs')}`,
		`min_delta=${number(settings, 'min-delta')}`,
		`min_lr=${Math.min(number(settings, 'min-rate'), number(settings, 'learning-rate'))}`,
	];
	return settings.schedule === 'plateau' ? [`    keras.callbacks.ReduceLROnPlateau(${options.join(', ')}),`] : [];
}

function needsWarmUpClass(settings: SettingTexts): boolean {
	return changesRate(settings) && settings.schedule !== 'cosine' && !isIdle('warm-up', settings) && number(settings, 'warm-up') > 0;
}
