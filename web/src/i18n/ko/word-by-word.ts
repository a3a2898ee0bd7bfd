import type { wordByWord as English } from '../en/word-by-word.ts';

// 훈련된 신경망들을 단어마다 비교.

export const wordByWord: typeof English = {
	sideBySide: '훈련된 신경망을 단어별로 비교',
	inFront: '맨 앞에 표시',
	putInFront: '이 예측을 맨 앞에 표시',
	predictorWords: (count) => `어휘 사전 크기 ${count}`,
	predictorAccuracy: (share, reviews) => `테스트 리뷰 ${reviews}개에서 정확도 ${share}`,
	notRead: '입력 길이를 벗어남',
	wholeReview: '리뷰 전체를 읽은 뒤',
	upTo: '여기까지 읽은 뒤:',
	modelsMissing: (count) => `훈련된 신경망 ${count}개를 불러오지 못했습니다. 나머지는 그대로 쓸 수 있습니다.`,
	known: (words) => (words === 1 ? '어휘 사전에 있는 단어입니다.' : `단어 ${words}개가 모두 어휘 사전에 있습니다.`),
	unknown: (unknown, words) =>
		`단어 ${words}개 가운데 ${unknown}개는 어휘 사전에 없어서, 신경망에는 ‘모르는 단어’로만 보입니다:`,
};
