import type { importFailures as English } from '../en/import-failures.ts';

// 직접 가져온 파일을 쓸 수 없는 이유와 해결 방법.

export const importFailures: typeof English = {
	importFailures: {
		'unknown-file': (file) => ({
			title: `가져올 수 없는 파일입니다: ‘${file}’`,
			advice: '지원하는 파일: 텍스트와 레이블이 있는 표(CSV, TSV, JSON, 엑셀, Parquet. gzip이나 zip으로 압축해도 됩니다), 파일이나 폴더 이름이 레이블인 텍스트, 내려받은 그대로의 aclImdb_v1.tar.gz, 케라스의 imdb.npz(있다면 imdb_word_index.json도 함께).',
		}),
		'corpus-file': (file) => ({
			title: `‘${file}’에는 리뷰가 아니라 Unroll의 말뭉치나 모델, 체크포인트가 들어 있습니다.`,
			advice: '말뭉치를 만든 원래 파일을 골라 주세요.',
		}),
		'old-office': (file) => ({
			title: `‘${file}’은(는) 예전 오피스 형식의 파일입니다.`,
			advice: '.xlsx나 ‘CSV UTF-8’로 저장한 다음 그 파일을 골라 주세요.',
		}),
		document: (file) => ({
			title: `‘${file}’은(는) 문서 파일(OpenDocument, Word, PowerPoint, Numbers)입니다.`,
			advice: '표를 .xlsx나 ‘CSV UTF-8’로 저장한 다음 그 파일을 골라 주세요.',
		}),
		'other-table': (file) => ({
			title: `‘${file}’은(는) Arrow, Feather, HDF5 또는 pickle 파일입니다.`,
			advice: '안에 든 표를 Parquet이나 CSV로 저장한 다음(pandas의 to_csv) 그 파일을 골라 주세요.',
		}),
		'web-page': (file) => ({
			title: `‘${file}’은(는) 이름과 달리 웹 페이지입니다.`,
			advice: '엑셀에서 열어 .xlsx나 ‘CSV UTF-8’로 저장한 다음 그 파일을 골라 주세요.',
		}),
		pdf: (file) => ({
			title: `‘${file}’은(는) PDF라서 행을 구분할 수 없습니다.`,
			advice: 'PDF를 만든 원래 표를 골라 주세요.',
		}),
		database: (file) => ({
			title: `‘${file}’은(는) SQLite 데이터베이스입니다.`,
			advice: '리뷰가 있는 표를 CSV로 내보낸 다음 그 파일을 골라 주세요.',
		}),
		'other-packing': (file) => ({
			title: `‘${file}’의 압축 방식은 이 페이지에서 읽을 수 없습니다.`,
			advice: '압축을 풀거나 .zip 또는 .gz로 다시 압축해 주세요.',
		}),
		'several-files': (files) => ({
			title: '하나의 데이터를 이루는 파일들이 아닙니다.',
			advice: `파일을 하나만 고르거나, 이름에 ‘train’과 ‘test’가 있는 훈련용 표와 테스트용 표, 레이블별 텍스트 파일이나 폴더, 또는 imdb.npz와 imdb_word_index.json을 함께 골라 주세요. 고른 파일: ${files}`,
		}),
		'word-index-alone': (file) => ({
			title: '단어 인덱스에는 리뷰가 없습니다.',
			advice: `이 파일에 맞는 imdb.npz를 함께 골라 주세요: ‘${file}’`,
		}),
		codec: (file) => ({
			title: `‘${file}’의 열이 읽을 수 없는 방식으로 압축되어 있습니다.`,
			advice: 'Snappy, gzip, Zstandard, Brotli, LZ4로 저장하거나(pandas의 to_parquet) CSV로 저장해 주세요.',
		}),
		damaged: (file) => ({
			title: `‘${file}’ 파일이 손상되었습니다.`,
			advice: '파일이 중간에 끝나거나 내용이 체크섬과 맞지 않습니다. 다시 내려받아 주세요.',
		}),
		'not-keras': (file) => ({
			title: `‘${file}’의 내용이 케라스 파일과 다릅니다.`,
			advice: '케라스가 내려받은 그대로의 imdb.npz와 imdb_word_index.json을 골라 주세요.',
		}),
		'not-together': (file) => ({
			title: `‘${file}’의 내용이 서로 맞지 않습니다.`,
			advice: '서로 맞는 파일을 골라 주세요.',
		}),
		'other-columns': (file) => ({
			title: `표들의 열이 서로 다릅니다: ‘${file}’`,
			advice: '레이블을 포함해 두 표의 열이 같아야 합니다. 레이블이 있는 표만 골라 주세요.',
		}),
		encoding: (file) => ({
			title: `UTF-8이 아니고, 어떤 인코딩인지 확실하지 않은 파일입니다: ‘${file}’`,
			advice: '인코딩을 고르거나, UTF-8로 저장한 다음(엑셀에서는 ‘CSV UTF-8’) 다시 골라 주세요.',
		}),
		'no-columns': (file) => ({
			title: `‘${file}’에 열이 두 개 있어야 합니다.`,
			advice: '리뷰 표에는 행마다 텍스트와 레이블이 있고, 쉼표나 탭, 세미콜론, 세로줄로 구분되어 있어야 합니다.',
		}),
		'open-quote': (file) => ({
			title: `‘${file}’에 닫히지 않은 따옴표가 있습니다.`,
			advice: '따옴표를 보통 글자로 읽거나, 파일에서 따옴표를 닫은 다음 다시 골라 주세요. 따옴표로 묶은 칸 안의 따옴표는 두 번("") 씁니다.',
		}),
		zip: (file) => ({
			title: `‘${file}’ 안의 파일들은 하나의 데이터를 이루지 않습니다.`,
			advice: '압축을 푼 다음 파일 하나를 고르거나, 이름에 ‘train’과 ‘test’가 있는 훈련용 표와 테스트용 표를 골라 주세요.',
		}),
		json: (file) => ({
			title: `‘${file}’의 JSON이 손상되었거나 객체의 목록이 아닙니다.`,
			advice: '텍스트와 레이블이 있는 객체의 배열이거나, 줄마다 객체가 하나씩 있어야 합니다.',
		}),
		labels: (file) => ({
			title: `‘${file}’의 레이블 열에는 값이 두 가지여야 합니다.`,
			advice: '다른 열을 고르거나, 긍정과 부정을 뜻하는 두 값을 골라 주세요.',
		}),
		memory: (file) => ({
			title: `‘${file}’을(를) 가져올 메모리가 부족합니다.`,
			advice: '리뷰 수를 줄이거나(‘추가 설정’의 ‘훈련·테스트별 최대 리뷰 수’) 다른 탭을 닫거나, 프로그램(unroll corpus csv)으로 가져오세요. 바뀐 것은 없습니다.',
		}),
		'one-label': (file) => ({
			title: `‘${file}’의 훈련용 리뷰는 레이블이 모두 같습니다.`,
			advice: '분류기가 배우려면 긍정 리뷰와 부정 리뷰가 모두 필요합니다.',
		}),
		'no-reviews': (file) => ({
			title: `‘${file}’에 리뷰가 없습니다.`,
			advice: '내려받은 그대로의 압축 파일이나 행이 있는 표를 골라 주세요.',
		}),
	},
};
