/* A network on one padded review: all of its layers at all timesteps, and the gradients of everything that its layers are given.
 * T timesteps, R rows of a layer (unroll/inspection.h), H units, E inputs, F features that a layer gives. */
#ifndef INSPECTION_NETWORK_TRACE_H
#define INSPECTION_NETWORK_TRACE_H

#include "base/arena.h"
#include "inspection/cell_step.h"
#include "inspection/head_trace.h"
#include "training/network.h"

/* A recurrent layer or one direction of it, as in network.recurrent. Timesteps are those of the text, whichever way it reads. */
typedef struct direction_trace {
	const network_recurrent *plan;
	cell_weights weights;
	size_t rows;     /* R */
	size_t inputs;   /* E, or 1 for one-hot input */
	float *values;   /* (T, R, H) */
	float *d_hidden; /* (T, H) */
	float *d_inputs; /* (T, E), or (T, 1) */
} direction_trace;

/* A layer of the network's list, where it is recurrent. */
typedef struct layer_trace {
	float *outputs;  /* of two directions: (T, F); of one NULL, its hidden states are the outputs */
	float *d_inputs; /* (T, E), or (T, 1): the gradient of what it is given, of two directions their sum */
} layer_trace;

typedef struct network_trace {
	const network *net; /* borrowed */
	size_t timesteps;   /* T */
	direction_trace directions[NETWORK_MAX_RECURRENT];
	layer_trace layers[UNROLL_MOST_SUMMARIES];
	head_trace head;
	float *d_pooled;     /* (T, F): the gradient of what is pooled; NULL without pooling */
	float *logits;       /* (T): of the review up to each timestep (unroll/inspection.h) */
	float *zeros;        /* (R, H), the most of any layer: the rows before the first timestep */
	cell_workspace work; /* of the widest layer */

	/* Of the review. */
	const float *parameters;
	const uint16_t *ids;
} network_trace;

/* Lays out the memory for a network (see base/arena.h). */
network_trace network_trace_layout(arena *memory, const network *net);

/* Prepares the weights (training/network.h) for the reviews that follow; they are borrowed until the next call. */
void network_trace_begin(network_trace *trace, const float *parameters);

/* Fills in the values of all layers (a masked timestep repeats those before it) and the logits for a padded review, `ids` (T), each below settings.words. Borrowed until
 * the backward pass is done. */
void network_trace_forward(network_trace *trace, const uint16_t *ids);

/* Fills in d_hidden and d_inputs of all layers, from the gradient of the last logits, head.d_logits. */
void network_trace_backward(network_trace *trace);

/* Whether every number of both passes is finite; UNROLL_NOT_FINITE where one is not. */
unroll_status network_trace_check(const network_trace *trace, unroll_error *error);

/* The failure of a number that is NaN or infinite. */
unroll_status fail_not_finite(unroll_error *error);

/* Whether a timestep is padding that the network does not read: all layers stay as they were. */
bool network_trace_masked(const network_trace *trace, size_t t);

/* What direction `index` is given at a timestep. */
cell_input network_trace_input(const network_trace *trace, size_t index, size_t t);

/* The rows of direction `index` before it reads timestep t: zeros where it begins. */
const float *network_trace_before(const network_trace *trace, size_t index, size_t t);

#endif
