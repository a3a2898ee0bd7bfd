#include "layers/cell.h"

#include <string.h>

void gates_to_slots(float *to, const float *from, const cell_description *cell, size_t units) {
	for (size_t slot = 0; slot < cell->gates; slot++)
		memcpy(to + slot * units, from + cell->keras_gate[slot] * units, units * sizeof *to);
}

void gates_to_keras(float *to, const float *from, const cell_description *cell, size_t units) {
	for (size_t slot = 0; slot < cell->gates; slot++)
		memcpy(to + cell->keras_gate[slot] * units, from + slot * units, units * sizeof *to);
}
