// What a worker reports of the inside of its network, and what the page asks of it: plain data, posted as it stands.
// training.ts and library.ts have the messages.
import type { ClassNames, ClassProbability } from '../engine/model.ts';
import type { ProbeLayer } from '../engine/probe.ts';
import type { SettingTexts } from '../engine/settings.ts';
import type { ReviewTrace, TraceLayer as EngineLayer, UnitEquations } from '../engine/trace.ts';

export type { ProbeLayer } from '../engine/probe.ts';
export type { GateTerms, TraceTimestep, TraceWord, UnitEquations } from '../engine/trace.ts';

/** The last state of a layer, or the mean or the maximum over all timesteps. */
export type Pooling = 'last' | 'mean' | 'max';

/** What the setting says; without one, the last state. */
export const poolingOf = ({ pooling }: SettingTexts): Pooling => (pooling === 'mean' || pooling === 'max' ? pooling : 'last');

/** Rates of the layers of dropout between recurrent layers and before the output; 0 where there is none. */
export interface DropoutLayers {
	between: number;
	output: number;
}

/** What the settings say; undefined where there is no such layer. */
export function dropoutOf(settings: SettingTexts): DropoutLayers | undefined {
	const [between, output] = [settings['layer-dropout'], settings['dense-dropout']].map((rate) => Number(rate) || 0) as [number, number];
	return between > 0 || output > 0 ? { between, output } : undefined;
}

/** What the page shows of the inside: nothing else is computed. */
export interface Look {
	/** The typed review, timestep by timestep. */
	trace: boolean;
	/** And what leaving each word out would do. */
	compare: boolean;
	/** And the equations of a unit at a word. */
	unit: UnitPlace | null;
	/** What goes on in a run: its gradients, its gates, and where words are. Only a training worker has one. */
	run: boolean;
	/** Of more than two classes: which one logits, influences and the word map are of, by its label; null for the predicted one. */
	ofClass: number | null;
	/** The passes of a review that the unrolled network is drawn from. Only a training worker reports them. */
	network: boolean;
}

export const lookAtNothing: Look = { trace: false, compare: false, unit: null, run: false, network: false, ofClass: null };

export type TraceLayer = Pick<EngineLayer, 'name' | 'cell' | 'backward' | 'rows' | 'units' | 'values'>;

/** Everything that a network did with a review, at one moment: all of it is of the same weights. */
export interface Trace extends ReviewTrace {
	/** The review. */
	text: string;
	/** The stack of recurrent layers, the lowest first; of a bidirectional one its forward direction, then its backward one. */
	layers: TraceLayer[];
}

export interface UnitPlace {
	layer: number;
	unit: number;
	/** Index in the review. */
	word: number;
}

/** What a unit does at a word; of the weights of the last trace. */
export interface TracedUnit extends UnitPlace {
	equations: UnitEquations;
}

/** What goes on in a network while it trains, at one moment. */
export interface Probe {
	/** Where the weights are from: the epoch, from 1, and the batches trained by then. Once a run has ended, its best epoch. */
	epoch: number;
	batches: number;
	/** How many reviews of the validation split the layers' values are means of. */
	reviews: number;
	/** The reviews are cut into pieces of words. */
	pieces: boolean;
	/** As those of a trace. */
	layers: ProbeLayer[];
	/** Of frequent words, the most frequent first. */
	words: WordPlaces;
}

/**
 * One review on its way through a network, forward and back, with the weights of one moment and dropout off: what the
 * unrolled network is drawn from. T timesteps.
 */
export interface NetworkPass {
	/** The review: the typed one, the first of those that are probed, or the first of the batch that was then trained. */
	of: 'typed' | 'validation' | 'batch';
	/** Where the run stood, as in Probe; epoch 0 before a run. */
	epoch: number;
	batches: number;
	/** (T). */
	timesteps: PassTimestep[];
	/** What the timesteps are turned into; null with one-hot input. */
	embedding: PassValues | null;
	/** As those of a trace. */
	layers: PassLayer[];
	/** What is classified of the top layer. */
	pooling: Pooling;
	/** Units of a hidden dense layer above; 0 where there is none. */
	dense: number;
	/** Layers of dropout, which do nothing here; missing where there is none. */
	dropout?: DropoutLayers | undefined;
	/** The prediction; its sigmoid is the probability that the review is positive or, of more than two classes, of the predicted one. */
	logit: number;
	probability: number;
	/** Of more than two classes all of them, by label, and which is predicted. */
	classes?: { all: ClassProbability[]; predicted: number };
	/** Of two classes with names of their own. */
	names?: ClassNames;
	/** 1 positive, 0 negative, or one of the classes; null of a typed review. */
	label: number | null;
	/** How many validation reviews the gradients are the mean of; 0 where they are the review's own. */
	probed: number;
	/** Of a batch: what training on it did. */
	trained: TrainedBatch | null;
}

export interface PassTimestep {
	kind: 'padding' | 'start' | 'word';
	id: number;
	/** '' of padding and the start, and where ids have no words. */
	text: string;
}

/** Numbers at each timestep: of all units, or of some that lie evenly among them. */
export interface PassValues {
	/** How many units, or dimensions, there are. */
	units: number;
	/** And how many of them are here. */
	shown: number;
	/** (T, shown). */
	values: Float32Array;
}

export interface PassLayer extends PassValues, Pick<EngineLayer, 'name' | 'cell' | 'backward'> {
	/** (T): the length of the gradient of the loss by the hidden state after each timestep. */
	gradients: Float64Array;
}

export interface TrainedBatch {
	/** The run trained it alone, and pauses. */
	single: boolean;
	/** The mean over the batch, as training computed it, with dropout. */
	loss: number;
	/** Of the review. */
	reviewLoss: number;
	/** How far each layer's weights moved: ‖after − before‖ / ‖before‖. Empty where they are too many to compare. */
	updates: { layer: string; relative: number }[];
}

/** How far back a network reads, measured on the validation split while it stood still. */
export interface Reach {
	/** The epoch that its weights are from. */
	epoch: number;
	/** Of the validation split. */
	reviews: number;
	/** Timesteps of the network. */
	length: number;
	/** How many words at the end of each review were replaced by those of a review with the opposite label, rising from 0 to `length`. */
	words: number[];
	/** Of the network; missing where there are two. */
	classes?: number;
	/** For each of them, the share of reviews of which the label, that of their beginning, was predicted. */
	accuracies: number[];
}

export interface WordPlaces {
	words: string[];
	/** (words, 2): x, along which the logit rises, and y. */
	places: Float32Array;
	/** (words): the logit of the review of this word alone, less the empty review's. */
	effects: Float32Array;
	/** Of more than two classes: their names, by label, and the one whose logit it is, against all others. */
	classes?: { names: string[]; of: number };
}
