/* Settings: everything that, beside the corpus, determines a run. The same settings and corpus give the same
 * weights, byte for byte, on every machine.
 *
 * One table describes each setting: name, type, range, choices, default (unroll_setting_at()). The program's flags,
 * the metadata of models and checkpoints, the page and its links all use these names and the same reader,
 * unroll_settings_set(). */
#ifndef UNROLL_SETTINGS_H
#define UNROLL_SETTINGS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "unroll/api.h"
#include "unroll/status.h"

UNROLL_BEGIN

#define UNROLL_MAX_LAYERS   8  /* recurrent layers in a stack */
#define UNROLL_MOST_CLASSES 20 /* of a corpus */

typedef enum unroll_cell { UNROLL_SIMPLE_RNN, UNROLL_LSTM, UNROLL_GRU } unroll_cell;
/* The cell of the layers above the first, where it is another. */
typedef enum unroll_upper_cell {
	UNROLL_UPPER_SAME,
	UNROLL_UPPER_SIMPLE_RNN,
	UNROLL_UPPER_LSTM,
	UNROLL_UPPER_GRU
} unroll_upper_cell;
/* Keras' Bidirectional(merge_mode): what a layer gives that reads in both directions. H units of each direction become 2H, or stay H. */
typedef enum unroll_bidirectional {
	UNROLL_ONE_DIRECTION,
	UNROLL_CONCAT,
	UNROLL_SUM,
	UNROLL_AVERAGE
} unroll_bidirectional;
/* What the dense layer is given of the top recurrent layer: what that layer gives at last, or the mean or the maximum over all timesteps
 * (Keras' GlobalAveragePooling1D and GlobalMaxPooling1D). Where padding is masked, its timesteps are left out of both. */
typedef enum unroll_pooling { UNROLL_POOLING_LAST, UNROLL_POOLING_MEAN, UNROLL_POOLING_MAX } unroll_pooling;
/* Of a hidden dense layer: max(a, 0) or tanh a. */
typedef enum unroll_activation { UNROLL_RELU, UNROLL_TANH } unroll_activation;
typedef enum unroll_input { UNROLL_EMBEDDING, UNROLL_ONE_HOT } unroll_input;
/* Keras' Embedding(trainable): without it, training leaves the embedding as it was at first, drawn or taken over (unroll/word_vectors.h). */
typedef enum unroll_embedding_trainable {
	UNROLL_EMBEDDING_TRAINABLE_YES,
	UNROLL_EMBEDDING_TRAINABLE_NO
} unroll_embedding_trainable;
typedef enum unroll_side { UNROLL_PRE, UNROLL_POST } unroll_side;
/* Keras' Embedding(mask_zero): with it, a timestep of padding leaves the states of all recurrent layers as they are. */
typedef enum unroll_mask_zero { UNROLL_MASK_ZERO_NO, UNROLL_MASK_ZERO_YES } unroll_mask_zero;
/* In what Keras and PyTorch differ, which of them is followed:
 *
 *                     keras                                            pytorch
 *   embeddings        uniform in ±0.05                                 normal, mean 0 and variance 1
 *   kernels           Glorot uniform                                   uniform in ±1/√H, of dense layers ±1/√inputs
 *   recurrent kernels orthogonal                                       uniform in ±1/√H
 *   biases            one, of a GRU two; 0, of a forget gate 1         two for every cell; as the kernels
 *   rmsprop           ρ 0.9, g / √(v + 1e-7)                           ρ (alpha) 0.99, g / (√v + 1e-8)
 *   adam, adamw       ε 1e-7, added to √v                              ε 1e-8, added to √(v / (1 - β₂ᵗ))
 *   nadam             ε 1e-7, momentum warms up by 0.96ᵗ               ε 1e-8, by 0.96^(0.004·t)
 *   sgd, momentum     the learning rate is in the momentum: a change   it is not: a change acts at once
 *                     of it acts on further gradients alone
 *   clip-norm         by clip / norm                                   by clip / (norm + 1e-6) */
typedef enum unroll_convention { UNROLL_CONVENTION_KERAS, UNROLL_CONVENTION_PYTORCH } unroll_convention;
/* How long a padded batch is: always settings.length, or as long as its longest review, at most settings.length (Keras' pad_sequences
 * without maxlen, batch by batch; PyTorch's pad_sequence; TensorFlow's padded_batch). A batch without any word has no timesteps, and the
 * states stay 0.
 *
 * Where padding is masked, the length of a batch changes nothing, not one bit. Elsewhere a review is padded as the reviews of its batch
 * require: in training and in validation, whose batches are the same in every epoch; an evaluation of that split has them too. Whatever
 * reads a review on its own reads it without any padding: a prediction, a trace, a probe, the word map. */
