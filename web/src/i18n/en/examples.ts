import type { Language } from '../format.ts';

// The names of the reviews to try: see model/review/review-examples.ts.

export const examples = {
	examples: {
		label: 'Or try one of these:',
		names: {
			praise: 'Praise',
			blame: 'Criticism',
			negation: 'Negation',
			notBad: '“Not bad”',
			sarcasm: 'Sarcasm',
			turnDown: 'Ends badly',
			turnUp: 'Ends well',
			long: 'Too long',
		},
		/** Those in another language. */
		others: { en: 'In English', ko: 'In Korean' } satisfies Record<Language, string>,
	},
};
