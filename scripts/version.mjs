// The version of Unroll, as include/unroll/version.h has it.
import { readFileSync } from 'node:fs';

const header = readFileSync(new URL('../include/unroll/version.h', import.meta.url), 'utf8');
export const version = [...header.matchAll(/^#define UNROLL_VERSION_[A-Z]+ (\d+)$/gm)].map(([, number]) => number).join('.');
