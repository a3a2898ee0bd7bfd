/* Places of an array by what stands there. */
#ifndef EVALUATION_SORTED_H
#define EVALUATION_SORTED_H

#include <stdint.h>

#include "unroll/status.h"

typedef struct sorted_place {
	double key;
	uint32_t place;
} sorted_place;

/* Room for `count` places, to be freed; UNROLL_OUT_OF_MEMORY where there is none. */
unroll_status take_places(uint32_t count, sorted_place **places, unroll_error *error);

/* By rising key, and equals by their places. */
void sort_places(sorted_place *places, uint32_t count);

#endif