typedef enum unroll_pad_to { UNROLL_PAD_TO_LENGTH, UNROLL_PAD_TO_LONGEST } unroll_pad_to;
typedef enum unroll_shuffle { UNROLL_EACH_EPOCH, UNROLL_ONCE } unroll_shuffle;
typedef enum unroll_optimizer {
	UNROLL_RMSPROP,
	UNROLL_ADAM,
	UNROLL_SGD,
	UNROLL_ADAMW,
	UNROLL_NADAM
} unroll_optimizer;
/* How the learning rate changes in the course of a run. */
typedef enum unroll_schedule {
	UNROLL_SCHEDULE_CONSTANT,
	UNROLL_SCHEDULE_STEP,
	UNROLL_SCHEDULE_COSINE,
	UNROLL_SCHEDULE_PLATEAU
} unroll_schedule;
/* Which reviews are the validation set: a random share of the training half, the last share of each of its labels, or the
 * test half. */
typedef enum unroll_held_out {
	UNROLL_HELD_OUT_RANDOM,
	UNROLL_HELD_OUT_LAST,
	UNROLL_HELD_OUT_TEST
} unroll_held_out;
/* By what the best epoch is found, and early stopping decides. */
typedef enum unroll_monitor { UNROLL_MONITOR_VAL_LOSS, UNROLL_MONITOR_VAL_ACCURACY } unroll_monitor;
/* Weights of the classes in the training loss: 1 each, or scikit-learn's "balanced". */
typedef enum unroll_class_weight {
	UNROLL_CLASS_WEIGHT_NONE,
	UNROLL_CLASS_WEIGHT_BALANCED
} unroll_class_weight;

typedef struct unroll_settings {
	/* The network. */
	unroll_cell cell;                  /* "cell": simple-rnn, lstm or gru */
	uint32_t layers;                   /* how many entries of `units` count: 1 to UNROLL_MAX_LAYERS */
	uint32_t units[UNROLL_MAX_LAYERS]; /* "units": of each recurrent layer, "8" or "16,8"; 1 to 512 */
	/* "upper-cells": of the layers above the first, from the second: same, simple-rnn, lstm or gru */
	unroll_upper_cell upper_cells[UNROLL_MAX_LAYERS - 1];
	unroll_bidirectional bidirectional[UNROLL_MAX_LAYERS]; /* "bidirectional": no, concat, sum or average */
	unroll_pooling pooling;                                /* "pooling": last, mean or max */
	uint32_t dense; /* "dense": units of a hidden dense layer below the last one, 0 to 512; 0 is none */
	unroll_activation dense_activation; /* "dense-activation": relu or tanh; unused without one */
	/* "classes": of the corpus, 2 to UNROLL_MOST_CLASSES. For two the last layer is Dense(1) with a sigmoid and the loss binary
	 * cross-entropy; for k ≥ 3 it is Dense(k) with a softmax and categorical cross-entropy */
	uint32_t classes;
	unroll_input input; /* "input": embedding or one-hot */
	uint32_t embedding; /* "embedding": dimensions of an embedded word, 1 to 512; unused with one-hot */
	/* "embedding-trainable": whether training changes the embedding, yes or no; unused with one-hot */
	unroll_embedding_trainable embedding_trainable;
	/* "words": vocabulary size; ids at or above it become UNROLL_UNKNOWN_ID; 4 to 65536 */
	uint32_t words;
	uint32_t length;            /* "length": timesteps of a padded review, 1 to 2000 */
	unroll_side padding;        /* "padding": where zeros are put, pre or post */
	unroll_side truncating;     /* "truncating": the end at which a long review is cut, pre or post */
	unroll_mask_zero mask_zero; /* "mask-zero": whether padding is masked, no or yes; unused with one-hot */
	unroll_pad_to pad_to;       /* "pad-to": how long a batch is, length or longest */
	double dropout;           /* "dropout": fraction of each recurrent layer's inputs dropped, 0 to below 1 */
	double recurrent_dropout; /* "recurrent-dropout": the same of the hidden state, 0 to below 1 */
	/* "layer-dropout": fraction dropped of what each recurrent layer gives to the next, at each timestep anew, 0 to below 1 */
	double layer_dropout;
	double dense_dropout; /* "dense-dropout": the same of what the last dense layer is given, 0 to below 1 */

	/* The training, and what a network begins with. */
	unroll_convention convention; /* "convention": keras or pytorch */
	unroll_optimizer optimizer;   /* "optimizer": rmsprop, adam, sgd, adamw or nadam */
	double learning_rate;         /* "learning-rate": above 0, at most 10 */
	double momentum;              /* "momentum": of sgd, 0 to below 1; unused otherwise */
	double clip_norm;             /* "clip-norm": largest norm of the whole gradient; 0 never clips */
	/* "schedule": constant; step: times rate-factor after every rate-epochs epochs; cosine: down to min-rate over all epochs; or
	 * plateau: times rate-factor after every rate-epochs epochs in a row without improvement, not below min-rate */
	unroll_schedule schedule;
	uint32_t
	    warm_up; /* "warm-up": updates in which the rate rises from 0, 0 to 1000000; unused with plateau */
	double rate_factor;   /* "rate-factor": above 0, below 1; of step and plateau */
	uint32_t rate_epochs; /* "rate-epochs": 1 to 10000; of step and plateau */
	double min_rate;      /* "min-rate": 0 to 10; of cosine and plateau */
	/* "weight-decay": of adamw, 0 to 1: each update first takes this share, times the learning rate, from all weights; unused
	 * otherwise */
	double weight_decay;
	double
	    l2; /* "l2": 0 to 1: l2 times the sum of the squares of all kernels' weights is added to the loss */
	/* "label-smoothing": 0 to below 1: of k classes, the targets 0 and 1 become s/k and 1 - s + s/k */
	double label_smoothing;
	/* "class-weight": none or balanced: in training, the loss of a review is multiplied by n / (k · reviews of its class) */
	unroll_class_weight class_weight;
	uint32_t batch;  /* "batch": reviews per batch, 1 to 4096 */
	uint32_t epochs; /* "epochs": at most this many, 1 to 10000 */
	/* "patience": consecutive epochs without improvement that end a run; 0 never stops early */
	uint32_t patience;
	unroll_monitor
	    monitor;      /* "monitor": val-loss or val-accuracy, by which epochs improve and the best is found */
	double min_delta; /* "min-delta": by more than this, 0 to 10 */
	double
	    validation; /* "validation": fraction of the training half held out, above 0, below 1; unused with test */
	/* "held-out": random, as train_test_split divides the training half; last, the last of each label, like Keras' validation_split
	 * where labels are mixed; or test: the whole training half trains, and the test half validates */
	unroll_held_out held_out;
	unroll_shuffle shuffle; /* "shuffle": the training split gets a new order each-epoch, or one order once */
	uint32_t split_seed;    /* "split-seed": random_state of scikit-learn's train_test_split */
	uint32_t seed;          /* "seed": of initial values, shuffling and dropout */
} unroll_settings;

