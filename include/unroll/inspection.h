/* Looking inside a network: what happens in it, timestep by timestep, while it reads a typed review. It has the same bits
 * as a prediction: the last timestep's logit is unroll_predictor_predict()'s, where it is of the predicted class.
 *
 * What is shown is finite: UNROLL_NOT_FINITE where the weights of a model are so large that a number would be NaN or infinite, as
 * they may be in a run that diverges.
 *
 * Everything here reads the model and never writes to it, see unroll/predictor.h. Dropout is off throughout. T timesteps, H
 * units of a layer, E inputs of a layer at a timestep: the dimensions of the embedding, or the units of the layer below.
 *
 * A bidirectional layer is shown as two: its forward direction, then its backward one, each with H units. Timesteps are always those
 * of the text: a backward direction comes to timestep T - 1 first and ends at 0. */
#ifndef UNROLL_INSPECTION_H
#define UNROLL_INSPECTION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "unroll/api.h"
#include "unroll/corpus.h"
#include "unroll/model.h"
#include "unroll/predictor.h"
#include "unroll/status.h"

UNROLL_BEGIN

/* A trace of a model on a review: made once for a model, then used for any number of reviews. It takes its memory for the
 * timesteps when it is made, and grows only with the words of the longest review it has read. */
typedef struct unroll_trace unroll_trace;

/* The model is borrowed and must outlive the trace. */
unroll_status unroll_trace_create(const unroll_model *model, unroll_trace **trace, unroll_error *error);
void unroll_trace_destroy(unroll_trace *trace);

#define UNROLL_ANY_CLASS UINT32_MAX

/* Of a model of 3 or more classes, all logits of a trace are of one class against all others (unroll_prediction.logit), and all
 * probabilities those of that class. It is the class chosen here, for the reviews that are read from now on; with UNROLL_ANY_CLASS, as
 * at first, the predicted one of a typed review and a corpus review's own. Of two classes it is always the positive one.
 * UNROLL_BAD_SETTING where there is no such class. */
unroll_status unroll_trace_choose(unroll_trace *trace, uint32_t label, unroll_error *error);

/* Reads a review with the weights that the model has now: forward through all timesteps, and back for the gradients of the last
 * logit. Costs about six predictions. Fails as unroll_predictor_predict() does (UNROLL_BAD_TEXT, UNROLL_TOO_LARGE,
 * UNROLL_MISMATCH, UNROLL_NOT_FINITE), and with UNROLL_OUT_OF_MEMORY; the trace then still shows the review it read before. Where the
 * prediction is finite and another number is not, it fails with UNROLL_NOT_FINITE and shows no review. */
unroll_status unroll_trace_read(unroll_trace *trace, const char *text, size_t size, unroll_error *error);

/* Reads a review of a corpus as training reads it: review `index` of a half, below unroll_corpus_count(). Its words are its ids
 * but for the start; their places in a text are 0. A logit that is not a number is not an error here. The corpus is borrowed
 * for the call. Fails as unroll_trainer_create() does
 * where the corpus is not the model's (UNROLL_MISMATCH), with UNROLL_NO_REVIEWS where there is no such review, and with
 * UNROLL_OUT_OF_MEMORY; the trace then still shows the review it read before. */
unroll_status unroll_trace_read_review(unroll_trace *trace, const unroll_corpus *corpus, unroll_half half,
                                       uint32_t index, unroll_error *error);

/* --- The review ---------------------------------------------------------------------------------- */

#define UNROLL_NO_WORD     UINT32_MAX
#define UNROLL_NO_TIMESTEP UINT32_MAX

/* What the network is given at a timestep, and what it would say if the review ended there: the dense layers applied to the
 * top layer's hidden state after the timestep; where that layer is bidirectional, to its forward direction's state after the timestep and its
 * backward one's after all of the review. With pooling, the dense layers applied to the mean or maximum of what the top layer gives up to
 * and with the timestep, both of its directions. Padding is part of what it sees and moves its state; its timesteps have id
 * UNROLL_PADDING_ID. With post padding they follow the words, and the prediction is made after them. */
