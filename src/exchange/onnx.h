/* A model as an ONNX file: from word ids to logits and probabilities.
 *
 *   input    ids (reviews, timesteps) INT64, padded as the model's settings say; any number of each
 *   outputs  logits (reviews, K) FLOAT, and probabilities (reviews, K): a sigmoid of them, or from 3 classes on a softmax
 *
 * Each recurrent layer is one node, RNN, LSTM or GRU, bidirectional where it reads in both directions; Keras' GRU is one with
 * linear_before_reset. Dropout is left out. Where padding is masked, a review's length is the number of its ids other than 0 and the
 * nodes get it as sequence_lens, which count from the first timestep: ids with their padding in front are first moved there, so that the file
 * takes them as the model does. The metadata have the model's settings and vocabulary (exchange/description.h). */
#ifndef EXCHANGE_ONNX_H
#define EXCHANGE_ONNX_H

#include "unroll/bytes.h"
#include "unroll/model.h"

unroll_status write_onnx(const unroll_model *model, unroll_bytes *file, unroll_error *error);

#endif
