import { UNROLL_VERSION_MAJOR, UNROLL_VERSION_MINOR, UNROLL_VERSION_PATCH } from '../engine/boundary.ts';

/** The version of Unroll, as include/unroll/version.h has it. */
export const version = `${UNROLL_VERSION_MAJOR}.${UNROLL_VERSION_MINOR}.${UNROLL_VERSION_PATCH}`;
