import type { footer as English } from '../en/footer.ts';

// 페이지의 마지막 줄.

export const footer: typeof English = {
	corpus: (train, words) => `레이블이 있는 리뷰 ${train}개 · 어휘 사전 크기 ${words}`,
	isPrivate: '모든 계산은 이 탭 안에서 이루어지며, 입력한 내용은 브라우저 밖으로 나가지 않습니다.',
	version: (version) => `버전 ${version}`,
};
