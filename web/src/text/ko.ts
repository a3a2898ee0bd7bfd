import type { Text } from './en.ts';

// 페이지의 모든 글(한국어). 용어는 교과서와 케라스 문서를 따른다.

const duration = (hours: number, minutes: number, seconds: number): string => {
	if (hours > 0) {
		return `${hours}시간 ${minutes}분`;
	}
	return minutes > 0 ? `${minutes}분 ${seconds}초` : `${seconds}초`;
};

export const ko: Text = {
	language: '한국어',
	title: 'Unroll',
	tagline: '순환 신경망이 영화 리뷰의 긍정과 부정을 배워 가는 과정을 이 탭에서 바로 지켜보세요.',
	skipToRun: '훈련 화면으로 건너뛰기',

	header: {
		language: '언어',
		theme: '색',
		themes: { system: '시스템 색', light: '밝게', dark: '어둡게' },
	},

	loading: {
		title: '리뷰를 불러오는 중',
		engine: '엔진을 준비하는 중 …',
		received: (received, total) => (total ? `${total} 중 ${received}` : received),
	},
	corpus: (train, words) => `레이블이 있는 리뷰 ${train}개 · 단어 ${words}개`,

	controls: {
		label: '실행',
		start: '시작',
		startNew: '새로 시작',
		startOver: '이 설정으로 다시 시작',
		pause: '일시 정지',
		continue: '계속',
		step: '한 단계',
		stepBatch: '+1 배치',
		stepEpoch: '+1 에포크',
		stop: '중지',
	},

	state: {
		loading: '불러오는 중',
		broken: '준비되지 않음',
		idle: '준비됨',
		training: (epoch) => `에포크 ${epoch} 훈련 중`,
		validating: (epoch) => `에포크 ${epoch} 검증 중`,
		paused: (epoch) => `에포크 ${epoch}에서 일시 정지`,
		stopped: '중지됨',
		stoppedEarly: (patience) => `조기 종료: ${patience} 에포크 동안 검증 손실이 나아지지 않음`,
		finished: '훈련 끝',
		restored: (epoch) => `가장 좋았던 에포크 ${epoch}의 가중치로 되돌렸습니다.`,
		changed: '이 훈련을 시작한 뒤에 설정이 바뀌었습니다.',
	},

	numbers: {
		label: '숫자로 보는 훈련',
		epoch: '에포크',
		ofEpochs: (epochs) => `/ ${epochs}`,
		valAccuracy: '검증 정확도',
		valLoss: '검증 손실',
		best: (value, epoch) => `최고 ${value}, 에포크 ${epoch}`,
		speed: '초당 리뷰 수',
		timeLeft: (time) => `길어야 ${time} 남음`,
		patience: '인내',
		patienceUsed: (used, patience) => `${used} / ${patience}`,
		patienceOff: '끔',
		patienceHelp: '손실이 나아지지 않은 연속 에포크',
		duration,
	},

	charts: {
		loss: '손실',
		accuracy: '정확도',
		epochAxis: '에포크',
		train: '훈련',
		validation: '검증',
		batch: '배치별',
		soFar: '진행 중인 에포크',
		bestMark: '최고',
		empty: '시작을 누르면 여기에 곡선이 그려집니다.',
		summary: (metric, epochs, train, validation, best) =>
			`에포크 ${epochs}까지의 ${metric}: 훈련 ${train}, 검증 ${validation}. 지금까지 가장 좋은 에포크: ${best}.`,
		noSummary: (metric) => `${metric}: 아직 끝난 에포크가 없습니다.`,
	},

	announce: (epoch, accuracy, loss) => `에포크 ${epoch}: 검증 정확도 ${accuracy}, 검증 손실 ${loss}.`,

	review: {
		title: '리뷰로 시험해 보기',
		label: '영어로 쓴 영화 리뷰',
		placeholder: '언제든 영어로 리뷰를 써 보세요. 훈련하는 중에도 됩니다.',
		examples: '예문을 골라도 됩니다:',
		exampleTexts: [
			'One of the best films I have seen in years.',
			'A boring waste of two hours.',
			'The acting is great, but the story makes no sense at all.',
		],
		positive: (percent) => `긍정 ${percent}`,
		negative: (percent) => `부정 ${percent}`,
		scaleNegative: '부정',
		scalePositive: '긍정',
		meter: '리뷰가 긍정일 확률',
		waiting: '판정이 여기에 나타납니다.',
		untrained: '아직 배우지 않은 신경망이라 판정은 짐작일 뿐입니다.',
		known: (words) => (words === 1 ? '신경망이 아는 단어입니다.' : `단어 ${words}개를 모두 아는 단어로 읽었습니다.`),
		unknown: (unknown, words) =>
			`단어 ${words}개 가운데 ${unknown}개는 어휘 사전에 없습니다. 신경망은 모르는 단어가 있다는 것만 압니다.`,
		onlyUnknown: '어휘 사전에 있는 단어가 하나도 없어서 판단할 근거가 없습니다. 리뷰는 영어로 써 주세요.',
		andMore: (count) => `그 밖에 ${count}개`,
	},

	network: {
		title: '신경망',
		layer: '층',
		shape: '출력 크기',
		parameters: '모델 파라미터',
		total: '합계',
		memory: (size) => `훈련에 메모리 ${size}가 필요합니다.`,
		waiting: '리뷰를 불러오면 바로 나타납니다.',
		wrong: '설정이 모두 올바르면 다시 나타납니다.',
	},

	settings: {
		title: '설정',
		presets: '시작점',
		presetNames: {
			quick: '빠르게 보기: GRU, 학습률 0.01',
			run1: '교과서 1: SimpleRNN, 원-핫',
			run2: '교과서 2: SimpleRNN',
			run3: '교과서 3: LSTM',
			run4: '교과서 4: LSTM, 드롭아웃',
			run5: '교과서 5: LSTM 두 층, 드롭아웃',
			run6: '교과서 6: GRU',
		},
		ownSettings: '직접 고른 설정',
		more: '설정 더 보기',
		cell: '셀',
		cells: { 'simple-rnn': 'SimpleRNN', lstm: 'LSTM', gru: 'GRU' },
		names: {
			units: '유닛',
			words: '단어 수',
			length: '길이',
			'learning-rate': '학습률',
			dropout: '드롭아웃',
			epochs: '에포크',
			patience: '인내',
			seed: '시드',
			input: '입력',
			embedding: '임베딩 크기',
			layers: '층 수',
			batch: '배치 크기',
			optimizer: '옵티마이저',
			momentum: '모멘텀',
			'recurrent-dropout': '순환 드롭아웃',
			'clip-norm': '그레이디언트 클리핑',
			padding: '패딩',
			truncating: '자르기',
			shuffle: '섞기',
			validation: '검증 세트 비율',
			'split-seed': '분할 시드',
		},
		help: {
			units: '은닉 상태의 크기',
			words: '자주 쓰이는 순서로',
			length: '리뷰당 타임스텝',
			'learning-rate': '한 번에 움직이는 크기',
			dropout: '입력에서 끄는 비율',
			epochs: '최대',
			patience: '에포크, 0은 끝까지',
			seed: '시드가 같으면 결과도 같음',
			input: '',
			embedding: '단어당 숫자 개수',
			layers: '쌓는 순환층',
			batch: '한 번에 훈련할 리뷰',
			optimizer: '',
			momentum: 'SGD에만',
			'recurrent-dropout': '은닉 상태에서 끄는 비율',
			'clip-norm': '최대 노름, 0은 끔',
			padding: '0을 채우는 곳',
			truncating: '잘라 내는 곳',
			shuffle: '리뷰 순서',
			validation: '훈련 세트에서',
			'split-seed': '세트를 나눌 때',
		},
		options: {
			embedding: '임베딩',
			'one-hot': '원-핫',
			'each-epoch': '에포크마다',
			once: '한 번',
			pre: '앞',
			post: '뒤',
			rmsprop: 'RMSprop',
			adam: 'Adam',
			sgd: 'SGD',
		},
		allowed: {
			units: '1부터 512까지의 정수. “16,8”처럼 쓰면 두 층을 쌓습니다.',
			words: '4부터 65536까지의 정수.',
			length: '1부터 2000까지의 정수.',
			'learning-rate': '0보다 크고 10 이하인 수. 예: 0.01, 1e-4',
			dropout: '0 이상 1 미만인 수. 예: 0.3',
			epochs: '1부터 10000까지의 정수.',
			patience: '0부터 10000까지의 정수. 0이면 조기 종료를 하지 않습니다.',
			seed: '0부터 4294967295까지의 정수.',
			input: '임베딩 또는 원-핫.',
			embedding: '1부터 512까지의 정수.',
			layers: '1부터 8까지.',
			batch: '1부터 4096까지의 정수.',
			optimizer: 'RMSprop, Adam 또는 SGD.',
			momentum: '0 이상 1 미만인 수. 예: 0.9',
			'recurrent-dropout': '0 이상 1 미만인 수. 예: 0.2',
			'clip-norm': '0 이상인 수. 예: 1. 0이면 자르지 않습니다.',
			padding: '앞 또는 뒤.',
			truncating: '앞 또는 뒤.',
			shuffle: '에포크마다 또는 한 번.',
			validation: '0보다 크고 1보다 작은 수. 예: 0.2',
			'split-seed': '0부터 4294967295까지의 정수.',
		},
		wordsOfCorpus: (words) => `이 리뷰 파일에는 자주 쓰이는 단어 ${words}개만 들어 있습니다. 그 이하로 정해 주세요.`,
	},

	failures: {
		retry: '다시 시도',
		dismiss: '이 알림 닫기',
		noWebassembly: {
			title: '이 브라우저에서는 엔진을 실행할 수 없습니다.',
			advice: '엔진에 필요한 웹어셈블리(WebAssembly)가 없거나 꺼져 있습니다. 최신 파이어폭스, 크롬, 엣지, 사파리를 사용하거나, 보호 모드라면 이 페이지에 웹어셈블리를 허용해 주세요.',
		},
		engineMissing: (url) => ({
			title: '서버에 엔진 파일이 없습니다.',
			advice: `${url} 주소에 있어야 합니다. 사이트 관리자라면 build/site 폴더 전체를 서버에 복사해 주세요.`,
		}),
		corpusMissing: (url) => ({
			title: '서버에 리뷰 파일이 없습니다.',
			advice: `${url} 주소에 있어야 합니다. 사이트 관리자라면 ./dev site 명령으로 build/site에 넣어 주세요.`,
		}),
		unreachable: (url) => ({
			title: '연결이 끊겼습니다.',
			advice: `${url} 파일을 끝까지 받지 못했습니다. 인터넷 연결을 확인하고 다시 시도해 주세요.`,
		}),
		corpusDamaged: (subject) => ({
			title: '리뷰 파일이 손상되었습니다.',
			advice: `받은 파일을 읽을 수 없습니다(${subject}). 다시 시도해 주세요. 그래도 안 되면 사이트 관리자가 ./dev site 명령으로 파일을 다시 만들어야 합니다.`,
		}),
		crashed: (message) => ({
			title: '엔진이 멈추었습니다.',
			advice: `일어나지 않아야 할 오류입니다(${message}). 다시 시도해 주세요. 설정은 그대로 남고, 진행 중이던 훈련은 사라집니다.`,
		}),
		outOfMemory: {
			title: '메모리가 부족합니다.',
			advice: '유닛, 단어 수, 층 수, 길이, 배치 크기를 줄이거나 다른 탭을 닫아 주세요.',
		},
		badSetting: (name, allowed) => ({
			title: `‘${name}’에 쓸 수 없는 값입니다.`,
			advice: allowed,
		}),
		badText: {
			title: '글을 읽을 수 없습니다.',
			advice: '올바른 유니코드가 아닌 문자가 있습니다. 다시 입력해 주세요.',
		},
		badFile: (subject) => ({
			title: '파일을 읽을 수 없습니다.',
			advice: `손상되었거나 다른 종류의 파일입니다(${subject}).`,
		}),
		noReviews: {
			title: '리뷰가 모자랍니다.',
			advice: '훈련 세트나 검증 세트가 비어 있습니다. 검증 세트 비율을 바꾸어 주세요.',
		},
		mismatch: (subject) => ({
			title: '설정이 이 리뷰 파일과 맞지 않습니다.',
			advice: `다음을 확인해 주세요: ${subject}.`,
		}),
		notFinite: {
			title: '값이 계산할 수 있는 범위를 벗어났습니다.',
			advice: '손실이 무한대가 되어 마지막으로 정상이었던 가중치로 훈련을 끝냈습니다. 학습률을 줄이거나 ‘그레이디언트 클리핑’을 1로 정해 보세요.',
		},
		tooLarge: {
			title: '브라우저가 다룰 수 있는 크기를 넘습니다.',
			advice: '유닛, 단어 수, 층 수, 길이, 배치 크기를 줄여 주세요.',
		},
	},

	footer: '모든 계산은 이 탭 안에서 이루어집니다. 입력한 리뷰는 밖으로 나가지 않습니다.',
};
