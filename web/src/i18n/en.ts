import { chapter } from './en/chapter.ts';
import { charts } from './en/charts.ts';
import { examples } from './en/examples.ts';
import { failures } from './en/failures.ts';
import { frame } from './en/frame.ts';
import { guide } from './en/guide.ts';
import { importFailures } from './en/import-failures.ts';
import { inside } from './en/inside.ts';
import { keras } from './en/keras.ts';
import { model } from './en/model.ts';
import { present } from './en/present.ts';
import { review } from './en/review.ts';
import { reviews } from './en/reviews.ts';
import { run } from './en/run.ts';
import { runs } from './en/runs.ts';
import { share } from './en/share.ts';

// Everything that the page says, in English, by area: en/. ko.ts has the same keys: the compiler and a test see to it.
export const en = {
	...frame,
	...run,
	...model,
	...charts,
	...runs,
	...share,
	...present,
	...review,
	...reviews,
	...failures,
	...importFailures,
	inside,
	...keras,
	...chapter,
	...guide,
	...examples,
};

export type Text = typeof en;
