import type { charts as English } from '../en/charts.ts';

// 곡선.

export const charts: typeof English = {
	charts: {
		loss: '손실',
		accuracy: '정확도',
		epochAxis: '에포크',
		epochAxisLogarithmic: '에포크(로그 눈금)',
		train: '훈련',
		validation: '검증',
		batch: '배치별',
		best: '최적 에포크',
		empty: '시작을 누르면 여기에 곡선이 그려집니다.',
		summaryOfRun: (run, epochs, train, validation, best) =>
			`${run}, 에포크 ${epochs}까지: 훈련 ${train}, 검증 ${validation}, 최적 에포크 ${best}.`,
		noSummary: (metric) => `${metric}: 아직 끝난 에포크가 없습니다.`,
		read: (metric) => `${metric}: 에포크별 값 읽기`,
		atEpoch: (epoch) => `에포크 ${epoch}`,
		valueOfRun: (run, validation, train) => `${run}: 검증 ${validation}, 훈련 ${train}`,
		andMore: (count) => `그 밖에 ${count}개`,
		table: '표로 보기',
		tableCaption: '화면에 보이는 실행의 에포크별 손실과 정확도',
		choose: '그래프',
		menu: (metric) => `${metric}: 저장, 표, 축`,
		saveSvg: 'SVG로 저장',
		savePng: 'PNG로 저장',
		logarithmic: '에포크 축을 로그 눈금으로',
		outside: (runs) => `그래프 밖: ${runs}`,
		runs: (count) => `실행 ${count}개`,
		above: (run, value) => `${run} 최대 ${value}`,
		beyond: (run, epoch) => `${run} 에포크 ${epoch}까지`,
		settings: (settings) => `설정: ${settings}`,
		close: '닫기',
		run: '실행',
		epoch: '에포크',
		trainLoss: '훈련 손실',
		valLoss: '검증 손실',
		trainAccuracy: '훈련 정확도',
		valAccuracy: '검증 정확도',
	},

	tables: {
		first: (shown, count) => `${count}행 가운데 처음 ${shown}행입니다.`,
		csv: '모든 행을 CSV로 내려받기',
	},
};
