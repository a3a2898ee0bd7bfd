import type { present as English } from '../en/present.ts';

// 발표 모드 버튼.

export const present: typeof English = {
	present: {
		open: '발표',
	},
};
