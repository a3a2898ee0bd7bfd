import type { share as English } from '../en/share.ts';

// 링크로 나누는 실행, 그리고 수업에서 숨길 것.

export const share: typeof English = {
	share: {
		open: '공유',
		title: '이 페이지를 링크로 공유',
		help: '링크에는 시드까지 모든 설정이 들어 있어서, 여는 사람도 마지막 비트까지 똑같은 실행을 얻습니다. 리뷰는 들어 있지 않습니다.',
		ownReviews: '직접 가져온 리뷰는 링크에 담을 수 없습니다. 같은 파일이 없는 사람은 다른 리뷰로 훈련하게 됩니다.',
		run: '바로 시작할지 묻기',
		lesson: '수업을 위해 숨길 것',
		parts: {
			cells: '셀 선택',
			steps: '한 단계씩 실행',
			speed: '속도',
			lanes: '숫자로 보는 훈련',
			presets: '시작점',
			settings: '그림 속의 설정',
			more: '설정 더 보기',
			accuracy: '정확도 그래프',
			runs: '실행 목록',
			review: '리뷰 상자',
			inside: '안을 들여다보기',
			reviews: '리뷰 고르기',
			chapter: '교과서의 장',
			guide: '안내',
		},
		link: '링크',
		copy: '링크 복사',
		close: '닫기',
		offer: '이 링크에는 실행이 담겨 있습니다. 설정은 이미 맞추어 두었습니다.',
		repeat: '시작하기',
		later: '나중에',
		isLesson: '수업용 페이지라서 일부를 숨겼습니다.',
		showAll: '페이지 전체 보기',
	},
};
