import type { rates as English } from '../en/rates.ts';

// 학습률 찾기.

export const rates: typeof English = {
	lead: '따로 만든 신경망을 200배치 동안 훈련하면서 학습률을 0.000001에서 10까지 올립니다. 학습률이 알맞으면 손실이 줄고, 너무 크면 손실이 커집니다.',
	search: '찾기',
	again: '다시 찾기',
	searching: '찾는 중…',
	failed: '학습률을 끝까지 찾지 못했습니다. 설정을 확인하고 다시 해 보세요.',
	loss: '손실(평활)',
	rate: '학습률(로그 눈금)',
	lowest: (rate, loss) => `손실은 학습률 ${rate}에서 가장 낮습니다(${loss}).`,
	diverged: (rate) => `${rate}에서는 발산합니다.`,
	at: (loss) => `손실 ${loss}`,
	use: (rate) => `그 10분의 1인 ${rate} 사용`,
	of: (cell) => `측정한 신경망: ${cell}(그때의 설정)`,
};
