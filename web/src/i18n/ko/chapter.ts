import type { chapter as English } from '../en/chapter.ts';

// 교과서의 여섯 가지 훈련과 케라스 기록, summary()와 케라스 코드.

export const chapter: typeof English = {
	chapter: {
		title: '교과서의 여섯 가지 훈련',
		lead: '교과서 순환 신경망 장에 나오는 여섯 신경망입니다. 여기서 직접 훈련하고, 저자의 케라스 노트북에 남은 기록과 견주어 보세요.',
		runAll: '여섯 가지를 차례로 훈련',
		endRow: '이번 것까지만',
		inRow: (left) => `${left}개가 더 남았습니다`,
		otherCorpus:
			'기록은 실제 IMDB 리뷰로 훈련한 결과입니다. 지금은 다른 리뷰로 훈련하고 있으니 수치가 다르게 나옵니다.',
		run: '훈련',
		runAgain: '다시 훈련',
		running: '훈련 중',
		runOf: (number, model) => `훈련 ${number}: ${model}`,
		models: {
			run1: '원-핫 단어, SimpleRNN(8)',
			run2: 'Embedding(16), SimpleRNN(8)',
			run3: 'Embedding(16), LSTM(8)',
			run4: 'Embedding(16), LSTM(8), 드롭아웃 0.3',
			run5: 'Embedding(16), LSTM(8) 두 층, 드롭아웃 0.3',
			run6: 'Embedding(16), GRU(8)',
		},
		shows: {
			run1: '단어 하나가 숫자 200개이고 하나만 1, 나머지는 모두 0입니다. 서로 닮은 단어가 없습니다. 학습이 느리고, 리뷰 끝에 닿기 전에 앞부분을 잊어버립니다.',
			run2: '단어를 숫자 16개로 나타내고 이 숫자도 함께 학습합니다. 에포크는 절반이면 되고 결과도 조금 낫습니다.',
			run3: 'LSTM은 은닉 상태 말고도 셀 상태라는 기억을 두고, 무엇을 넣고 뺄지 게이트로 정합니다. 단어 500개를 쓰면 SimpleRNN을 크게 앞섭니다.',
			run4: '드롭아웃은 훈련하는 동안 입력의 30%를 가립니다. 훈련 손실과 검증 손실이 덜 벌어집니다.',
			run5: '순환층을 두 층 쌓아 첫 층의 모든 타임스텝을 둘째 층에 넘깁니다. 파라미터는 늘었지만 거의 나아지지 않습니다. 한계는 신경망이 아니라 리뷰에 있습니다.',
			run6: 'LSTM에는 가중치가 네 묶음, GRU에는 세 묶음 있습니다. 파라미터가 더 적은데도 그만큼 잘 배웁니다.',
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
		noCurve: '아직 훈련하지 않았습니다. 마름모는 케라스 기록입니다.',
		legend: '선: 여기 · 마름모: 케라스',
		epochAxis: (last) => `에포크 ${last}`,
		differs:
			'초깃값, 리뷰 순서, 드롭아웃에 쓰는 난수가 케라스와 다릅니다. 그래서 곡선의 모양은 비슷해도 점 하나하나가 같지는 않습니다. 시드를 바꾸면 또 다른 훈련이 됩니다.',
	},

	code: {
		title: '이 신경망을 케라스로',
		lead: 'model.summary()의 출력과, 같은 훈련을 하는 케라스 3 프로그램입니다.',
		show: '보기',
		summary: 'summary()',
		program: '케라스 3 코드',
		network: '신경망',
		form: (cell) => `${cell}, 지금 설정`,
		download: '가중치 내려받기',
		noWeights: '훈련이 끝나면 가중치를 내려받을 수 있습니다.',
		hint: '프로그램은 같은 폴더에 있는 파일에서 가중치를 불러옵니다. 케라스 문서와 대조했지만 실행해 보지는 않았습니다.',
		waiting: '설정이 모두 올바르면 나타납니다.',
	},
};
