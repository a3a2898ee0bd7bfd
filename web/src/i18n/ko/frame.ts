import type { frame as English } from '../en/frame.ts';

// 페이지의 틀: 이름, 머리말과 꼬리말, 리뷰를 불러오는 동안.

export const frame: typeof English = {
	title: 'Unroll',
	tagline: '순환 신경망이 영화 리뷰의 긍정과 부정을 배워 가는 과정을 이 탭에서 바로 지켜보세요.',
	skipToRun: '훈련 화면으로 건너뛰기',

	header: {
		language: '언어',
		theme: '색',
		themes: { system: '시스템 색', light: '밝게', dark: '어둡게' },
	},

	clipboard: {
		copy: '복사',
		copied: '복사했습니다',
		byHand: '이 브라우저에서는 페이지가 직접 복사할 수 없습니다. 여기에서 복사해 주세요.',
	},

	loading: {
		title: '리뷰를 불러오는 중',
		engine: '엔진을 준비하는 중 …',
		received: (received, total) => (total ? `${total} 중 ${received}` : received),
	},

	corpus: (train, words) => `레이블이 있는 리뷰 ${train}개 · 단어 ${words}개`,
	footer: '모든 계산은 이 탭 안에서 이루어집니다. 입력한 리뷰는 밖으로 나가지 않습니다.',
};
