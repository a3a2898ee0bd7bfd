import type { frame as English } from '../en/frame.ts';

// 페이지의 제목과 머리글, 리뷰를 불러오는 진행 상태.

export const frame: typeof English = {
	title: 'Unroll',
	tagline: '순환 신경망이 영화 리뷰의 긍정과 부정을 구분하는 법을 배워 가는 과정을 브라우저에서 바로 지켜보세요.',
	skipToRun: '훈련 버튼으로 건너뛰기',

	header: {
		menu: '테마와 언어',
		language: '언어',
		theme: '테마',
		themes: { system: '시스템 설정', light: '라이트', dark: '다크' },
	},

	parts: {
		label: '페이지의 구성',
		names: {
			train: '훈련',
			try: '리뷰 넣어 보기',
			inside: '모델 내부',
			learning: '훈련하는 동안',
			evaluate: '평가',
			experiments: '실험',
			data: '데이터',
			textbook: '교과서',
			code: '코드',
		},
		short: {
			train: '훈련',
			try: '리뷰',
			inside: '내부',
			learning: '과정',
			evaluate: '평가',
			experiments: '실험',
			data: '데이터',
			textbook: '교과서',
			code: '코드',
		},
	},

	clipboard: {
		copy: '복사',
		copied: '복사했습니다',
		byHand: '이 브라우저에서는 페이지가 직접 복사할 수 없습니다. 여기에서 복사해 주세요.',
	},

	loading: {
		title: '리뷰를 불러오는 중',
		engine: '엔진을 준비하는 중…',
		received: (received, total) => (total ? `${total} 중 ${received}` : received),
	},

	guide: {
		label: '안내',
		open: '안내',
		invite: (pages) => `처음이신가요? 짧은 안내 ${pages}쪽으로 둘러볼 수 있습니다.`,
		inviteOpen: '둘러보기',
		inviteClose: '괜찮습니다',
	},

	storage: {
		newer: '이 페이지의 새 버전이 있습니다.',
		newerRunning: '이 페이지의 새 버전이 있습니다. 새로 고치면 실행은 마지막으로 끝난 에포크부터 이어집니다.',
		resuming: '리뷰를 불러오면 지난번 실행을 이어 갑니다.',
		elsewhere: '이 페이지를 연 다른 탭에서 훈련하고 있습니다. 그 실행은 그 탭에 남아 있고, 여기서 시작하면 별도의 실행이 됩니다.',
		understood: '확인',
		reload: '새로 고침',
		later: '나중에',
	},
};
