import { defineConfig } from 'vitest/config';
import { writeBoundary } from '../scripts/boundary.mjs';

// The built site, driven in the system's Chromium.
writeBoundary();

export default defineConfig({
	test: {
		include: ['tests/browser/**/*.test.ts'],
		testTimeout: 60_000,
		hookTimeout: 60_000,
		maxWorkers: 2, // one browser often waits; with more than two, what a test waits for could come too late
		reporters: ['default', ['json', { outputFile: '../build/reports/page-browser.json' }]],
	},
});