typedef struct unroll_trace_timestep {
	uint32_t id;   /* UNROLL_PADDING_ID, UNROLL_START_ID, or a word's */
	uint32_t word; /* which word of the review, from 0; UNROLL_NO_WORD for padding and the start */
	float logit;
	float probability; /* that the review is of the class of the logits: of two, positive */
} unroll_trace_timestep;

/* A word of the review, also where truncating cut it off. Three measures of what it does, and
 * what the prediction was after it:
 *
 *   moved    the gradient of the logit by the word's embedding, times that embedding: the first-order drop in the logit if
 *            the embedding were 0. With one-hot input: the gradient by the one-hot input's entry, which is
 *            1, and so the same thing.
 *   norm     the length of that gradient: how much the logit depends on the word at this place at all, whatever the word is. With
 *            one-hot input the size of the entry's gradient.
 *   without  the logit of the review without the word, padded and truncated anew: the effect of the word itself and of its place in
 *            the padded review did.
 *   up_to    the logit of the review that ends with this word, padded and truncated as if that were all of it. The logit of the
 *            word's timestep is what the network holds at that moment; it differs by the padding: less of it stood before, or,
 *            with post padding, none has followed yet.
 *
 * `moved` and `norm` are 0 for a word that was cut off. `without` and `up_to` are filled in by unroll_trace_compare().
 *
 * With another tokenizer than words, these are the pieces of words (unroll/text.h). `without` is then the logit without all
 * pieces of the word. */
typedef struct unroll_trace_word {
	uint32_t start, end; /* its place in the text, in bytes */
	uint32_t word;       /* which word of the text it is or belongs to, from 0 */
	uint32_t id;         /* UNROLL_UNKNOWN_ID where the model does not know it */
	uint32_t timestep;   /* when it is read; UNROLL_NO_TIMESTEP where it was cut off */
	float moved;
	float norm;
	float without;
	float up_to;
} unroll_trace_word;

typedef struct unroll_trace_review {
	unroll_prediction prediction;
	uint32_t label;          /* the class that all other logits are of; of two 1 */
	uint32_t timestep_count; /* T */
	const unroll_trace_timestep *timesteps;
	uint32_t word_count;
	const unroll_trace_word *words;
	uint32_t compared; /* words, from the first on, whose `without` and `up_to` are known */
} unroll_trace_review;

/* The review that was read last; without one, no timesteps and no words. All views belong to the trace, and hold until it reads
 * or compares again. */
unroll_trace_review unroll_trace_of_review(const unroll_trace *trace);

/* Fills in `without` and `up_to` of up to `words` more words, two predictions each; unroll_trace_review counts those that have
 * them. The weights must be those that the review was read with: after training, read it again. UNROLL_NOT_FINITE leaves the
 * words that cannot be compared, and those behind them, as they were. */
unroll_status unroll_trace_compare(unroll_trace *trace, uint32_t words, unroll_error *error);

/* --- The layers ---------------------------------------------------------------------------------- */

/* What is kept of each timestep of a layer: rows of H numbers, in this order. The first is always h, the hidden state after the
 * timestep. σ gates are 0 closed, 1 open; a_… are the sums that they are the σ or tanh of, biases and all. Gates stand as they do
 * in Keras' kernels.
 *
 *   SimpleRNN  h  a             h = tanh(a)
 *   LSTM       h  c  i f g o  a_i a_f a_c a_o
 *                               c = f·c⁻ + i·g           h = o·tanh(c)
 *   GRU        h  z r g  a_z a_r x_h q a_h
 *                               x_h = x·W_h + b_h        q = h⁻·U_h + b'_h        a_h = x_h + r·q
 *                               h = z·h⁻ + (1 - z)·g
 *
 * The timestep before the first that is read has h⁻ = 0 and c⁻ = 0. g is the candidate, tanh(a_c) or tanh(a_h). */
#define UNROLL_TRACE_MOST_ROWS 10

