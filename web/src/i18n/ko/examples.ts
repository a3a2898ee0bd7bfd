import type { examples as English } from '../en/examples.ts';

// 예문의 이름.

export const examples: typeof English = {
	examples: {
		label: '예문을 골라도 됩니다:',
		names: {
			praise: '칭찬',
			blame: '혹평',
			negation: '부정문',
			notBad: '“나쁘지 않다”',
			sarcasm: '반어',
			turnDown: '끝에서 혹평',
			turnUp: '끝에서 칭찬',
			long: '너무 긴 글',
		},
		others: { en: '영어로', ko: '한국어로' },
	},
};
