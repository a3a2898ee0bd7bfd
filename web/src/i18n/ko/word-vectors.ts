import type { wordVectors as English } from '../en/word-vectors.ts';

// 훈련을 시작할 때 임베딩에 쓰는, 미리 훈련된 단어 벡터.

export const wordVectors: typeof English = {
	lead: '다른 곳에서 훈련한 단어 벡터로 임베딩을 시작합니다. 임베딩 크기는 벡터의 차원과 같아집니다. 벡터가 없는 단어와 나머지 층은 평소처럼 무작위로 초기화합니다.',
	file: 'GloVe, fastText, word2vec의 텍스트 파일(.gz로 압축한 파일도 가능) 또는 Unroll의 모델 파일',
	run: '또는 지난 훈련의 임베딩',
	choose: '훈련 선택',
	reading: '벡터를 읽는 중…',
	refused: (name) => `${name} 파일을 쓸 수 없습니다:`,
	found: (found, of, size) => `단어 ${of}개 중 ${found}개의 벡터를 찾았습니다. 임베딩 크기: ${size}.`,
	start: '이 벡터로 훈련 시작',
	trainable: '훈련하면서 벡터를 바꿀지는 ‘임베딩 훈련’ 설정으로 정합니다.',
	noReviews: '리뷰를 아직 불러오는 중입니다.',
};
