import { evaluation as en } from './en/evaluation.ts';
import { evaluation as ko } from './ko/evaluation.ts';
import type { InBoth } from './locale.ts';

export type EvaluationText = typeof en;
export const evaluationTexts: InBoth<EvaluationText> = { en, ko };
