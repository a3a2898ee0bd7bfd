/* A model: embedding or one-hot input, a stack of recurrent layers, each in one direction or in both, pooling over the timesteps of the
 * top one and a hidden dense layer if asked for, and a dense layer with one unit and a sigmoid or, for K ≥ 3 classes, K units and a softmax. It holds its weights, the words it was made
 * for, and the settings it was made with, and no workspace: what predicts with it (unroll/predictor.h), scores it
 * (unroll/evaluator.h), looks inside it (unroll/inspection.h) or trains it (unroll/trainer.h) brings its own. Only a trainer writes to it.
 *
 * A model is stored as one safetensors file. Its tensors have Keras' names and shapes (E embedding
 * dimensions, H units, V words; `lstm_1` is the second of a stack):
 *
 *   embedding/embeddings (V, E)       simple_rnn/kernel (E, H)   simple_rnn/recurrent_kernel (H, H)    simple_rnn/bias (H)
 *   dense/kernel (H, 1)               lstm/kernel (E, 4H)        lstm/recurrent_kernel (H, 4H)         lstm/bias (4H)   gates i, f, c, o
 *   dense/bias (1)                    gru/kernel (E, 3H)         gru/recurrent_kernel (H, 3H)          gru/bias (2, 3H) gates z, r, h
 *
 * With the setting `convention` pytorch, every cell has two biases, simple_rnn/bias (2, H) and lstm/bias (2, 4H) too: b, and b' of what comes
 * through the recurrent kernel. All else is as above, transposed and in another order of gates than in a file of PyTorch.
 *
 * A layer that reads in both directions has the weights of two, the forward one first: bidirectional/forward_lstm/kernel and so on,
 * bidirectional/backward_lstm/kernel and so on. Of the layer above it, and of the dense one, H is then what both give together.
 *
 * A hidden dense layer of N units is dense/kernel (H, N) and dense/bias (N); the last one is then dense_1/kernel (N, 1) and dense_1/bias (1).
 *
 * For K ≥ 3 classes the last kernel is (H, K) and its bias (K).
 *
 * The tensors stand beside `vocabulary` U8 (the words that have ids below V, in rank order, joined by '\n'), or `pieces`, as in unroll/corpus.h.
 * Metadata: "format" "unroll-model-1", every setting by its name, "tokenizer" where it is not words, "positive" and "negative" or "class-names" where
 * the classes have names of their own (as in unroll/corpus.h), and "sha256", the digest of all data. */
#ifndef UNROLL_MODEL_H
#define UNROLL_MODEL_H

#include <stddef.h>
#include <stdint.h>

#include "unroll/api.h"
#include "unroll/bytes.h"
#include "unroll/settings.h"
#include "unroll/status.h"
#include "unroll/text.h"

UNROLL_BEGIN

typedef struct unroll_model unroll_model;

/* Makes a model with Keras' initial values, drawn from settings->seed: kernels Glorot uniform, recurrent
 * kernels orthogonal, embeddings uniform ±0.05, biases 0 but 1 for the LSTM's forget gate; or with PyTorch's, see
 * unroll_convention. The words are copied from `vocabulary`, of which the first settings->words - 4 get ids. */
unroll_status unroll_model_create(const unroll_settings *settings, const unroll_vocabulary *vocabulary,
                                  unroll_model **model, unroll_error *error);

/* Opens a model file that lies in memory; the bytes are not kept. The whole file is checked before memory is taken for
 * it: UNROLL_BAD_FILE where a tensor is missing, superfluous, of another shape than the settings ask for or not finite,
 * or where there are more words than the setting "words" gives ids to. */
unroll_status unroll_model_open(const uint8_t *bytes, size_t size, unroll_model **model, unroll_error *error);
void unroll_model_destroy(unroll_model *model);

/* Writes the model file. The same weights, words and settings give the same bytes. UNROLL_NOT_FINITE where a weight is
 * NaN or infinite: what is written can be opened. */
unroll_status unroll_model_save(const unroll_model *model, unroll_bytes *file, unroll_error *error);

/* What the model calls the reviews of a label: as the corpus that it was trained on does, see unroll_corpus_class(). */
const char *unroll_model_class(const unroll_model *model, uint32_t label);

const unroll_settings *unroll_model_settings(const unroll_model *model);
const unroll_vocabulary *unroll_model_vocabulary(const unroll_model *model);

/* --- What Keras' summary() prints ---------------------------------------------------------------- */

#define UNROLL_MOST_SUMMARIES                                                                                \
	(2 * UNROLL_MAX_LAYERS + 4) /* recurrent and dropout; embedding, pooling, two dense */
#define UNROLL_LAYER_NAME_BYTES 32

typedef struct unroll_layer_summary {
	char name[UNROLL_LAYER_NAME_BYTES]; /* Keras': "embedding", "gru_1", "global_max_pooling1d", "dense" */
	const char *type; /* Keras' class: "GRU", "Bidirectional", "Dense"; the text is static */
	uint32_t steps;   /* output shape (None, steps, features), or (None, features) where steps is 0 */
	uint32_t features;
	uint64_t parameters;
} unroll_layer_summary;

/* The layers that a model with these settings would have, from the plan alone: no weights are taken or drawn. `*count` is how
 * many of `layers` are filled in. What a run would take is counted by unroll_training_memory(). */
unroll_status unroll_settings_layers(const unroll_settings *settings,
                                     unroll_layer_summary layers[UNROLL_MOST_SUMMARIES], uint32_t *count,
                                     unroll_error *error);

uint32_t unroll_model_layer_count(const unroll_model *model);
unroll_layer_summary unroll_model_layer(const unroll_model *model, uint32_t index);
uint64_t unroll_model_parameters(const unroll_model *model);

/* One weight tensor, in the order of the layers. `values` is a view of the model's weights, row by row; it
 * may be written to between two steps of training. */
typedef struct unroll_tensor {
	const char *name; /* "gru/recurrent_kernel": belongs to the model */
	uint32_t rank;    /* 1 or 2 */
	uint32_t shape[2];
	float *values;
} unroll_tensor;

uint32_t unroll_model_tensor_count(const unroll_model *model);
unroll_tensor unroll_model_tensor(unroll_model *model, uint32_t index);

/* The SHA-256 of all weights (little-endian, in the order of the tensors) in hexadecimal: two runs match
 * where these match. `text` takes 65 bytes with the '\0'. */
void unroll_model_fingerprint(const unroll_model *model, char text[65]);

UNROLL_END

#endif
