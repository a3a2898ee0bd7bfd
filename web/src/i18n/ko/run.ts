import type { run as English } from '../en/run.ts';

// 시작, 일시 정지, 중지. 훈련이 어디까지 왔는지.

const duration = (hours: number, minutes: number, seconds: number): string => {
	if (hours > 0) {
		return `${hours}시간 ${minutes}분`;
	}
	return minutes > 0 ? `${minutes}분 ${seconds}초` : `${seconds}초`;
};

export const run: typeof English = {
	controls: {
		label: '실행',
		start: '시작',
		startNew: '새로 시작',
		startOver: '이 설정으로 다시 시작',
		wait: '시작 취소',
		pause: '일시 정지',
		continue: '계속',
		step: '한 단계',
		stepBatch: '+1 배치',
		stepEpoch: '+1 에포크',
		stop: '중지',
		cells: '셀',
		cellsHelp: '하나만, 또는 여럿을 나란히',
		speed: '속도',
		fastest: '최대한 빠르게',
		batchesPerSecond: (count) => `초당 배치 ${count}개`,
	},

	state: {
		loading: '불러오는 중',
		broken: '준비되지 않음',
		waiting: '리뷰가 도착하는 대로 시작합니다',
		idle: '준비됨',
		training: (epoch) => `에포크 ${epoch} 훈련 중`,
		validating: (epoch) => `에포크 ${epoch} 검증 중`,
		paused: (epoch) => `에포크 ${epoch}에서 일시 정지`,
		stopped: '중지됨',
		stoppedEarly: (patience) => `조기 종료: ${patience} 에포크 동안 검증 손실이 나아지지 않음`,
		finished: '훈련 끝',
		changed: (changes) => `이 훈련을 시작한 뒤에 바뀐 것: ${changes}.`,
		changedCells: '셀',
	},

	numbers: {
		label: '숫자로 보는 훈련',
		epoch: '에포크',
		ofEpochs: (epochs) => `/ ${epochs}`,
		valAccuracy: '검증 정확도',
		valLoss: '검증 손실',
		speed: '초당 리뷰 수',
		timeLeft: (time) => `길어야 ${time} 남음`,
		patience: '인내',
		patienceUsed: (used, patience) => `${used} / ${patience}`,
		patienceOff: '끔',
		patienceHelp: '손실이 나아지지 않은 연속 에포크',
		lane: '셀',
		bestEpoch: '가장 좋은 에포크',
		restored: '가중치 복원됨',
		duration,
	},

	outcome: {
		ahead: (best, accuracy, points, worst) =>
			`검증 리뷰를 가장 잘 맞힌 셀은 ${best}: ${accuracy}. ${worst}보다 ${points}%p 높습니다.`,
		why: '왜일까요? 얼마나 앞의 단어까지 배우는지 보기',
	},

	announce: (run, epoch, accuracy, loss) => `${run}, 에포크 ${epoch}: 검증 정확도 ${accuracy}, 검증 손실 ${loss}.`,
	announceEnd: (run, end, best) => `${run}: ${end}. 가장 좋은 에포크: ${best}.`,
};
