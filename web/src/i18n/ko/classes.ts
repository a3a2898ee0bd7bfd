import type { classes as English } from '../en/classes.ts';

// 셋 이상의 클래스에 대한 예측.

export const classes: typeof English = {
	all: '모든 클래스',
	by: (name) => `모든 클래스, ${name}`,
	others: (count) => `나머지 ${count}개`,
};
