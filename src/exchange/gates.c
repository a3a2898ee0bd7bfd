#include "exchange/gates.h"

static const uint8_t as_in_keras[] = {0, 1, 2, 3};

gate_columns columns_for_pytorch(const network_recurrent *recurrent) {
	static const uint8_t gru[] = {1, 0, 2};
	return (gate_columns){recurrent->shape.cell->gates, recurrent->shape.units,
	                      recurrent->cell == UNROLL_GRU ? gru : as_in_keras};
}

gate_columns columns_for_onnx(const network_recurrent *recurrent) {
	static const uint8_t lstm[] = {0, 3, 1, 2};
	return (gate_columns){recurrent->shape.cell->gates, recurrent->shape.units,
	                      recurrent->cell == UNROLL_LSTM ? lstm : as_in_keras};
}

gate_columns dense_columns(size_t units) {
	return (gate_columns){1, units, as_in_keras};
}

/* to[g·H + u, r] = from[r, order[g]·H + u] */
void transpose_from_keras(float *to, const float *from, size_t rows, gate_columns columns) {
	size_t row = columns.gates * columns.units;
	for (size_t g = 0; g < columns.gates; g++)
		for (size_t u = 0; u < columns.units; u++)
			for (size_t r = 0; r < rows; r++) *to++ = from[r * row + columns.order[g] * columns.units + u];
}

void transpose_to_keras(float *to, const float *from, size_t rows, gate_columns columns) {
	size_t row = columns.gates * columns.units;
	for (size_t g = 0; g < columns.gates; g++)
		for (size_t u = 0; u < columns.units; u++)
			for (size_t r = 0; r < rows; r++) to[r * row + columns.order[g] * columns.units + u] = *from++;
}
