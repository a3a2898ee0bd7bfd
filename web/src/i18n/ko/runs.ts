import type { runs as English } from '../en/runs.ts';

// 실행의 이름, 그리고 두 실행 사이에 바뀐 것.

export const runs: typeof English = {
	runs: {
		name: (cell, number) => `${cell} ${number}`,
		change: (name, from, to) => `${name} ${from} → ${to}`,
		moreChanges: (count) => `그 밖의 설정 ${count}개`,
	},
};
