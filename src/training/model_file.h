/* How models and checkpoints lie in a safetensors file.
 *
 * Whatever a file claims is checked against the plan of its network before memory is taken for it: settings, number of tensors,
 * names, element types, shapes, finite values, vocabulary. So a small file cannot ask for much. */
#ifndef TRAINING_MODEL_FILE_H
#define TRAINING_MODEL_FILE_H

#include "storage/safetensors.h"
#include "training/model.h"
#include "training/network.h"

/* --- Writing ------------------------------------------------------------------------------------- */

/* Adds "format", every setting by its name, and the words as the tensor "vocabulary". */
void add_description(safetensors_writer *writer, const unroll_model *model, const char *format);

/* Adds a block of the network's plan as named tensors: "gru/kernel" or, with a prefix, "best/gru/kernel". */
void add_block(safetensors_writer *writer, const network *net, const char *prefix, const float *block);

/* UNROLL_NOT_FINITE where a block has a value that is infinite or NaN. Such a block must not be written, as no file with it
 * opens, nor be kept as the best weights. */
unroll_status check_block(const network *net, const char *prefix, const float *block, unroll_error *error);

/* --- Reading ------------------------------------------------------------------------------------- */

/* The plan of the network that the file describes. `format` is what the file must be. */
unroll_status read_network(const safetensors_file *file, const char *format, network *net,
                           unroll_error *error);

/* Whether the file has `count` tensors. With every tensor required by name, that leaves no room for others. */
unroll_status check_tensor_count(const safetensors_file *file, uint32_t count, unroll_error *error);

/* Whether a block is in the file: every tensor of exactly its shape, every value finite. */
unroll_status check_file_block(const safetensors_file *file, const network *net, const char *prefix,
                               unroll_error *error);

/* Copies a block that was checked. */
void copy_block(const safetensors_file *file, const network *net, const char *prefix, float *block);

/* Makes the model, of a network that was read and weights that were checked. */
unroll_status make_file_model(const safetensors_file *file, const network *net, unroll_model **model,
                              unroll_error *error);

#endif
