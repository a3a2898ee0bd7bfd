import { ExperimentStore } from '../../storage/experiment-store.ts';
import { Experiments, type ExperimentsAround } from './experiments.svelte.ts';
import type { Cell } from '../settings/settings.ts';
import type { SettingTexts } from '../../protocol/types.ts';
import { firstPlan, readPlanLink } from './plan.ts';
import { PlanDraft } from './plan-draft.svelte.ts';

/** The experiments of a page, and the plan of the next one, from the moment their part is first opened: other parts may take its place meanwhile. */
export interface PageExperiments {
	experiments: Experiments;
	draft: PlanDraft;
}

/** Each has an engine, and the reviews, in its memory. */
const MOST_WORKERS = 16;

const ofPage = new WeakMap<object, PageExperiments>();

interface ThePage extends Pick<ExperimentsAround, 'library' | 'race' | 'createTrainingWorker'> {
	readonly form: { readonly settings: SettingTexts; readonly cells: Cell[] };
	readonly link: { experiment: string };
}

export function experimentsOf(page: ThePage): PageExperiments {
	const known = ofPage.get(page);
	if (known) {
		return known;
	}
	const { library, race, createTrainingWorker, form, link } = page;
	const processors = Math.min(MOST_WORKERS, navigator.hardwareConcurrency || 1);
	const made = {
		experiments: new Experiments({ library, race, createTrainingWorker, processors, openStore: () => ExperimentStore.open() }),
		draft: new PlanDraft(readPlanLink(link.experiment) ?? firstPlan(form.settings, form.cells)),
	};
	ofPage.set(page, made);
	return made;
}
