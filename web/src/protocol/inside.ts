// What a worker reports of the inside of its network, and what the page asks of it: plain data, posted as it stands.
// training.ts and library.ts have the messages.
import type { ProbeLayer } from '../engine/probe.ts';
import type { ReviewTrace, TraceLayer as EngineLayer, UnitEquations } from '../engine/trace.ts';

export type { ProbeLayer } from '../engine/probe.ts';
export type { GateTerms, TraceStep, TraceWord, UnitEquations } from '../engine/trace.ts';

/** What the page shows of the inside: nothing else is computed. */
export interface Look {
	/** The typed review, step by step. */
	trace: boolean;
	/** And what leaving each word out would do. */
	compare: boolean;
	/** And the equations of a unit at a word. */
	unit: UnitPlace | null;
	/** What goes on in a run: its gradients, its gates, and where words are. Only a training worker has one. */
	run: boolean;
}

export const lookAtNothing: Look = { trace: false, compare: false, unit: null, run: false };

export type TraceLayer = Pick<EngineLayer, 'name' | 'rows' | 'units' | 'values'>;

/** Everything that a network did with a review, at one moment: all of it is of the same weights. */
export interface Trace extends ReviewTrace {
	/** The review. */
	text: string;
	/** The stack of recurrent layers, the lowest first. */
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
	/** Where the run stood: the running epoch, from 1, and the batches trained since the run began. */
	epoch: number;
	batches: number;
	/** The stack of recurrent layers, the lowest first. */
	layers: ProbeLayer[];
	/** Of frequent words, the most frequent first. */
	words: WordPlaces;
}

export interface WordPlaces {
	words: string[];
	/** (words, 2): x, along which the logit rises, and y. */
	places: Float32Array;
	/** (words): the logit of the review of this word alone, less the empty review's. */
	effects: Float32Array;
}
