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
			turnDown: '끝에서 혹평',
			turnUp: '끝에서 칭찬',
			long: '너무 긴 글',
			korean: '한국어',
		},
		shows: {
			praise: '평범한 칭찬입니다. 조금만 훈련해도 맞힙니다. “best”에서 긍정 확률이 올라가는 것을 보세요.',
			blame: '평범한 혹평입니다. “boring”과 “waste”는 영향이 가장 큰 단어에 속합니다.',
			negation:
				'“good”은 칭찬이지만 “not good”은 칭찬이 아닙니다. 신경망은 “not”을 한두 단어 동안 기억해야 합니다. “good” 다음에 긍정 확률이 그래도 올라가는지 보세요.',
			notBad:
				'부정적인 말 둘이 모여 칭찬이 됩니다. 작은 신경망은 대개 “not”, “bad”, “weak”를 그대로 더해서 틀립니다.',
			sarcasm:
				'칭찬하는 말로 비꼽니다. 신경망마다 예측이 다르고, 반어를 이해한 신경망은 없습니다. “idea”나 “sleep” 같은 다른 단어가 예측을 좌우할 뿐입니다.',
			turnDown: '“and then”에서 뒤집힙니다. 앞의 칭찬을 제때 잊을까요? 셀끼리 비교해 보세요.',
			turnUp: '혹평으로 시작해 칭찬으로 끝납니다. 어느 셀의 예측이 얼마나 빨리 따라가나요?',
			long: '의견은 맨 앞에 있고 긴 줄거리가 이어집니다. 길이가 100이면 신경망은 마지막 100단어만 읽으므로 의견이 잘려 나갑니다.',
			korean: '신경망은 영어 리뷰로 훈련했습니다. 이 단어들을 하나도 모르니 예측할 근거가 없습니다.',
		},
	},
};
