import type { review as English } from '../en/review.ts';

// 리뷰 상자와 판정.

export const review: typeof English = {
	review: {
		title: '리뷰로 시험해 보기',
		label: '영어로 쓴 영화 리뷰',
		placeholder: '언제든 영어로 리뷰를 써 보세요. 훈련하는 중에도 됩니다.',
		sideBySide: '훈련된 신경망을 나란히, 한 단어씩',
		shipped: '페이지에 들어 있음',
		judgeWords: (words) => `단어 ${words}개`,
		judgeTest: (share, reviews) => `테스트 리뷰 ${reviews}개 중 ${share} 맞힘`,
		knowsAll: '모두 아는 단어',
		unknownOf: (unknown, words) => `${words}개 중 ${unknown}개 모름`,
		knowsNothing: '아는 단어가 없음',
		notRead: '여기까지는 읽지 않음',
		wholeReview: '리뷰 전체를 읽은 뒤',
		upTo: '여기까지 읽은 뒤:',
		modelsMissing: (count) => `훈련된 신경망 ${count}개를 불러오지 못했습니다. 나머지는 그대로 판정합니다.`,
		positive: (percent) => `긍정 ${percent}`,
		negative: (percent) => `부정 ${percent}`,
		scaleNegative: '부정',
		scalePositive: '긍정',
		meter: '리뷰가 긍정일 확률',
		waiting: '판정이 여기에 나타납니다.',
		untrained: '아직 배우지 않은 신경망이라 판정은 짐작일 뿐입니다.',
		known: (words) => (words === 1 ? '신경망이 아는 단어입니다.' : `단어 ${words}개를 모두 아는 단어로 읽었습니다.`),
		unknown: (unknown, words) =>
			`단어 ${words}개 가운데 ${unknown}개는 어휘 사전에 없습니다. 신경망은 모르는 단어가 있다는 것만 압니다.`,
		onlyUnknown: '어휘 사전에 있는 단어가 하나도 없어서 판단할 근거가 없습니다. 리뷰는 영어로 써 주세요.',
		andMore: (count) => `그 밖에 ${count}개`,
	},
};
