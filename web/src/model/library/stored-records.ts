import type { StoreName } from '../../storage/storage.ts';
import { hasShape, isBoolean, isListOf, isNullOr, isNumber, isOneOf, isRecordOf, isText, type Check } from '../../storage/shape.ts';
import { allCells } from '../settings/settings.ts';

// What a stored record must have for the page to show it: one without it is left out, and the user is notified.

const numbers = (...names: string[]): Record<string, Check> => Object.fromEntries(names.map((name) => [name, isNumber]));

const layer = hasShape({ name: isText, type: isText, ...numbers('steps', 'features', 'parameters') });
const epoch = hasShape(numbers('number', 'loss', 'accuracy', 'valLoss', 'valAccuracy'));
const change = hasShape({ name: isText, from: isText, to: isText });
const namedRun = hasShape({ id: isText, cell: isOneOf(allCells), number: isNumber, name: isText });

const settings: Check = (value) => isRecordOf(isText)(value) && hasShape({ cell: isOneOf(allCells) })(value);

const progress = hasShape({
	phase: isOneOf(['training', 'validating', 'finished']),
	...numbers('epoch', 'batch', 'batches', 'trainedBatches', 'batchLoss', 'loss', 'accuracy', 'valLoss', 'valAccuracy'),
	...numbers('finishedEpochs', 'bestEpoch'),
});

const history = hasShape({
	epochs: hasShape({ epochs: isListOf(epoch), best: isNullOr(epoch), ...numbers('count', 'stride') }),
	batches: hasShape({
		positions: isListOf(isNumber),
		loss: isListOf(isNumber),
		accuracy: isListOf(isNumber),
		stride: isNumber,
	}),
});

/** For each store: whether a record is whole. Of models nothing is stored yet. */
export const isWhole: Record<StoreName, Check> = {
	corpora: hasShape({ id: isText, kind: isOneOf(['own']), name: isText, size: isNumber, added: isNumber }),
	models: hasShape({ id: isText }),
	runs: hasShape({
		id: isText,
		number: isNumber,
		name: isText,
		hidden: isBoolean,
		settings,
		network: hasShape({ layers: isListOf(layer), memory: isNumber }),
		corpus: isNullOr(isText),
		corpusId: isText,
		difference: hasShape({ before: isNullOr(namedRun), changes: isListOf(change), otherCorpus: isBoolean }),
		activity: isOneOf(['running', 'paused', 'finished']),
		progress: isNullOr(progress),
		fingerprint: isNullOr(isText),
		history,
		time: isNumber,
	}),
};