/* How many rows a cell has, and their names as above; both texts are static. */
uint32_t unroll_trace_row_count(unroll_cell cell);
const char *unroll_trace_row_name(unroll_cell cell, uint32_t row);

typedef struct unroll_trace_layer {
	const char *name; /* "gru_1", "bidirectional/backward_gru": belongs to the model */
	unroll_cell cell;
	bool backward;         /* it reads from the last timestep to the first */
	uint32_t inputs;       /* E; 1 for one-hot input: the entry that is 1 */
	uint32_t units;        /* H */
	uint32_t rows;         /* R */
	const float *values;   /* (T, R, H) */
	const float *d_hidden; /* (T, H): gradient of the last logit by the hidden state after each timestep */
	const float *d_inputs; /* (T, E): and by what the layer got at each timestep */
} unroll_trace_layer;

/* How many recurrent layers of a model there are to look into; a bidirectional one is two. */
uint32_t unroll_traced_layers(const unroll_model *model);

/* Recurrent layer `index`, from 0 at the bottom, below unroll_traced_layers(). */
unroll_trace_layer unroll_trace_of_layer(const unroll_trace *trace, uint32_t index);

/* --- One unit ------------------------------------------------------------------------------------ */

/* The terms of one gate's sum, in double precision; `sum` and `value` are the engine's own, of which the terms' sum may differ
 * in the last bits of a float:
 *
 *   sum = input + bias + recurrent + recurrent_bias            value = σ(sum) or, of a candidate, tanh(sum)
 *   sum = input + bias + r·(recurrent + recurrent_bias)        of a GRU's candidate */
typedef struct unroll_gate_terms {
	double input;          /* x·W */
	double recurrent;      /* h⁻·U */
	double bias;           /* b */
	double recurrent_bias; /* b' of a GRU; 0 otherwise */
	double sum;            /* a */
	double value;          /* the gate, or the candidate; of a SimpleRNN h */
} unroll_gate_terms;

/* The equations of one unit at one timestep with all their numbers, gates in Keras' order: the one of a SimpleRNN; i, f, c, o;
 * z, r, h. The columns of the kernels are the unit's own; a one-hot input is one number, 1, and its row the word's. */
typedef struct unroll_trace_unit {
	uint32_t gates;                 /* G */
	uint32_t inputs;                /* E, or 1 */
	uint32_t units;                 /* H */
	const float *x;                 /* (E) */
	const float *h;                 /* (H): the hidden state before the timestep */
	const float *kernel;            /* (G, E) */
	const float *recurrent_kernel;  /* (G, H) */
	const unroll_gate_terms *terms; /* (G) */
} unroll_trace_unit;

/* The views belong to the trace, and hold until it reads a review or returns a unit again. UNROLL_BAD_SETTING names what does
 * not exist: a layer, a timestep, a unit; or a timestep of padding that the network leaves out, where nothing is computed. */
unroll_status unroll_trace_of_unit(unroll_trace *trace, uint32_t layer, uint32_t timestep, uint32_t unit,
                                   unroll_trace_unit *equations, unroll_error *error);

/* --- During training ------------------------------------------------------------------------------ */

/* A probe: the first reviews of the validation split, traced with the weights as they are between two updates. It
 * changes nothing: a run that is probed ends in the same bits. */
typedef struct unroll_probe unroll_probe;

/* Takes the first `reviews` reviews of the validation split of the model's settings, or all where it has fewer. The model is
 * borrowed; the reviews are copied. UNROLL_MISMATCH as in unroll_trainer_create(), UNROLL_NO_REVIEWS where there are none. */
unroll_status unroll_probe_create(const unroll_model *model, const unroll_corpus *corpus, uint32_t reviews,
                                  unroll_probe **probe, unroll_error *error);
void unroll_probe_destroy(unroll_probe *probe);

/* Traces the reviews, dropout off, and takes the means. Allocates nothing. A review takes 2·T·GH·(E + H) multiplications: 32 of
 * them about as much time as training three to five batches of 64 (a GRU(8) on 16 dimensions, 100 timesteps: some 3 ms in a
 * browser; a GRU(32) on 32, 200 timesteps: 40 ms). After UNROLL_NOT_FINITE the layers show nothing of use until it runs again. */
