import type { examples as English } from '../en/examples.ts';

// 예문마다 무엇을 보여 주는지.

export const examples: typeof English = {
	examples: {
		label: '예문을 골라도 됩니다:',
		names: {
			praise: '칭찬',
			blame: '혹평',
			negation: '부정문',
			notBad: '“나쁘지 않다”',
			sarcasm: '반어',
			turnDown: '나쁜 끝',
			turnUp: '좋은 끝',
			long: '너무 긴 글',
			korean: '한국어',
		},
		shows: {
			praise: '평범한 칭찬입니다. 조금만 훈련해도 맞힙니다. “best”에서 판정이 올라가는 것을 보세요.',
			blame: '평범한 혹평입니다. “boring”과 “waste”는 가장 힘센 단어에 듭니다.',
			negation:
				'“good”은 칭찬이지만 “not good”은 혹평입니다. 신경망은 “not”을 한두 단어 동안 기억해야 합니다. “good” 다음에 판정이 그래도 올라가는지 보세요.',
			notBad:
				'나쁜 말 둘이 모여 칭찬이 됩니다. 작은 신경망은 대개 “not”, “bad”, “weak”를 그대로 더해서 틀립니다.',
			sarcasm:
				'칭찬하는 말로 비꼽니다. 신경망마다 판정이 다르고, 알아들은 신경망은 없습니다. “idea”나 “sleep” 같은 다른 단어가 판정을 기울일 뿐입니다. 어느 단어가 판정을 움직였는지 아래에서 보세요.',
			turnDown: '“and then”에서 뒤집힙니다. 처음의 칭찬을 제때 잊는지 셀끼리 견주어 보세요.',
			turnUp: '혹평으로 시작해 칭찬으로 끝납니다. 어느 셀의 판정이 얼마나 빨리 따라가나요?',
			long: '의견은 맨 앞에 있고 긴 줄거리가 이어집니다. 길이가 100이면 신경망은 마지막 100단어만 읽으므로 의견이 잘려 나갑니다.',
			korean: '신경망은 영어 리뷰로 배웠습니다. 이 단어들을 하나도 모르니 판단할 근거가 없습니다.',
		},
	},
};
