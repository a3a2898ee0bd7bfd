import type { run as English } from '../en/run.ts';

// 시작, 일시 정지, 중지, 그리고 실행의 진행 상태.

const duration = (hours: number, minutes: number, seconds: number): string => {
	if (hours > 0) {
		return `${hours}시간 ${minutes}분`;
	}
	if (minutes > 0) {
		return seconds > 0 ? `${minutes}분 ${seconds}초` : `${minutes}분`;
	}
	return `${seconds}초`;
};

export const run: typeof English = {
	controls: {
		label: '실행',
		strip: '실행 요약',
		start: '시작',
		startNew: '새로 시작',
		startOver: '이 설정으로 다시 시작',
		wait: '시작 취소',
		pause: '일시 정지',
		continue: '계속',
		step: '단계 실행',
		stepBatch: '+1 배치',
		stepEpoch: '+1 에포크',
		stop: '중지',
		cells: '셀',
		cellsHelp: '하나 또는 여러 개를 나란히 비교',
		speed: '속도',
		fastest: '최대한 빠르게',
		batchesPerSecond: (count) => `초당 배치 ${count}개`,
		secondsPerBatch: (count) => `${count}초에 배치 1개`,
	},

	state: {
		loading: '불러오는 중',
		broken: '사용할 수 없음',
		waiting: '리뷰를 불러오면 시작합니다',
		idle: '준비됨',
		training: (epoch) => `에포크 ${epoch} 훈련 중`,
		validating: (epoch) => `에포크 ${epoch} 검증 중`,
		paused: (epoch) => `에포크 ${epoch}에서 일시 정지`,
		stopped: '중지됨',
		stoppedEarly: (patience) => `조기 종료(인내심 ${patience})`,
		finished: '훈련 완료',
		changed: (changes) => `이 실행을 시작한 뒤에 바뀐 설정: ${changes}.`,
		changedCells: '셀',
	},

	numbers: {
		label: '훈련 현황',
		epoch: '에포크',
		ofEpochs: (epochs) => `/ ${epochs}`,
		rate: (rate) => `학습률 ${rate}`,
		valAccuracy: '검증 정확도',
		valLoss: '검증 손실',
		speed: '초당 리뷰 수',
		timeLeft: (time) => `최대 ${time} 남음`,
		patience: '인내심(patience)',
		patienceUsed: (used, patience) => `${used} / ${patience}`,
		patienceOff: '끔',
		patienceHelp: '연속으로 개선되지 않은 에포크 수',
		short: { valAccuracy: '검증 정확도', valLoss: '검증 손실', patience: '인내심', speed: '초당 리뷰' },
		cell: '셀',
		bestEpoch: '최적 에포크',
		restored: '복원됨',
		duration,
	},

	outcome: {
		ahead: (best, accuracy, points, worst) =>
			`검증 정확도 1위는 ${best}(${accuracy})로, ${worst}보다 ${points}%p 높습니다.`,
		close: (best, accuracy, other, least) =>
			`검증 정확도는 ${best} ${accuracy}, ${other} ${least}로, 차이가 작아 우열을 가리기 어렵습니다. 시드를 바꾸면 순서가 뒤집힐 수 있습니다.`,
		none: (best, accuracy) =>
			`어느 신경망도 배우지 못했습니다. 가장 나은 ${best}도 검증 정확도가 ${accuracy}로, 찍는 수준입니다. 학습률이나 에포크 수를 바꿔 보세요.`,
		why: '왜일까요? 각 셀이 얼마나 앞쪽 단어까지 쓰는지 보기',
	},

	announce: (run, epoch, accuracy, loss) => `${run}, 에포크 ${epoch}: 검증 정확도 ${accuracy}, 검증 손실 ${loss}.`,
	announceEnd: (run, end) => `${run} 종료: ${end}.`,
	announceBest: (epoch, accuracy, loss) =>
		`최적 에포크 ${epoch}의 가중치로 돌아왔습니다. 검증 정확도 ${accuracy}, 검증 손실 ${loss}.`,
};