unroll_status unroll_probe_run(unroll_probe *probe, unroll_error *error);

/* How many reviews it has. */
uint32_t unroll_probe_reviews(const unroll_probe *probe);

/* Which half of the corpus they are of: the training half, but with settings.held_out test the test half. */
unroll_half unroll_probe_half(const unroll_probe *probe);

/* Which reviews they are: the index in that half of the one at `place`, below unroll_probe_reviews(). */
uint32_t unroll_probe_review(const unroll_probe *probe, uint32_t place);

typedef struct unroll_probe_layer {
	const char *name; /* "gru_1", "bidirectional/backward_gru": belongs to the model */
	unroll_cell cell;
	bool backward;  /* it reads from the last timestep to the first */
	uint32_t units; /* H */
	uint32_t gates; /* 0 of a SimpleRNN, 3 of an LSTM (i, f, o), 2 of a GRU (z, r) */

	/* (T): the length of the gradient of a review's loss by the layer's hidden state after each timestep, mean over the reviews. At
	 * the last timestep it is the error of the prediction; how fast it decays towards the first shows how far back the layer can learn. It
	 * is the whole gradient, also by way of the layers above. Steps are those of the padded reviews. */
	const double *gradients;

	/* (gates, H): how open each unit's gates are, 0 to 1, mean over the reviews and those of their timesteps that are not padding. */
	const double *openness;
} unroll_probe_layer;

/* Recurrent layer `index`, from 0 at the bottom, below unroll_traced_layers(). All 0 before the first run. The views belong to the
 * probe and hold until it runs again. */
unroll_probe_layer unroll_probe_of_layer(const unroll_probe *probe, uint32_t index);

/* "i", "f", "o"; "z", "r". The text is static. */
const char *unroll_probe_gate_name(unroll_cell cell, uint32_t gate);

/* --- The words ----------------------------------------------------------------------------------- */

/* A map of the most frequent words: their embeddings (with one-hot input their rows of the kernel, which are the same to the
 * cell) in the plane where they spread most, and how each changes the prediction. */
typedef struct unroll_word_map unroll_word_map;

/* Maps the first `words` words of the model's vocabulary, of pieces the first merges or, where there are none, the first
 * characters; or all where it has fewer. The model is borrowed. */
unroll_status unroll_word_map_create(const unroll_model *model, uint32_t words, unroll_word_map **map,
                                     unroll_error *error);
void unroll_word_map_destroy(unroll_word_map *map);

/* Of a model of 3 or more classes, effects are on the logit of this class against all others; at first of class 0. UNROLL_BAD_SETTING where there is
 * no such class. */
unroll_status unroll_word_map_choose(unroll_word_map *map, uint32_t label, unroll_error *error);

/* Maps the words by the weights that the model has now. The plane is that of the first two principal components, turned so
 * that the logit rises to the right: Σ effect·x > 0, Σ effect·y = 0. The one choice that is left, which side is up, is made
 * as in the run before, so that a picture that is updated does not flip. Same weights, same bits, on every machine. Allocates
 * nothing. Takes `words` / 16 predictions, and `words`·D²/2 multiplications for D dimensions. UNROLL_NOT_FINITE leaves the map as it was
 * before its first run. */
unroll_status unroll_word_map_run(unroll_word_map *map, unroll_error *error);

typedef struct unroll_word_places {
	uint32_t words; /* how many */
	uint32_t
	    first; /* the word of rank first + i stands at place i; 1 but for pieces, of which those before are left out */
	const float *places; /* (words, 2): x and y, from the mean of all */
	const float *
	    effects; /* (words): the logit of the review that is this word alone, less that of the empty review */
	double shown; /* the share of the words' variance that lies in the plane, 0 to 1 */
} unroll_word_places;

/* All 0 before the first run. The views belong to the map and hold until it runs again. */
unroll_word_places unroll_word_map_places(const unroll_word_map *map);

UNROLL_END

#endif
