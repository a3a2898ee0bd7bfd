/* The core's peak: as many multiplications and additions as it can do four lanes at a time. Every share that
 * ./dev bench prints is a share of this loop's speed, measured in the same run. */
#ifndef BENCH_PEAK_H
#define BENCH_PEAK_H

#include <stdint.h>

/* Floating-point operations of one step: twelve chains, of four lanes, each one multiplication and one addition. */
#define PEAK_FLOP (12 * 4 * 2)

/* Runs the loop. What it returns depends on every operation, so that none can be left out. */
float peak_run(uint32_t steps);

#endif
