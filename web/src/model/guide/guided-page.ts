import type { Form } from '../settings/form.svelte.ts';
import type { Review } from '../review/review.svelte.ts';
import type { Runs } from '../runs/runs.svelte.ts';
import type { Guided } from './guide.svelte.ts';
import type { Trial } from './pages.ts';

/** The page as the guide sees it. */
export function guidedPage(form: Form, review: Review, runs: Runs, apply: (trial: Trial) => void): Guided {
	return {
		get settings() {
			return form.settingsOf(form.cells[0] ?? 'gru');
		},
		get review() {
			return review.text;
		},
		get runs() {
			return runs.all.map(({ id, settings, cell, progress, activity }) => ({
				id,
				settings,
				cell,
				finishedEpochs: progress?.finishedEpochs ?? 0,
				stoppedEarly: progress?.stoppedEarly ?? false,
				ended: activity === 'finished',
			}));
		},
		isRunning: (id) => runs.all.some((run) => run.id === id && run.activity !== 'finished'),
		apply,
	};
}
