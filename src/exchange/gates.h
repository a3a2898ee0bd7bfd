/* Weights in the orders of other libraries: kernels transposed, and the gates of a cell in other places.
 *
 *            Keras           PyTorch (nn.RNN, nn.LSTM, nn.GRU)   ONNX (RNN, LSTM, GRU)
 *   LSTM     i, f, c, o      i, f, g, o                          i, o, f, c
 *   GRU      z, r, h         r, z, n                             z, r, h
 *
 * torch/nn/modules/rnn.py; https://onnx.ai/onnx/operators. */
#ifndef EXCHANGE_GATES_H
#define EXCHANGE_GATES_H

#include <stddef.h>
#include <stdint.h>

#include "training/network.h"

/* The columns of a kernel or bias: G gates of H units each, and (G) which of Keras' gates stands in each place there. A dense layer has
 * one. */
typedef struct gate_columns {
	size_t gates, units;
	const uint8_t *order;
} gate_columns;

gate_columns columns_for_pytorch(const network_recurrent *recurrent);
gate_columns columns_for_onnx(const network_recurrent *recurrent);
gate_columns dense_columns(size_t units);

/* From (rows, GH) as Keras has it to (GH, rows), and back. A bias has one row. */
void transpose_from_keras(float *to, const float *from, size_t rows, gate_columns columns);
void transpose_to_keras(float *to, const float *from, size_t rows, gate_columns columns);

#endif
