import type { Text } from './en.ts';
import { charts } from './ko/charts.ts';
import { examples } from './ko/examples.ts';
import { failures } from './ko/failures.ts';
import { frame } from './ko/frame.ts';
import { model } from './ko/model.ts';
import { present } from './ko/present.ts';
import { review } from './ko/review.ts';
import { run } from './ko/run.ts';
import { runs } from './ko/runs.ts';
import { share } from './ko/share.ts';

// 페이지가 처음에 쓰는 글(한국어). 영역별로 ko/에 있다. 용어는 교과서와 케라스 문서를 따른다.
export const ko: Text = {
	...frame,
	...run,
	...model,
	...charts,
	...runs,
	...share,
	...present,
	...review,
	...failures,
	...examples,
};
