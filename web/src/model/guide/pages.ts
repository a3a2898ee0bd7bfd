// The guide's pages in order: what each points at, what its phrases do, and how it sees that the reader has done it.
import type { SettingTexts } from '../../protocol/types.ts';
import type { Language } from '../../storage/preferences.ts';
import type { Hideable } from '../settings/lesson.svelte.ts';
import type { Part } from '../settings/parts.svelte.ts';
import { pageDefaults, type Cell } from '../settings/settings.ts';

export const pageNames = [
	'start',
	'padding',
	'embedding',
	'simpleRnn',
	'lstm',
	'gru',
	'masks',
	'dropout',
	'earlyStopping',
	'review',
] as const;

export type PageName = (typeof pageNames)[number];

/** What a phrase of the guide does when it is pressed. */
export interface Trial {
	/** Put into the form; measured with English reviews, so that it does not train on Korean ones. */
	settings?: SettingTexts;
	cells?: Cell[];
	/** Begin a run with what then stands in the form. */
	start?: true;
	/** Put into the review box: in the language of the reviews that are trained on. */
	review?: Record<Language, string>;
}

/** What the guide sees of a run. */
export interface SeenRun {
	settings: SettingTexts;
	cell: Cell;
	finishedEpochs: number;
	stoppedEarly: boolean;
	/** It trains no more. */
	ended: boolean;
}

/** What has happened since the page of the guide was opened. */
export interface Happened {
	/** The settings as they were then. */
	before: SettingTexts;
	/** The runs that have begun since, and those that were going on. */
	runs: readonly SeenRun[];
	/** What stands in the review box, and what stood there then. */
	review: string;
	reviewBefore: string;
}

export interface GuidePage {
	name: PageName;
	/** The part of the page where it is, and a CSS selector of what it is about. */
	part: Part;
	target: string;
	/** What it speaks of: a lesson that hides some of that does without the page. */
	needs: readonly Hideable[];
	trials: Record<string, Trial>;
	done(happened: Happened): boolean;
}

const trained = (happened: Happened, epochs: number, like: (run: SeenRun) => boolean = () => true): boolean =>
	happened.runs.some((run) => run.finishedEpochs >= epochs && like(run));

/** Another value of a setting than before, in a run that has finished an epoch. */
const triedAnother = (happened: Happened, ...names: string[]): boolean =>
	trained(happened, 1, (run) => names.some((name) => run.settings[name] !== happened.before[name]));

const quick = pageDefaults;
// At 0.01 a SimpleRNN's weights jump about; at this rate all three cells learn, in few epochs.
const calm = { ...quick, 'learning-rate': '0.003', epochs: '10' };

// Enough units to memorise the reviews in ten epochs.
const large = { ...quick, units: '32', epochs: '10', patience: '0' };

// So long that most rows end in a hundred zeros or more, where those come last.
const padded = { ...calm, length: '300', epochs: '5' };

const ended = (happened: Happened, cell: Cell): boolean => trained(happened, 1, (run) => run.cell === cell && run.ended);

export const guidePages: readonly GuidePage[] = [
	{
		name: 'start',
		part: 'train',
		target: '#run',
		needs: [],
		trials: { start: { start: true } },
		done: (happened) => trained(happened, 1),
	},
	{
		name: 'padding',
		part: 'train',
		target: '#field-length, button[data-part=words]', // where there is no room for a field, the button that opens it
		needs: ['settings'],
		trials: {
			short: { settings: { ...quick, length: '20' }, start: true },
			long: { settings: { ...quick, length: '200' }, start: true },
		},
		done: (happened) => triedAnother(happened, 'length'),
	},
	{
		name: 'embedding',
		part: 'train',
		target: '#embedding',
		needs: ['settings', 'inside'],
		trials: {
			two: { settings: { ...quick, embedding: '2' }, start: true },
			oneHot: { settings: { ...quick, input: 'one-hot' }, start: true },
		},
		done: (happened) => triedAnother(happened, 'embedding', 'input'),
	},
	{
		name: 'simpleRnn',
		part: 'learning',
		target: '#reach',
		needs: ['cells', 'inside'],
		trials: { train: { settings: { ...calm, cell: 'simple-rnn' }, cells: ['simple-rnn'], start: true } },
		done: (happened) => ended(happened, 'simple-rnn'),
	},
	{
		name: 'lstm',
		part: 'learning',
		target: '#reach',
		needs: ['cells', 'inside'],
		trials: { race: { settings: calm, cells: ['simple-rnn', 'lstm'], start: true } },
		done: (happened) => ended(happened, 'lstm') && ended(happened, 'simple-rnn'),
	},
	{
		name: 'gru',
		part: 'train',
		target: '#charts figure',
		needs: ['cells'],
		trials: { race: { settings: calm, cells: ['simple-rnn', 'lstm', 'gru'], start: true } },
		done: (happened) =>
			trained(happened, 2, (run) => run.cell === 'gru') && trained(happened, 2, (run) => run.cell === 'lstm'),
	},
	{
		name: 'masks',
		part: 'train',
		target: '#charts figure',
		needs: ['settings', 'cells'],
		trials: {
			before: { settings: padded, cells: ['lstm'], start: true },
			behind: { settings: { ...padded, padding: 'post' }, cells: ['lstm'], start: true },
			masked: { settings: { ...padded, padding: 'post', 'mask-zero': 'yes' }, cells: ['lstm'], start: true },
		},
		done: (happened) => trained(happened, 2, (run) => run.settings['mask-zero'] === 'yes'),
	},
	{
		name: 'dropout',
		part: 'train',
		target: '#field-dropout, button[data-part=cell]',
		needs: ['settings'],
		trials: {
			without: { settings: large, start: true },
			with: { settings: { ...large, dropout: '0.5' }, start: true },
		},
		done: (happened) => trained(happened, 2, (run) => Number(run.settings.dropout) > 0),
	},
	{
		name: 'earlyStopping',
		part: 'train',
		target: '#charts figure',
		needs: ['figures'],
		trials: { wait: { settings: { ...quick, epochs: '100', patience: '3' }, start: true } },
		done: (happened) => happened.runs.some((run) => run.stoppedEarly),
	},
	{
		name: 'review',
		part: 'try',
		target: '#review',
		needs: ['review', 'inside'],
		trials: {
			praise: {
				review: {
					en: 'I loved it. A wonderful film with a great cast, and the best music of the year.',
					ko: '배우들 연기도 훌륭하고 음악도 좋았다. 올해 본 영화 중 최고였다.',
				},
			},
			blame: {
				review: {
					en: 'A boring waste of two hours. The story is bad, the acting is terrible, and the ending is the worst I have seen.',
					ko: '두 시간이 아까운 지루한 영화. 이야기도 연기도 엉망이고 결말은 최악이다.',
				},
			},
			turn: {
				review: {
					en: 'A great cast and a wonderful opening. Then the story becomes boring and stupid, the acting is terrible, and it ends as the worst film I have seen. What a waste.',
					ko: '배우들도 좋고 시작은 훌륭했다. 그런데 갈수록 지루하고 유치해지더니 결말은 최악이었다. 돈이 아깝다.',
				},
			},
		},
		done: (happened) => happened.review.trim() !== '' && happened.review !== happened.reviewBefore,
	},
];
