import type { failures as English } from '../en/failures.ts';

// 문제가 생겼을 때: 무엇이, 그리고 어떻게 하면 되는지.

export const failures: typeof English = {
	failures: {
		partMissing: '이 부분을 불러오지 못했습니다. 인터넷에 연결되어 있는지 확인해 주세요.',
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
		catalogueMissing: (url) => ({
			title: '서버에 리뷰와 모델의 목록이 없습니다.',
			advice: `${url}에 있어야 합니다. 사이트를 운영하는 분은 ./dev site로 만들어 주세요. 그때까지는 직접 가져온 리뷰로 훈련할 수 있습니다.`,
		}),
		modelMissing: (url) => ({
			title: '훈련된 모델 하나가 없습니다.',
			advice: `${url}에 있어야 합니다. 나머지 모델은 그대로 판정합니다. 사이트를 운영하는 분은 build/site 폴더 전체를 서버에 복사해 주세요.`,
		}),
		fileDamaged: (url) => ({
			title: '파일이 제대로 도착하지 않았습니다.',
			advice: `${url}은(는) 이 페이지와 함께 만들어진 파일이 아닙니다. 잠시 뒤에 다시 시도해 주세요. 그래도 안 되면 사이트를 운영하는 분이 ./dev site를 다시 실행해야 합니다.`,
		}),
		cannotResume: {
			title: '지난번의 훈련을 이어 갈 수 없습니다.',
			advice: '훈련하던 리뷰가 바뀌었거나 체크포인트가 남아 있지 않습니다. 거기까지의 결과는 훈련 목록에 있고, 목록에서 그 설정을 다시 불러올 수 있습니다.',
		},
		corpusGone: {
			title: '이 리뷰는 더 이상 남아 있지 않습니다.',
			advice: '이 브라우저에서 지워졌거나 사이트에서 사라졌습니다. “리뷰”에서 다른 리뷰를 골라 주세요.',
		},
		unreachable: (url) => ({
			title: '연결이 끊겼습니다.',
			advice: `${url} 파일을 끝까지 받지 못했습니다. 인터넷 연결을 확인하고 다시 시도해 주세요.`,
		}),
		corpusDamaged: (subject) => ({
			title: '리뷰 파일이 손상되었습니다.',
			advice: `받은 파일을 읽을 수 없습니다(${subject}). 다시 시도해 주세요. 그래도 안 되면 사이트 관리자가 ./dev site 명령으로 파일을 다시 만들어야 합니다.`,
		}),
		strangeLink: (parts) => ({
			title: '링크에 이 페이지가 알지 못하는 내용이 있습니다.',
			advice: `그 부분은 빼고 읽었습니다(${parts}). 링크가 잘리지 않았는지 확인하거나 다시 받아 주세요.`,
		}),
		otherReviews: {
			title: '링크에 적힌 리뷰와 지금의 리뷰가 다릅니다.',
			advice: '설정은 그대로 불러왔지만, 여기서 훈련하면 가중치가 달라집니다. 같은 리뷰가 있다면 “리뷰”에서 골라 주세요.',
		},
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
};
