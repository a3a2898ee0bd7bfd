import type { layers as English } from '../en/layers.ts';

// 그림에서 추가하고 삭제하고 설정하는 신경망의 층.

export const layers: typeof English = {
	title: '층',
	layer: (number, cell) => `${number}층: ${cell}`,
	head: '맨 위층과 출력층 사이',
	above: '위에 순환층 추가',
	below: '아래에 순환층 추가',
	add: (what) => `추가: ${what}`,
	remove: (what) => `삭제: ${what}`,
	recurrent: '순환층',
	sigmoid: '시그모이드',
	output: (units, activation) => `출력: 밀집층, 유닛 ${units}개(${activation})`,
	directions: { no: '한 방향', concat: '양방향, 이어 붙이기', sum: '양방향, 더하기', average: '양방향, 평균' },
	vectors: '단어 벡터…',
	undo: '실행 취소',
	alone: '맨 아래층의 셀을 바꾸면 비교를 끝내고 이 신경망만 훈련합니다.',
	next: '진행 중인 훈련은 시작할 때의 층 그대로 계속됩니다. 바꾼 층은 다음 훈련부터 쓰입니다.',
};
