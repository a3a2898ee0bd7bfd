import type { shareDialog as English } from '../en/share-dialog.ts';

// 링크를 만드는 대화 상자, 그리고 수업 모드에서 숨길 것.

export const shareDialog: typeof English = {
	title: '이 페이지를 링크로 공유',
	help: '링크에는 시드를 포함한 모든 설정과 언어가 들어 있어서, 리뷰가 같으면 누가 열어도 똑같은 실행을 얻습니다. 리뷰는 들어 있지 않습니다.',
	ownReviews: '직접 가져온 리뷰는 링크에 들어 있지 않습니다. 같은 파일이 없는 사람은 다른 리뷰로 훈련하게 됩니다.',
	run: '실행을 시작할지 묻기',
	lesson: '숨길 것(수업 모드)',
	parts: {
		cells: '셀 선택',
		steps: '단계 실행 버튼',
		speed: '속도',
		figures: '훈련 현황',
		presets: '프리셋',
		settings: '모델 그림의 설정',
		more: '설정 더 보기',
		accuracy: '정확도 그래프',
		runs: '실행 목록, 실험',
		review: '리뷰 입력란',
		inside: '모델 내부, 훈련하는 동안',
		reviews: '데이터',
		chapter: '교과서, 코드',
		guide: '안내',
	},
	link: '링크',
	local: '이 주소는 이 컴퓨터에서만 열립니다.',
	code: 'QR 코드 보기',
	codeOf: '링크의 QR 코드',
	scan: '카메라로 찍으면 이 페이지가 열립니다.',
	back: '뒤로',
};
