import type { presentation as English } from '../en/presentation.ts';

// 발표 모드와 단축키.

export const presentation: typeof English = {
	label: '발표 모드',
	keys: '단축키',
	space: '스페이스',
	keysOn: '단축키 사용',
	actions: {
		present: '발표 모드',
		help: '이 목록 보기',
		toggle: '시작, 일시 정지, 계속',
		batch: '배치 하나',
		epoch: '에포크 하나',
		slower: '더 느리게',
		faster: '더 빠르게',
		example: '다음 예시 리뷰',
		leave: '나가기',
	},
	result: (run, accuracy) => `${run}의 검증 정확도는 ${accuracy}입니다.`,
};
