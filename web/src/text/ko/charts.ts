import type { charts as English } from '../en/charts.ts';

// 곡선.

export const charts: typeof English = {
	charts: {
		loss: '손실',
		accuracy: '정확도',
		epochAxis: '에포크',
		train: '훈련',
		validation: '검증',
		batch: '배치별',
		soFar: '진행 중인 에포크',
		bestMark: '최고',
		empty: '시작을 누르면 여기에 곡선이 그려집니다.',
		summary: (metric, epochs, train, validation, best) =>
			`에포크 ${epochs}까지의 ${metric}: 훈련 ${train}, 검증 ${validation}. 지금까지 가장 좋은 에포크: ${best}.`,
		noSummary: (metric) => `${metric}: 아직 끝난 에포크가 없습니다.`,
	},
};
