/* A network's weights as the state_dict of the PyTorch program that the page writes (docs/pytorch.md), in a safetensors file:
 *
 *   embedding.weight (V, E)
 *   rnn, lstm or gru, as Keras numbers the layers of a cell ("gru_1"): .weight_ih_l0 (GH, inputs), .weight_hh_l0 (GH, H), .bias_ih_l0 (GH)
 *     and .bias_hh_l0 (GH); of the backward direction with the ending _reverse
 *   dense and dense_1 .weight (units, inputs) and .bias (units)
 *
 * Recurrent layers that one nn.RNN, nn.LSTM or nn.GRU can be are one, with endings _l0, _l1 and so on: those of one cell, as many units and
 * one direction, or both concatenated, without Keras' dropout of their inputs. A cell with one bias has it as bias_ih; bias_hh is 0. */
#ifndef EXCHANGE_PYTORCH_H
#define EXCHANGE_PYTORCH_H

#include "unroll/exchange.h"

/* "format" among the metadata, as the safetensors library writes it for PyTorch. */
#define PYTORCH_FORMAT "pt"

unroll_status write_pytorch(const unroll_model *model, unroll_bytes *file, unroll_error *error);

/* The other way round. `settings` and `vocabulary` as of unroll_model_import(). */
unroll_status read_pytorch(const uint8_t *bytes, size_t size, const unroll_settings *settings,
                           const unroll_vocabulary *vocabulary, unroll_model **model, unroll_error *error);

/* As unroll_model_file_settings(). */
unroll_status pytorch_settings(const uint8_t *bytes, size_t size, unroll_settings *settings,
                               unroll_described *by, unroll_error *error);

#endif
