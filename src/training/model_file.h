/* How models and checkpoints lie in a safetensors file. */
#ifndef TRAINING_MODEL_FILE_H
#define TRAINING_MODEL_FILE_H

#include "storage/safetensors.h"
#include "training/model.h"
#include "training/network.h"

/* Adds a block of the network's plan as named tensors: "gru/kernel" or, with a prefix, "best/gru/kernel". */
void add_block(safetensors_writer *writer, const network *net, const char *prefix, const float *block);

/* Adds "format", every setting by its name, and the words as the tensor "vocabulary". */
void add_description(safetensors_writer *writer, const unroll_model *model, const char *format);

/* Reads a block back. Every tensor must be there and exactly of its size. */
unroll_status read_block(const safetensors_file *file, const network *net, const char *prefix, float *block,
                         unroll_error *error);

/* Makes a model from the description and the tensors without prefix. `format` is what the file must be. */
unroll_status read_model(const safetensors_file *file, const char *format, unroll_model **model,
                         unroll_error *error);

#endif
