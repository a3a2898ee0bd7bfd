import type { review as English } from '../en/review.ts';

// 리뷰 입력란과 예측.

export const review: typeof English = {
	review: {
		title: '리뷰로 시험해 보기',
		label: '한국어나 영어로 쓴 영화 리뷰',
		placeholder: '훈련 중에도 한국어나 영어로 써 보세요',
		notInFront: '원래대로',
		shipped: '기본 제공',
		pretrained: '미리 훈련한 신경망',
		knowsAll: '모두 아는 단어',
		unknownOf: (unknown, words) => `${words}개 중 ${unknown}개 모름`,
		knowsNothing: '아는 단어가 없음',
		positive: (percent) => `긍정 ${percent}`,
		negative: (percent) => `부정 ${percent}`,
		scaleNegative: '부정',
		scalePositive: '긍정',
		meter: '리뷰가 긍정일 확률',
		waiting: '예측이 여기에 나타납니다.',
		short: (usual) => `아주 짧은 리뷰입니다. 훈련 리뷰의 99%는 ${usual}단어 이상입니다. 예측은 어림짐작으로만 보세요.`,
		fewKnown: (known, usual) =>
			`아는 단어가 ${known}뿐입니다. 훈련 리뷰의 99%에서는 ${usual} 이상입니다. 예측은 어림짐작으로만 보세요.`,
		untrained: '훈련 전',
		onlyUnknown: '어휘 사전에 있는 단어가 하나도 없어서 예측할 근거가 없습니다. 다른 리뷰로, 어쩌면 다른 언어로 훈련한 신경망입니다.',
		andMore: (count) => `그 밖에 ${count}개`,
	},
};
