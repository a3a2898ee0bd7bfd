import { charts } from './en/charts.ts';
import { examples } from './en/examples.ts';
import { failures } from './en/failures.ts';
import { frame } from './en/frame.ts';
import { model } from './en/model.ts';
import { present } from './en/present.ts';
import { review } from './en/review.ts';
import { run } from './en/run.ts';
import { runs } from './en/runs.ts';
import { share } from './en/share.ts';

// What the page says from the start, in English, by area: en/. ko.ts has the same keys: the compiler and a test see to it. The texts of the
// guide and of the parts that are opened later come with them (locale.ts).
export const en = {
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

export type Text = typeof en;
