import type { chapter as English } from '../en/chapter.ts';

// 교과서의 여섯 가지 실행과 케라스 기록, summary()와 케라스 코드.

export const chapter: typeof English = {
	chapter: {
		title: '교과서의 여섯 가지 실행',
		lead: '교과서 순환 신경망 장에 나오는 여섯 신경망입니다. 여기서 직접 훈련하고, 저자의 케라스 노트북에 남은 기록과 비교해 보세요.',
		runAll: '여섯 가지를 차례로 실행',
		endRow: '이번 것까지만',
		inRow: (left) => `대기 중 ${left}개`,
		otherCorpus:
			'기록은 실제 IMDB 리뷰로 훈련한 결과입니다. 다른 리뷰로 훈련하면 수치가 다르게 나옵니다.',
		run: '실행',
		runAgain: '다시 실행',
		running: '실행 중',
		runOf: (number, model) => `실행 ${number}: ${model}`,
		models: {
			run1: '원-핫 단어, SimpleRNN(8)',
			run2: 'Embedding(16), SimpleRNN(8)',
			run3: 'Embedding(16), LSTM(8)',
			run4: 'Embedding(16), LSTM(8), 드롭아웃 0.3',
			run5: 'Embedding(16), LSTM(8) 두 층, 드롭아웃 0.3',
			run6: 'Embedding(16), GRU(8)',
		},
		shows: {
			run1: '단어마다 숫자 200개로 된 벡터이고, 하나만 1이고 나머지는 모두 0입니다. 그래서 서로 비슷한 단어가 없습니다. 학습이 느려서 기록된 실행은 에포크 84번이 걸렸습니다.',
			run2: '단어를 숫자 16개로 된 벡터로 나타내고 이 숫자도 함께 학습합니다. 기록된 실행은 절반도 안 되는 에포크에서 검증 손실이 조금 더 낮아졌습니다.',
			run3: 'LSTM은 은닉 상태 말고도 셀 상태를 두고, 무엇을 넣고 뺄지 게이트로 정합니다. 단어 500개를 쓴 이 기록은 단어 200개를 쓴 SimpleRNN을 크게 앞섭니다.',
			run4: '드롭아웃은 훈련하는 동안 입력의 30%를 0으로 만듭니다. 기록된 실행에서는 훈련 손실과 검증 손실의 차이가 더 작습니다.',
			run5: '순환층을 두 층 쌓아 첫 층의 은닉 상태를 모든 타임스텝에서 둘째 층에 넘깁니다. 파라미터는 늘었지만, 기록된 실행의 손실은 한 층일 때보다 낮지 않습니다.',
			run6: 'LSTM에는 가중치가 네 묶음, GRU에는 세 묶음 있습니다. 파라미터가 더 적은데도, 기록된 여섯 실행 가운데 검증 손실이 가장 낮습니다.',
		},
		facts: (words, parameters) => `단어 ${words}개 · 파라미터 ${parameters}개`,
		keras: '케라스 기록',
		here: '여기',
		measures: {
			valLoss: '가장 낮은 검증 손실',
			valAccuracy: '그때의 검증 정확도',
			epochs: '에포크',
			seconds: '시간',
		},
		measure: '항목',
		curve: (first, best) => `여기의 검증 손실: 에포크 1에서 ${first}, 가장 낮을 때 ${best}.`,
		noCurve: '아직 실행하지 않았습니다. 마름모는 케라스 기록입니다.',
		legend: '선: 여기 · 마름모: 케라스',
		epochAxis: (last) => `에포크 ${last}`,
		differs:
			'초기 가중치, 리뷰 순서, 드롭아웃에 쓰는 난수가 케라스와 다릅니다. 그래서 곡선의 모양은 비슷해도 점 하나하나가 같지는 않습니다. 시드를 바꾸면 결과도 달라집니다.',
	},

	code: {
		title: '이 신경망을 케라스로',
		lead: 'model.summary()의 출력과, 같은 실행을 옮긴 케라스 3 프로그램입니다.',
		show: '보기',
		summary: 'summary()',
		program: '케라스 3 코드',
		network: '신경망',
		form: (cell) => `${cell}(현재 설정)`,
		download: '가중치 내려받기',
		noWeights: '실행이 끝나면 가중치를 내려받을 수 있습니다.',
		hint: '프로그램은 같은 폴더에 있는 파일에서 가중치를 불러옵니다. 케라스 문서와 대조했지만 실행해 보지는 않았습니다.',
		waiting: '설정이 모두 올바르면 나타납니다.',
	},
};
