import type { share as English } from '../en/share.ts';

// 공유 버튼, 그리고 링크로 연 페이지의 안내.

export const share: typeof English = {
	share: {
		open: '공유',
		copy: '링크 복사',
		close: '닫기',
		offer: '이 링크에는 실행 설정이 들어 있습니다. 설정을 불러왔습니다.',
		repeat: '실행 시작',
		later: '나중에',
		isLesson: '수업 모드: 페이지의 일부를 숨겼습니다.',
		showAll: '페이지 전체 보기',
	},
};
