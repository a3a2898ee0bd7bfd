/* A model as Keras 3 saves one (keras/src/saving/saving_lib.py): the variables as a .weights.h5 file, and that with the configuration of
 * all layers as a .keras file, a zip archive of metadata.json, config.json and model.weights.h5.
 *
 * A cell has the biases that Keras' has: of a SimpleRNN or LSTM in PyTorch's convention the sum of its two. Beside what Keras looks for, the HDF5
 * file has the dataset "unroll", a safetensors file with settings and vocabulary (exchange/description.h), which Keras passes over. */
#ifndef EXCHANGE_KERAS_H
#define EXCHANGE_KERAS_H

#include "unroll/exchange.h"

#define KERAS_DESCRIPTION "unroll" /* the dataset */

unroll_status write_keras_weights(const unroll_model *model, unroll_bytes *file, unroll_error *error);
unroll_status write_keras(const unroll_model *model, unroll_bytes *file, unroll_error *error);

/* The other way round, of either file. `settings` and `vocabulary` as of unroll_model_import(). A bias that is the sum of two becomes the first
 * of them, and the second is 0. */
unroll_status read_keras(const uint8_t *bytes, size_t size, const unroll_settings *settings,
                         const unroll_vocabulary *vocabulary, unroll_model **model, unroll_error *error);

/* As unroll_model_file_settings(). */
unroll_status keras_settings(const uint8_t *bytes, size_t size, unroll_settings *settings,
                             unroll_described *by, unroll_error *error);

#endif
