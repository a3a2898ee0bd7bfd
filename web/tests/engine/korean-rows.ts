// A made-up table of reviews in which, as in Korean, most words are made of a stem and endings: so many differ that a vocabulary
// of words knows few of those that it has not seen.

const stems = ['영화', '배우', '감독', '음악', '이야기', '장면', '연기', '대사', '결말', '시작', '화면', '주인공'];
const particles = ['가', '는', '를', '도', '만', '에서', '까지', '처럼', '보다', '마저'];
const roots = ['재미있', '지루하', '훌륭하', '어색하', '따뜻하', '답답하', '아름답', '엉성하', '대단하', '허무하'];
const middles = ['', '었', '겠', '었겠', '으시', '으셨', '을지', '더라', '었더라', '었을지'];
const ends = ['다', '네요', '습니다', '는데', '지만', '군', '거든요', '잖아요', '니까', '던데'];

/** A CSV file with a header; every tenth word or so is a number, of which no two are alike. */
export function koreanRows(count: number): string {
	let state = 7;
	const draw = <T>(list: readonly T[]): T => {
		state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
		return list[Math.floor((state / 2 ** 32) * list.length)]!;
	};
	const verb = () => draw(roots) + draw(middles) + draw(ends);
	const rows = Array.from({ length: count }, (_, row) =>
		`${draw(stems)}${draw(particles)} ${verb()}${verb()} 정말 ${draw(stems)}${draw(particles)}${verb()},${row % 2}`);
	return `text,label\n${rows.join('\n')}\n`;
}
