import type { inside as english } from '../en/inside.ts';

// ‘모델 내부 보기’: 신경망이 리뷰를 읽는 과정과, 훈련하는 동안 그 안에서 일어나는 일.
export const inside: typeof english = {
	title: '모델 내부 보기',
	lead: '세로줄 하나가 단어 하나이자 신경망의 타임스텝 하나입니다. 단어를 가리키면 모든 그림에서 그 단어가 강조됩니다.',
	empty: '리뷰를 쓰면, 단어를 하나씩 읽을 때마다 신경망마다 어떻게 예측하는지, 왜 그런지 보여 줍니다.',

	legend: {
		label: '색 읽는 법',
		negative: '0보다 작음',
		positive: '0보다 큼',
		closed: '게이트 닫힘',
		open: '열림',
		padding: '패딩',
		cut: '잘림',
	},

	words: {
		title: '단어별 예측',
		slider: '리뷰의 단어',
		of: (number, all) => `단어 ${all}개 중 ${number}번째`,
		ofPieces: (number, all) => `조각 ${all}개 중 ${number}번째`,
		unknown: '어휘 사전에 없는 단어',
		pieces: '이 신경망은 단어를 조각으로 나누어 읽습니다. 세로줄 하나가 조각 하나이고, 앞에 점(·)이 붙은 조각은 앞 단어의 나머지입니다.',
		cut: '잘려서 이 신경망은 읽지 않는 단어',
		choose: '단어를 가리키거나 화살표 키로 골라 보세요.',
		paddingShort: (count) => `패딩 × ${count}`,
		cutShort: (count) => `${count}개 잘림`,
		cutWords: (name, cut, length, end) =>
			`${name}: ${length} 타임스텝만 읽습니다. ${end ? '뒤' : '앞'}의 단어 ${cut}개는 잘립니다.`,
		cutPieces: (name, cut, length, end) =>
			`${name}: ${length} 타임스텝만 읽습니다. ${end ? '뒤' : '앞'}의 조각 ${cut}개는 잘립니다.`,
		probability: '지금까지의 예측',
		positive: '긍정',
		negative: '부정',
		predicted: '예측한 클래스',
		others: '다른 클래스',
		classCurves: '단어를 하나씩 읽은 뒤, 이 클래스일 확률입니다.',
		curve: (name, from, to) => `${name}: 첫 단어 앞에서 ${from}, 마지막 단어 뒤에서 ${to}.`,
		curves: '단어를 하나씩 읽은 뒤, 리뷰가 긍정일 확률입니다.',
		change: (points) => `${points}%p`,
		show: '보기',
		hiddenOnly: '은닉 상태',
		all: '게이트 포함',
		layer: '층',
		map: (name, map, units) => `${name}, ${map}: 세로로 유닛 ${units}개, 가로로 단어.`,
		units: (units) => `유닛 ${units}개`,
		unit: (unit) => `유닛 ${unit}`,
		table: '표로 보기',
		tableWord: '단어',
		tableOf: '값',
	},

	maps: {
		h: '은닉 상태',
		c: '셀 상태',
		i: '입력 게이트',
		f: '삭제 게이트',
		o: '출력 게이트',
		z: '업데이트 게이트',
		r: '리셋 게이트',
		g: '후보 값',
	},
	mapHelp: {
		h: '다음 단어로 넘겨주는 값',
		c: '오래 남는 기억',
		i: '새 정보를 얼마나 받아들이는지',
		f: '기억을 얼마나 남기는지',
		o: '기억을 얼마나 내보이는지',
		z: '이전 상태를 얼마나 남기는지',
		r: '후보 값이 이전 상태를 얼마나 보는지',
		g: '이 단어가 써넣으려는 값',
	},

	unit: {
		title: '유닛 하나의 계산',
		network: '신경망',
		layer: '층',
		unit: '유닛',
		word: '단어',
		at: (unit, name, word) => `“${word}”에서 ${name}의 유닛 ${unit}`,
		noWord: '위에서 단어를 고르면 계산에 쓰인 숫자가 여기에 나타납니다.',
		cut: '잘린 단어라서 이 신경망은 읽지 않습니다.',
		where: 'x는 입력, h는 앞 단어까지 읽은 뒤의 은닉 상태이고, W, U, b는 학습되는 값입니다. σ는 수를 0과 1 사이로, tanh는 −1과 1 사이로 압축합니다.',
	},

	classes: {
		choose: '클래스',
		predicted: '예측한 클래스',
		help: '로짓과 단어의 영향은 이 클래스와 나머지 모든 클래스 사이의 로그 오즈, log p − log (1 − p)입니다.',
	},

	influence: {
		title: '예측을 움직인 단어',
		measure: '방법',
		leftOut: '하나씩 빼기',
		slope: '그레이디언트 × 입력',
		leftOutHelp:
			'단어를 하나씩 빼고 리뷰를 다시 읽습니다. 막대가 위로 솟으면 그 단어가 있을 때 더 긍정적이고, 아래로 내려가면 더 부정적입니다.',
		waits: '아직 모든 단어를 빼 보지 못했습니다. 큰 신경망은 훈련을 일시 정지하면 마저 계산합니다.',
		slopeHelp:
			'단어 임베딩에 대한 로짓의 그레이디언트에 임베딩을 곱한 값입니다. 이 단어의 임베딩을 키울 때 로짓이 얼마나 가파르게 오르내리는지를 뜻합니다. 역전파 한 번으로 모든 단어의 값을 얻지만, 작은 변화에만 맞는 값입니다.',
		leftOutOfClass:
			'단어를 하나씩 빼고 리뷰를 다시 읽습니다. 막대가 위로 솟으면 그 단어가 이 클래스 쪽으로, 아래로 내려가면 다른 클래스 쪽으로 예측을 움직입니다.',
		towards: (name, words) => `‘${name}’ 쪽으로 가장 많이 움직인 단어: ${words}.`,
		away: (name, words) => `‘${name}’에서 가장 멀어지게 한 단어: ${words}.`,
		up: (words) => `긍정으로 가장 많이 움직인 단어: ${words}.`,
		down: (words) => `부정으로 가장 많이 움직인 단어: ${words}.`,
		nothing: '예측을 움직인 단어가 없습니다.',
		bars: (name) => `${name}: 단어별 막대를 표시한 리뷰`,
	},

	live: {
		title: '훈련하는 동안',
		lead: '훈련 중인 신경망의 내부입니다. 훈련하는 동안에는 1초에 몇 번씩 바뀌고, 끝난 뒤에는 최적 에포크의 가중치로 보여 줍니다.',
		empty: '다음 실행을 시작하면 나타납니다.',
		pieces: '이 리뷰는 단어의 조각으로 나뉘어 있습니다. 여기서 단어 수를 셀 때는 조각을 하나씩 셉니다.',
		stands: (name, epoch, batch) => `${name}: 에포크 ${epoch}, 배치 ${batch}`,
		reach: '각 신경망이 얼마나 앞쪽 단어까지 쓰나',
		reachHelp:
			'검증 리뷰마다 끝의 단어 몇 개를 레이블이 반대인 리뷰의 끝 단어로 바꾸고, 앞부분의 레이블을 예측하게 합니다. 정확도가 50% 아래로 내려가는 곳에서는 바꾼 단어들의 영향이 그 앞의 모든 단어와 같습니다. 그때까지 바꾼 단어가 많을수록 앞쪽 단어까지 쓰는 신경망입니다.',
		reachOfClasses:
			'검증 리뷰마다 끝의 단어 몇 개를 클래스가 다른 리뷰의 끝 단어로 바꾸고, 앞부분의 클래스를 예측하게 합니다. 끝부분만으로 예측이 정해질 때까지 내려가는 폭의 절반만큼 정확도가 내려간 곳에서는 바꾼 단어들의 영향이 그 앞의 모든 단어와 같습니다. 그때까지 바꾼 단어가 많을수록 앞쪽 단어까지 쓰는 신경망입니다.',
		reachSpread: (reviews) =>
			`검증 리뷰 ${reviews}개로 잰 값입니다. 띠는 이 리뷰들에 대한 95% 신뢰 구간이고, 시드를 바꾸면 곡선이 그보다 더 움직일 수 있습니다.`,
		reachWaits: '실행이 멈추거나 끝나면 몇 초 동안 측정합니다.',
		reachAlone: '여러 셀을 함께 훈련하면 비교할 수 있습니다.',
		reachOrder: (further, _count, last) => `이번 실행에서는 ${further} 쪽이 ${last}보다 앞쪽 단어까지 씁니다.`,
		reachSame: '이번 실행에서는 신경망 사이에 뚜렷한 차이가 없습니다. 길이 200, 학습률 0.01이나 다른 시드로 해 보세요.',
		reachAccuracy: '끝을 반대로 바꾸었을 때의 정확도',
		reachWords: '끝에서 바꾼 단어 수',
		reachAt: (words) => `단어 ${words}개를 바꿈`,
		tips: (name, last, low, high) =>
			`${name}: 마지막 단어 ${last}개의 영향이 그 앞의 모든 단어와 같습니다(95% 신뢰 구간 ${low}–${high}).`,
		tipsNever: (name) => `${name}: 아직 충분히 학습되지 않아 잴 수 없습니다.`,
		gradients: '타임스텝별 그레이디언트',
		gradientsHelp: (reviews) =>
			`검증 리뷰 ${reviews}개의 손실을 지금의 가중치로 역전파합니다. 선은 타임스텝마다 은닉 상태에 대한 손실의 그레이디언트가 얼마나 큰지를 이 리뷰들의 평균으로 나타냅니다. 그 자리의 단어를 신경망이 얼마나 잘 쓰는지는 이 값으로 알 수 없습니다.`,
		norm: '그레이디언트 노름',
		timestep: '타임스텝',
		openness: '게이트가 얼마나 열렸나',
		opennessHelp: (reviews) =>
			`검증 리뷰 ${reviews}개에서 패딩을 빼고 구한 게이트의 평균입니다. 막대 하나가 유닛 하나이고, 높이가 가득 차면 완전히 열린 것입니다.`,
		noGates: 'SimpleRNN에는 게이트가 없습니다. 타임스텝마다 상태 전체를 새로 계산합니다.',
		meanOpen: (gate, percent) => `${gate}: 평균 ${percent} 열림`,
		embeddings: '단어 지도',
		embeddingsHelp:
			'자주 쓰이는 단어의 임베딩을 처음 두 주성분으로 투영했습니다. 색은 그 단어 하나가 예측을 어느 쪽으로 움직이는지를 나타냅니다.',
		search: '단어 찾기',
		notFound: '자주 쓰이는 단어 가운데 이 단어는 없습니다.',
		effect: (word, effect) => `${word} 하나가 로짓을 바꾸는 정도: ${effect}`,
		pointAt: '점을 가리키면 단어를 읽을 수 있습니다.',
		network: '신경망',
		table: '표로 보기',
		word: '단어',
		effectColumn: '로짓에 주는 영향',
	},
};
