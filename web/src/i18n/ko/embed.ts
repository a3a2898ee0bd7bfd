import type { embed as English } from '../en/embed.ts';

// 다른 웹 페이지에 넣은 이 페이지, 그리고 그렇게 넣는 코드.

export const embed: typeof English = {
	open: 'Unroll에서 열기',
	title: '웹 페이지에 넣기',
	help: '블로그나 수업 페이지의 HTML에 붙여 넣으세요. 쿠키를 쓰지 않고 아무것도 저장하지 않습니다.',
	show: '보여 줄 것',
	shown: { page: '페이지 전체 또는 이 수업', network: '신경망과 그래프', review: '리뷰 입력란' },
	fits: '높이를 내용에 맞추기(스크립트를 불러옵니다)',
	code: 'HTML 코드',
	copy: 'HTML 복사',
};
