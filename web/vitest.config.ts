import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';
import { writeBoundary } from '../scripts/boundary.mjs';

writeBoundary();

export default defineConfig({
	plugins: [svelte()],
	resolve: { conditions: ['browser'] }, // Svelte's own condition: components are mounted, not rendered to text
	test: {
		testTimeout: 60_000, // for a busy machine: no test measures time
		maxWorkers: 2, // by itself it leaves one core free
		include: ['tests/{plain,engine,components}/**/*.test.ts'],
		reporters: ['default', ['json', { outputFile: '../build/reports/page.json' }]],
	},
});
