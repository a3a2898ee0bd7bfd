/* Settings: everything that, beside the corpus, decides a run. The same settings and corpus give the same
 * weights, byte for byte, on every machine.
 *
 * One table names each setting. The program's flags, the metadata of models and checkpoints, the page and
 * its links all use these names and the same reader, unroll_settings_set(). */
#ifndef UNROLL_SETTINGS_H
#define UNROLL_SETTINGS_H

#include <stddef.h>
#include <stdint.h>

#include "unroll/status.h"

#define UNROLL_MAX_LAYERS 8 /* recurrent layers in a stack */

typedef enum unroll_cell { UNROLL_SIMPLE_RNN, UNROLL_LSTM, UNROLL_GRU } unroll_cell;
typedef enum unroll_input { UNROLL_EMBEDDING, UNROLL_ONE_HOT } unroll_input;
typedef enum unroll_side { UNROLL_PRE, UNROLL_POST } unroll_side;
typedef enum unroll_shuffle { UNROLL_EACH_EPOCH, UNROLL_ONCE } unroll_shuffle;
typedef enum unroll_optimizer { UNROLL_RMSPROP, UNROLL_ADAM, UNROLL_SGD } unroll_optimizer;

typedef struct unroll_settings {
	/* The network. */
	unroll_cell cell;                  /* "cell": simple-rnn, lstm or gru */
	uint32_t layers;                   /* how many entries of `units` count: 1 to UNROLL_MAX_LAYERS */
	uint32_t units[UNROLL_MAX_LAYERS]; /* "units": of each recurrent layer, "8" or "16,8"; 1 to 512 */
	unroll_input input;                /* "input": embedding or one-hot */
	uint32_t embedding;       /* "embedding": dimensions of an embedded word, 1 to 512; unused with one-hot */
	uint32_t words;           /* "words": ids below this are words, others count as unknown; 4 to 65536 */
	uint32_t length;          /* "length": timesteps of a padded review, 1 to 2000 */
	unroll_side padding;      /* "padding": where zeros are put, pre or post */
	unroll_side truncating;   /* "truncating": where words are cut, pre or post */
	double dropout;           /* "dropout": share of the inputs of each recurrent layer, 0 to below 1 */
	double recurrent_dropout; /* "recurrent-dropout": share of the hidden state, 0 to below 1 */

	/* The training. */
	unroll_optimizer optimizer; /* "optimizer": rmsprop, adam or sgd */
	double learning_rate;       /* "learning-rate": above 0, at most 10 */
	double momentum;            /* "momentum": of sgd, 0 to below 1; unused otherwise */
	double clip_norm;           /* "clip-norm": largest norm of the whole gradient; 0 never clips */
	uint32_t batch;             /* "batch": reviews per batch, 1 to 4096 */
	uint32_t epochs;            /* "epochs": at most this many, 1 to 10000 */
	uint32_t
	    patience; /* "patience": epochs without a better validation loss before stopping; 0 never stops */
	double validation;      /* "validation": share of the training half held out, above 0, below 1 */
	unroll_shuffle shuffle; /* "shuffle": the training split gets a new order each-epoch, or one order once */
	uint32_t split_seed;    /* "split-seed": random_state of scikit-learn's train_test_split */
	uint32_t seed;          /* "seed": of initial values, shuffling and dropout */
} unroll_settings;

/* The textbook's run 6 with the reader's defaults: GRU(8) on Embedding(500, 16), 100 steps, RMSprop 1e-4,
 * batch 64, 100 epochs, patience 3, validation 0.2, both seeds 42. */
unroll_settings unroll_default_settings(void);

/* How many named settings there are, and the name of each, in the order of the struct. */
uint32_t unroll_setting_count(void);
const char *unroll_setting_name(uint32_t index);

/* Sets the setting called `name` from `text`. Numbers are decimal ("0.0001", "1e-4"), with at most 15
 * significant digits. On UNROLL_BAD_SETTING nothing is changed; the subject is the name, and the message
 * says what is allowed. */
unroll_status unroll_settings_set(unroll_settings *settings, const char *name, const char *text,
                                  unroll_error *error);

/* Writes the value of the setting called `name` as text that unroll_settings_set() reads back to the same
 * value; always ends in '\0'. 64 bytes are enough for every setting. UNROLL_BAD_SETTING for an unknown
 * name, UNROLL_TOO_LARGE where `capacity` is too small. */
unroll_status unroll_settings_get(const unroll_settings *settings, const char *name, char *text,
                                  size_t capacity, unroll_error *error);

/* Whether all values are possible, alone and together. */
unroll_status unroll_settings_check(const unroll_settings *settings, unroll_error *error);

#endif
