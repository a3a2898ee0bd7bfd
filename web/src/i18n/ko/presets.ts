import type { presets as en } from '../en/presets.ts';

export const presets: typeof en = {
	reported: (percent) => `출처에 나온 테스트 리뷰 정확도는 ${percent}입니다.`,
	reportedValidation: (percent) => `출처에 나온 검증 리뷰 정확도는 ${percent}입니다.`,
	here: (percent, epochs) => `Unroll에서는 ${percent}였습니다(에포크 ${epochs}번).`,
	takes: (minutes) => `브라우저에서 모든 에포크를 훈련하는 데 코어 하나로 약 ${minutes}분 걸립니다.`,
	fitted: (changes) => `이 리뷰에 맞춘 설정: ${changes}.`,
	cut: (words) => `이 리뷰는 단어 ${words}개까지만 남아 있습니다.`,
	source: '출처',
	differs: {
		korean: '출처의 신경망은 LSTM을 쓰고 형태소를 단어로 삼습니다.',
	},
};
