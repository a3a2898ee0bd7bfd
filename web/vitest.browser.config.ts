import { basename } from 'node:path';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { writeBoundary } from '../scripts/boundary.mjs';

// The built site, driven in the system's Chromium.
writeBoundary();

// What takes longest begins first, so that no file is left to run alone at the end.
const slow = ['tables', 'other-resume', 'guide', 'inside', 'resume', 'runs', 'lesson', 'geometry'];
class SlowFirst extends BaseSequencer {
	override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
		const place = ({ moduleId }: TestSpecification) => (slow.indexOf(basename(moduleId, '.test.ts')) + slow.length + 1) % (slow.length + 1);
		return (await super.sort(files)).sort((a, b) => place(a) - place(b));
	}
}

export default defineConfig({
	test: {
		include: ['tests/browser/**/*.test.ts'],
		testTimeout: 60_000,
		hookTimeout: 60_000,
		sequence: { sequencer: SlowFirst },
		maxWorkers: 2, // one browser often waits; with more than two, what a test waits for could come too late
		reporters: ['default', ['json', { outputFile: '../build/reports/page-browser.json' }]],
	},
});
