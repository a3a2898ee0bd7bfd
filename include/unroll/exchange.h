/* A model as a file of another library, and back.
 *
 *   keras       as Keras 3 saves one: the configuration of all layers, and their weights
 *   weights-h5  the weights alone, as save_weights() writes them
 *   pytorch     the state_dict of the PyTorch program that the page writes of a run, in a safetensors file: names, shapes and gates of nn.RNN,
 *               nn.LSTM and nn.GRU, with two biases
 *   onnx        a graph from word ids to logits and probabilities, with an RNN, LSTM or GRU node for each recurrent layer
 *
 * Each file also has the settings of the model, the names of its classes, its tokenizer and its vocabulary. docs/export.md describes the
 * files and how they are read. */
#ifndef UNROLL_EXCHANGE_H
#define UNROLL_EXCHANGE_H

#include "unroll/api.h"
#include "unroll/bytes.h"
#include "unroll/model.h"
#include "unroll/status.h"

UNROLL_BEGIN

/* Name of a format, and how the name of such a file ends. */
#define UNROLL_FORMAT_MAP(X)                                                                                 \
	X(KERAS, "keras", ".keras")                                                                              \
	X(WEIGHTS_H5, "weights-h5", ".weights.h5")                                                               \
	X(PYTORCH, "pytorch", ".pytorch.safetensors")                                                            \
	X(ONNX, "onnx", ".onnx")

typedef enum unroll_format {
#define UNROLL_FORMAT_ENTRY(name, text, ending) UNROLL_FORMAT_##name,
	UNROLL_FORMAT_MAP(UNROLL_FORMAT_ENTRY)
#undef UNROLL_FORMAT_ENTRY
	    UNROLL_FORMATS
} unroll_format;

/* "pytorch" and ".pytorch.safetensors"; "" for a format that is none. The texts are static. */
const char *unroll_format_name(unroll_format format);
const char *unroll_format_ending(unroll_format format);

/* Writes the model as a file of that format. The same model gives the same bytes. UNROLL_NOT_FINITE where a weight is NaN or infinite,
 * UNROLL_TOO_LARGE or UNROLL_BAD_TEXT where the format cannot have so large a vocabulary or one of its words. */
unroll_status unroll_model_export(const unroll_model *model, unroll_format format, unroll_bytes *file,
                                  unroll_error *error);

/* What a file says beside its weights: nothing; its network, in the config.json of a .keras file of others; or all of the model, with the
 * ids of its words, as a file does that was exported. */
typedef enum unroll_described {
	UNROLL_DESCRIBED_NOT,
	UNROLL_DESCRIBED_NETWORK,
	UNROLL_DESCRIBED_WHOLE
} unroll_described;

/* Puts into `settings` what a file says of its model; others stay as they are. UNROLL_MISMATCH names the layer of a .keras file that Unroll
 * does not have, or has with other arguments or elsewhere. Files and other statuses as of unroll_model_import(). */
unroll_status unroll_model_file_settings(const uint8_t *bytes, size_t size, unroll_settings *settings,
                                         unroll_described *by, unroll_error *error);

/* Makes a model of a file of Keras (.keras or .weights.h5) or PyTorch (a state_dict as safetensors), which begins at a multiple of 8. Its
 * settings are `settings` where they are given, with all of its network; NULL where the file describes it: by default, and beside what
 * unroll_model_file_settings() finds there. `vocabulary` gives the words of a file that does not have them, or is NULL where they are not
 * known, and the model then knows ids alone.
 *
 * UNROLL_MISMATCH names a weight that the file lacks or has too many for this network, or says that settings are missing; UNROLL_BAD_FILE is
 * what is damaged, of another layout, or another kind of file. */
unroll_status unroll_model_import(const uint8_t *bytes, size_t size, const unroll_settings *settings,
                                  const unroll_vocabulary *vocabulary, unroll_model **model,
                                  unroll_error *error);

UNROLL_END

#endif
