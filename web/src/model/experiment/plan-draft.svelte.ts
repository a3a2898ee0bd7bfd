import type { SettingTexts } from '../../protocol/types.ts';
import { MOST_VARIED, readValues, writeValues, type Plan } from './plan.ts';

// A plan as it stands in its form.
export class PlanDraft {
	seeds = $state('');
	/** `name` is '' where nothing is varied. */
	rows: { name: string; values: string }[] = $state([]);

	constructor(plan: Pick<Plan, 'seeds' | 'varied'>) {
		this.take(plan);
	}

	take({ seeds, varied }: Pick<Plan, 'seeds' | 'varied'>): void {
		this.seeds = String(seeds);
		this.rows = Array.from({ length: MOST_VARIED }, (_, index) => {
			const row = varied[index];
			return row ? { name: row.name, values: writeValues(row.values) } : { name: '', values: '' };
		});
	}

	/** On these settings. */
	plan(base: SettingTexts): Plan {
		const varied = this.rows.filter(({ name }) => name !== '').map(({ name, values }) => ({ name, values: readValues(values) }));
		return { base, seeds: this.seeds.trim() === '' ? NaN : Number(this.seeds), varied };
	}
}
