import type { importModel as English } from '../en/import-model.ts';

// 데이터에 놓은 케라스, 파이토치, Unroll의 모델.

export const importModel: typeof English = {
	title: (file) => `모델 “${file}”`,
	reading: '파일을 읽는 중…',
	ofNetwork: '파일에 신경망의 구조가 들어 있습니다. 텍스트를 어떻게 패딩했는지, 단어마다 ID가 무엇인지는 들어 있지 않습니다.',
	ofWeights: '파일에 가중치만 들어 있습니다. 어떤 신경망의 가중치인지 입력하세요. 이름과 크기가 맞는지 확인합니다.',
	words: '단어',
	sources: {
		corpus: '지금 리뷰의 어휘',
		file: '파일에서',
		none: '모름: ID만 읽을 수 있습니다',
	},
	wordsFile: 'ID 4부터 한 줄에 한 단어, 또는 imdb_word_index.json',
	noJson: '단어 파일이 목록도 JSON도 아닙니다.',
	training: '훈련 설정은 지금 입력된 값을 따릅니다.',
	take: '가져오기',
	refused: (file) => `“${file}” 파일을 가져오지 못했습니다.`,
	done: (file) => `“${file}” 파일을 가져왔습니다. 리뷰 예측에 쓰이고 실행 목록에 들어갑니다. 거기에서 평가하거나 내려받거나 이어서 훈련할 수 있습니다.`,
};
