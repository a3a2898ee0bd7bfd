import type { keras as English } from '../en/keras.ts';

// 실행을 옮긴 케라스 코드의 주석.

export const keras: typeof English = {
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

	keras: {
		title: (network) => `${network}. Unroll에서 훈련한 그대로 옮긴 케라스 3 코드이며, 어떤 백엔드에서도 실행됩니다.`,
		network: '신경망.',
		maskedMaximum: 'GlobalMaxPooling1D는 마스크를 쓰지 않습니다. 이 층은 Unroll의 신경망처럼 패딩을 빼고 최댓값을 구합니다.',
		weights: '이 실행의 가중치를 페이지에서 내려받은 모델 파일에서 읽습니다. 필요한 패키지: pip install safetensors',
		order: 'set_weights()는 층마다 배열을 이 순서와 이 크기로 받습니다.',
		predict: '직접 쓴 리뷰를 예측합니다. 모델에 저장된 어휘 사전을 그대로 씁니다.',
		ids: '0은 패딩, 1은 리뷰의 시작, 2는 모르는 단어입니다. 가장 자주 나오는 단어의 아이디가 4입니다.',
		pieces: '단어를 나눈 조각의 아이디. 0은 패딩, 1은 리뷰의 시작이고, 조각은 4부터 시작합니다. ▁는 단어의 시작을 나타냅니다.',
		training: '같은 훈련을 케라스로 합니다. 난수가 다르므로 결과는 비슷하지만 똑같지는 않습니다.',
		data: 'keras.datasets.imdb의 단어 아이디는 다릅니다. 위 가중치는 파일에 저장된 단어를 기준으로 하므로 이 아이디와 맞지 않습니다.',
		ownTexts: '직접 준비한 텍스트와 레이블(0 또는 1). 위의 ids_of()를 쓰려면 모델 파일이 필요합니다.',
		oneHot: '리뷰를 모두 원-핫 벡터로 만들면 메모리를 많이 씁니다. 100 타임스텝, 200 단어인 리뷰 20,000개가 1.6 GB입니다.',
		once: '세트를 나눌 때 이미 섞었습니다. 이 실행은 모든 에포크에서 같은 순서를 썼습니다.',
		last: '섞여 있는 리뷰에서 validation_split처럼 마지막 부분을 씁니다. Unroll은 레이블마다 마지막 부분을 씁니다.',
		balanced: '훈련 손실에서 두 클래스를 똑같은 비중으로 반영합니다. 검증 손실에는 가중치를 쓰지 않습니다.',
		forever: '이 실행은 조기 종료를 쓰지 않았습니다. 그래도 최적 에포크의 가중치로 끝납니다.',
		test: '테스트 리뷰의 손실과 정확도.',
	},
};