/* GRU(8) on Embedding(500, 16), 100 timesteps, RMSprop 1e-4, batch 64, 100 epochs, patience 3, validation 0.2, both seeds 42:
 * run 6 of docs/chapter.md, except that the training set is shuffled in each epoch. */
unroll_settings unroll_default_settings(void);

/* --- The table of settings ----------------------------------------------------------------------- */

typedef enum unroll_setting_type {
	UNROLL_CHOICE, /* one of `choices` */
	UNROLL_WHOLE,  /* a whole number */
	UNROLL_REAL,   /* a decimal number of at most 15 significant digits */
	UNROLL_UNITS,  /* 1 to `choice_count` whole numbers joined by commas, one for each recurrent layer */
	UNROLL_CHOICES /* 1 to `most` of `choices` joined by commas, one for each layer; the last is that of all further layers too */
} unroll_setting_type;

/* What there is to know of a setting. All texts are static. Forms, links, flags and their help follow from it. */
typedef struct unroll_setting {
	const char *name; /* "learning-rate" */
	unroll_setting_type type;
	const char *initial; /* its default, as unroll_settings_get() writes it: "0.0001" */
	const char
	    *meaning; /* what it does, in English: "step size of the optimizer"; "" in the modules of the page */
	const char *allowed; /* what is allowed, in English: "a number above 0, at most 10" */
	double least,
	    most;         /* of a number, or of each layer's units, or how many choices; both 0 for one choice */
	bool above_least; /* `least` itself is not allowed */
	bool below_most;  /* `most` itself is not allowed */
	const char *const *choices; /* (choice_count) of choices, in the order of their enumeration; else NULL */
	uint32_t choice_count;      /* how many choices there are, or at most how many layers; 0 for a number */
	/* It is younger than the file format: a model or checkpoint that does not name it has its default, and does not name it then. */
	bool implied;
} unroll_setting;

/* How many named settings there are, and each of them, in the order of the struct. The name of one beyond the last is "". */
uint32_t unroll_setting_count(void);
unroll_setting unroll_setting_at(uint32_t index);
const char *unroll_setting_name(uint32_t index);

/* --- Reading and writing ------------------------------------------------------------------------- */

/* Sets the setting called `name` from `text`. Numbers are decimal ("0.0001", "1e-4"), with at most 15
 * significant digits. On UNROLL_BAD_SETTING nothing is changed; the subject is the name, and the message
 * says what is allowed. */
unroll_status unroll_settings_set(unroll_settings *settings, const char *name, const char *text,
                                  unroll_error *error);

#define UNROLL_SETTING_TEXT 96

/* Writes the value of the setting called `name` as text that unroll_settings_set() reads back to the same
 * value; always ends in '\0'. UNROLL_SETTING_TEXT bytes are enough for every setting. UNROLL_BAD_SETTING for an unknown
 * name or a value that is not allowed, UNROLL_TOO_LARGE where `capacity` is too small; `text` is then as it was. */
unroll_status unroll_settings_get(const unroll_settings *settings, const char *name, char *text,
                                  size_t capacity, unroll_error *error);

/* Whether every value is allowed. UNROLL_BAD_SETTING names the first that is not; the message says what is allowed. */
unroll_status unroll_settings_check(const unroll_settings *settings, unroll_error *error);

UNROLL_END

#endif
