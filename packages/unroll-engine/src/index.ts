// The engine of Unroll as a library. README.md has the examples; include/unroll/ of the repository is the manual of what the classes do.
export type { Corpus, CorpusHalf, CorpusInfo } from '../../../web/src/engine/corpus.ts';
export type { Engine } from '../../../web/src/engine/engine.ts';
export type { Score } from '../../../web/src/engine/evaluator.ts';
export { EngineFailure, type Status } from '../../../web/src/engine/failure.ts';
export type { ImportReport } from '../../../web/src/engine/import-report.ts';
export type { CsvLayout, ImportOptions, LabelRule } from '../../../web/src/engine/import.ts';
export { EngineUnavailable } from '../../../web/src/engine/load.ts';
export type { LayerSummary, Model, Prediction, Tensor } from '../../../web/src/engine/model.ts';
export type { SettingTexts } from '../../../web/src/engine/settings.ts';
export type { Statistics, StatisticsInfo } from '../../../web/src/engine/statistics.ts';
export type { Token, Tokenizer } from '../../../web/src/engine/tokens.ts';
export type { Epoch, Progress, Trainer } from '../../../web/src/engine/trainer.ts';
export type { ImportProgress } from '../../../web/src/protocol/library.ts';
export { version } from '../../../web/src/protocol/version.ts';
export type { WasmFiles, WasmName } from './files.ts';
export { importReviews, ImportFailure, type ImportedReviews, type ImportReviewsOptions } from './import.ts';
export { loadEngine, type LoadOptions } from './load.ts';
export { evaluate, runTrainer, train, type RunOptions } from './train.ts';
