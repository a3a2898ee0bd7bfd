import type { importFailures as English } from '../en/import-failures.ts';

// 가져온 파일로 말뭉치를 만들지 못한 이유와 해결 방법. detail은 엔진이 남긴 설명이거나 ''이다.

const said = (detail: string) => (detail ? ` 엔진의 설명: ${detail}` : '');

export const importFailures: typeof English = {
	importFailures: {
		'unknown-file': (file) => ({
			title: `‘${file}’은(는) 읽을 수 있는 파일이 아닙니다.`,
			advice: '내려받은 그대로의 aclImdb_v1.tar.gz, 케라스의 imdb.npz(있다면 imdb_word_index.json도 함께), 또는 글과 레이블이 있는 CSV·TSV 표를 읽을 수 있습니다.',
		}),
		'several-files': (file) => ({
			title: '한 벌의 리뷰를 이루는 파일들이 아닙니다.',
			advice: `파일을 하나만 고르거나, imdb.npz와 imdb_word_index.json을 함께 골라 주세요. 고른 파일: ${file}`,
		}),
		'word-index-alone': (file) => ({
			title: '단어 사전만으로는 리뷰가 없습니다.',
			advice: `‘${file}’을(를) 그에 맞는 imdb.npz와 함께 골라 주세요.`,
		}),
		damaged: (file, detail) => ({
			title: `‘${file}’ 파일이 손상되었습니다.`,
			advice: `파일이 중간에 끝나거나 내용이 체크섬과 맞지 않습니다. 다시 내려받아 주세요.${said(detail)}`,
		}),
		'not-keras': (file, detail) => ({
			title: `‘${file}’의 내용이 케라스 파일과 다릅니다.`,
			advice: `케라스가 내려받은 그대로의 imdb.npz와 imdb_word_index.json을 골라 주세요.${said(detail)}`,
		}),
		'not-together': (file, detail) => ({
			title: `‘${file}’의 내용이 서로 맞지 않습니다.`,
			advice: `서로 짝이 맞는 파일을 골라 주세요.${said(detail)}`,
		}),
		encoding: (file, detail) => ({
			title: `‘${file}’은(는) UTF-8 파일이 아닙니다.`,
			advice: `UTF-8로 저장한 다음(엑셀에서는 ‘CSV UTF-8’) 다시 골라 주세요.${said(detail)}`,
		}),
		'no-columns': (file, detail) => ({
			title: `‘${file}’에서 두 개의 열을 찾지 못했습니다.`,
			advice: `리뷰 표는 행마다 글과 레이블이 있고, 그 사이를 쉼표나 탭, 세미콜론으로 나눈 것이어야 합니다.${said(detail)}`,
		}),
		'open-quote': (file, detail) => ({
			title: `‘${file}’에 닫히지 않은 따옴표가 있습니다.`,
			advice: `따옴표를 닫거나, 따옴표를 보통 글자로 읽도록 선택해 주세요.${said(detail)}`,
		}),
		labels: (file, detail) => ({
			title: `‘${file}’의 레이블 열에는 값이 두 가지여야 합니다.`,
			advice: `다른 열을 고르거나, 긍정과 부정을 뜻하는 두 값을 골라 주세요.${said(detail)}`,
		}),
		'no-reviews': (file, detail) => ({
			title: `‘${file}’에 리뷰가 없습니다.`,
			advice: `내려받은 그대로의 압축 파일이나 행이 있는 표를 골라 주세요.${said(detail)}`,
		}),
	},
};
