/* What stands above the recurrent layers of a traced network: pooling and a hidden dense layer of N units, if there are any, and the last
 * layer with its K logits. F features that the top recurrent layer gives. */
#ifndef INSPECTION_HEAD_TRACE_H
#define INSPECTION_HEAD_TRACE_H

#include "base/arena.h"
#include "training/network.h"

typedef struct head_trace {
	const network *net; /* borrowed */
	size_t features;    /* F */

	/* Of the timesteps that have been pooled. */
	float *pooled;    /* (F): their sum, or their maximum */
	uint32_t *places; /* (F): of the maximum, where it stands */
	size_t count;     /* n */

	float *given;    /* (F): what the first dense layer is given */
	float *d_given;  /* (F): the gradient of it */
	float *hidden;   /* (padded(N)): what the hidden dense layer gives; NULL without one */
	float *d_hidden; /* (N) */

	uint32_t label;  /* of K ≥ 3 classes: that whose logit is asked for */
	float *logits;   /* (K) */
	float *d_logits; /* (K): the gradient of them */
} head_trace;

/* Lays out the memory for a network (see base/arena.h). */
head_trace head_trace_layout(arena *memory, const network *net);

/* Whether there is pooling. */
bool head_trace_pools(const head_trace *head);

/* Pools: forgets all timesteps; takes in what the top layer gives (F) at timestep t, which rises from call to call; and writes the result
 * to head->given. The bits are those of layers/pooling.h. */
void head_trace_begin(head_trace *head);
void head_trace_pool(head_trace *head, const float *x, size_t t);
void head_trace_finish(head_trace *head);

/* Fills in the logits of head->given, with the bits of layers/hidden_dense.h and layers/dense.h, and returns the one that is asked for: of
 * K ≥ 3 the log-odds of head->label (layers/loss.h). */
float head_trace_logit(const head_trace *head, const float *parameters);

/* Fill in head->d_logits: the gradient of what head_trace_logit() returned, or that of the loss of a review of this label. */
void head_trace_from_logit(const head_trace *head);
void head_trace_from_loss(const head_trace *head, uint8_t label);

/* Fills in head->d_given, from head->d_logits. */
void head_trace_backward(head_trace *head, const float *parameters);

/* Writes the gradient (F) of what was pooled at timestep t. */
void head_trace_unpool(const head_trace *head, float *d_x, size_t t);

#endif
