import type { failures as English } from '../en/failures.ts';

// 문제가 생겼을 때: 무엇이 잘못되었고 어떻게 하면 되는지.

export const failures: typeof English = {
	failures: {
		partMissing: '이 부분을 불러오지 못했습니다. 인터넷 연결을 확인해 주세요.',
		retry: '다시 시도',
		dismiss: '이 알림 닫기',
		detail: '영어로 된 원래 메시지',
		line: (line) => `${line}번째 줄입니다.`,
		noWebassembly: {
			title: '이 브라우저에서는 엔진을 실행할 수 없습니다.',
			advice: '엔진에 필요한 웹어셈블리(WebAssembly)가 없거나 꺼져 있습니다. 최신 파이어폭스, 크롬, 엣지, 사파리를 사용하거나, 보호 모드라면 이 페이지에 웹어셈블리를 허용해 주세요.',
		},
		engineMissing: (url) => ({
			title: '서버에 엔진 파일이 없습니다.',
			advice: `${url} 주소에 있어야 합니다. 사이트 관리자: build/site 폴더 전체를 서버에 복사해 주세요.`,
		}),
		corpusMissing: (url) => ({
			title: '서버에 리뷰 파일이 없습니다.',
			advice: `${url} 주소에 있어야 합니다. 사이트 관리자: ./dev site 명령으로 build/site에 넣어 주세요.`,
		}),
		catalogueMissing: (url) => ({
			title: '서버에 리뷰와 모델의 목록이 없습니다.',
			advice: `${url} 주소에 있어야 합니다. 사이트 관리자: ./dev site 명령으로 만들어 주세요. 그때까지는 직접 가져온 리뷰로 훈련할 수 있습니다.`,
		}),
		modelMissing: (url) => ({
			title: '기본 제공 모델 하나가 없습니다.',
			advice: `${url} 주소에 있어야 합니다. 나머지 모델은 그대로 쓸 수 있습니다. 사이트 관리자: build/site 폴더 전체를 서버에 복사해 주세요.`,
		}),
		fileDamaged: (url) => ({
			title: '내려받은 파일이 예상한 파일과 다릅니다.',
			advice: `이 버전의 페이지에 맞지 않는 파일: ${url}. 잠시 뒤에 다시 시도해 주세요. 사이트 관리자: 그래도 안 되면 ./dev site 명령을 다시 실행해 주세요.`,
		}),
		cannotResume: {
			title: '지난번 실행을 이어 갈 수 없습니다.',
			advice: '훈련하던 리뷰가 바뀌었거나 체크포인트가 없어졌습니다. 그때까지의 결과는 실행 목록에 있고, ‘이 설정 불러오기’로 설정을 되돌릴 수 있습니다.',
		},
		corpusGone: {
			title: '이 리뷰는 더 이상 쓸 수 없습니다.',
			advice: '이 브라우저나 사이트에서 삭제되었습니다. ‘데이터’에서 다른 리뷰를 골라 주세요.',
		},
		unreachable: (url) => ({
			title: '연결이 끊겼습니다.',
			advice: `파일을 끝까지 받지 못했습니다: ${url}. 인터넷 연결을 확인하고 다시 시도해 주세요.`,
		}),
		corpusDamaged: {
			title: '리뷰 파일이 손상되었습니다.',
			advice: '받은 파일을 읽을 수 없습니다. 다시 시도해 주세요. 사이트 관리자: 그래도 안 되면 ./dev site 명령으로 파일을 다시 만들어 주세요.',
		},
		strangeLink: (parts) => ({
			title: '링크에 이 페이지가 알지 못하는 설정이 있습니다.',
			advice: `그 부분은 무시했습니다(${parts}). 링크가 잘리지 않았는지 확인하거나 다시 받아 주세요.`,
		}),
		otherReviews: {
			title: '다른 리뷰로 만든 링크입니다.',
			advice: '설정은 불러왔지만, 여기서 훈련하면 결과가 달라집니다. 리뷰가 같아야 결과도 같습니다.',
		},
		unexpected: {
			title: '페이지에서 오류가 발생했습니다.',
			advice: '예상하지 못한 오류입니다. 나머지 기능은 계속 사용할 수 있으니 다시 시도하세요.',
		},
		crashed: {
			title: '엔진이 중단되었습니다.',
			advice: '예기치 않은 오류입니다. 다시 시도해 주세요. 설정은 그대로 남고, 진행 중이던 실행은 사라집니다.',
		},
		outOfMemory: {
			title: '메모리가 부족합니다.',
			advice: '유닛, 층 수, 어휘 사전 크기, 길이, 배치 크기를 줄이거나 다른 탭을 닫아 주세요.',
		},
		badSetting: (name, allowed) => ({
			title: `‘${name}’에 쓸 수 없는 값입니다.`,
			advice: allowed ?? '다른 값을 골라 주세요.',
		}),
		badText: {
			title: '텍스트를 읽을 수 없습니다.',
			advice: '올바른 유니코드가 아닌 문자가 있습니다. 다시 입력해 주세요.',
		},
		badFile: {
			title: '파일을 읽을 수 없습니다.',
			advice: '손상되었거나 종류가 다른 파일입니다.',
		},
		noReviews: {
			title: '리뷰가 부족합니다.',
			advice: '훈련 세트나 검증 세트가 비어 있습니다. 검증 세트 비율을 바꿔 주세요.',
		},
		mismatch: (name) => ({
			title: '설정이 이 리뷰와 맞지 않습니다.',
			advice: `다음 설정을 확인해 주세요: ${name}.`,
		}),
		noVocabulary: {
			title: '이 신경망으로는 입력한 텍스트를 예측할 수 없습니다.',
			advice: '단어 아이디만으로 훈련해서 어휘 사전이 없습니다. imdb.npz를 imdb_word_index.json과 함께 가져와서 다시 훈련해 주세요.',
		},
		wrongReviews: {
			title: '이 실행을 훈련한 리뷰가 아닙니다.',
			advice: '‘데이터’에서 같은 리뷰를 고르거나 새로 시작해 주세요.',
		},
		notFinite: {
			title: '훈련이 발산했습니다. 손실이 더는 유한한 수가 아닙니다.',
			advice: '마지막으로 정상이었던 가중치로 실행을 끝냈습니다. 학습률을 줄이거나 ‘그레이디언트 클리핑’을 1로 설정해 보세요.',
		},
		weightsTooLarge: {
			title: '예측값이 유한한 수가 아닙니다.',
			advice: '신경망의 가중치가 너무 큽니다. 학습률을 줄이거나 ‘그레이디언트 클리핑’을 1로 설정해서 다시 훈련해 보세요.',
		},
		tooLarge: {
			title: '브라우저가 다룰 수 있는 크기를 넘습니다.',
			advice: '유닛, 층 수, 어휘 사전 크기, 길이, 배치 크기를 줄여 주세요.',
		},
	},
};
