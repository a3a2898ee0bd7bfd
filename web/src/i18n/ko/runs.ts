import type { runs as English } from '../en/runs.ts';

// 실행 목록: 이름, 그리고 앞의 실행과 무엇이 다른지.

export const runs: typeof English = {
	runs: {
		title: '실행 목록',
		empty: '실행할 때마다 결과가 여기에 남습니다. 서로 비교하고, 설정을 다시 불러오고, 가중치를 내려받을 수 있습니다.',
		name: (cell, number) => `${cell} ${number}`,

		first: '첫 번째 실행입니다.',
		same: (other) => `${other} 실행과 설정이 같으므로 가중치도 같습니다.`,
		changes: (other, changes) => `${other} 실행에서 바꾼 것: ${changes}.`,
		otherReviews: (other) => `${other} 실행과 설정은 같고 리뷰가 다릅니다.`,
		changesAndReviews: (other, changes) => `${other} 실행과 리뷰가 다릅니다. 그 밖에 바꾼 것: ${changes}.`,
		change: (name, from, to) => `${name} ${from} → ${to}`,
		moreChanges: (count) => `그 밖의 설정 ${count}개`,

		best: (loss, epoch) => `최저 손실 ${loss}, 에포크 ${epoch}`,
		more: (name) => `${name} 자세히`,
		rename: '이름',
		showAgain: '보이기',
		hide: '숨기기',
		hidden: '숨김',
		restore: '이 설정 불러오기',
		predict: '리뷰 예측에 쓰기',
		predicting: '리뷰 예측에 쓰는 중',
		download: '모델 내려받기',
		downloadCheckpoint: '체크포인트 내려받기',
		remove: '삭제',
		fingerprint: '가중치 지문(SHA-256)',
		fingerprintHelp: '설정, 시드, 리뷰가 같으면 어느 컴퓨터에서나 지문이 같습니다.',
		noFingerprint: '일시 정지하거나 끝나면 나타납니다',
		hideAll: '이전 실행 숨기기',
		showAll: '모두 보이기',
	},
};
