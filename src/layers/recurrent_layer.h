/* What a recurrent layer works on: its shape, its memory for one block of reviews, its input. layers/recurrent.h computes
 * with it.
 *
 * T timesteps, E inputs, H units, G gates of Keras and C = GH columns of its kernels, S slots (see layers/cell.h). Matrices
 * that are read by lanes have rows of padded() floats. */
#ifndef LAYERS_RECURRENT_LAYER_H
#define LAYERS_RECURRENT_LAYER_H

#include "kernels/block.h"
#include "layers/cell.h"

/* On the backward pass the kernels' gradients take in so many timesteps at once, so that their sums are read and written
 * less often. */
#define STEPS_TOGETHER 4

typedef struct recurrent_shape {
	const cell_description *cell;
	size_t inputs; /* E */
	size_t units;  /* H */
} recurrent_shape;

/* C: columns of the kernel and of the recurrent kernel. */
static inline size_t shape_columns(recurrent_shape shape) {
	return shape.cell->gates * shape.units;
}

/* Which reviews of a block have a word at a timestep, in the order in which a layer reads, where padding is masked (Keras: mask_zero). A masked timestep leaves the
 * states of a review as they are. Of a batch that is as long as its longest review, all have one. */
typedef struct word_mask {
	const uint16_t
	    *present; /* (T): bit r is set where review r has a word; NULL where padding is not masked */
	size_t first,
	    end; /* timesteps before and from there on have no word at all and are left out; 0 and T without a mask */
} word_mask;

/* The reviews that have a word at a timestep from `first` to before `end`, a bit for each: without a mask all. */
static inline uint32_t reviews_with_word(const word_mask *words, size_t t) {
	return words->present ? words->present[t] : UINT16_MAX;
}

/* What the slots get from below, x·W + b, for every timestep of one block; gates in the order of the slots. Timesteps are the layer's
 * own, in the order in which it reads: of a layer that reads backward, the first is the last of the text, and steps from one to the
 * next in memory are negative.
 *
 * Where x is a word and nothing else, x·W + b depends on the word alone: it is computed once for each distinct word of the
 * batch (layers/embedding.h, layers/one_hot.h), and each timestep gathers its rows. Otherwise, above another layer or with
 * dropout on an embedding, each timestep multiplies. */
typedef struct input_projection {
	bool by_rows;           /* gather rows; otherwise multiply */
	size_t columns, stride; /* C, padded(C) */

	/* By rows. */
	const uint32_t *places; /* (T, 16): which distinct word stands there */
	ptrdiff_t place_step;   /* places and scales from one timestep to the next: 16 or -16 */
	const float *rows;      /* (distinct, stride): x·W + b, or x·W alone where there is a scale */
	const float *scale;     /* (T, 16): dropout of a one-hot input, a factor for each place; NULL without */
	float *d_rows;          /* (distinct, stride) */
	size_t reviews;         /* of the block, without padding */

	/* By product. */
	size_t inputs;       /* E */
	const float *x;      /* (T, x_step / 16, 16) of which the first E units count */
	ptrdiff_t x_step;    /* floats from one timestep of x to the next */
	float *d_x;          /* (T, E, 16): written; NULL where nobody asks */
	ptrdiff_t d_x_step;  /* floats from one timestep of d_x to the next */
	const float *kernel; /* (E, stride) */
	float *d_kernel;     /* (E, stride) */

	/* By product, or by rows with a scale. */
	const float *bias; /* (C) */
	float *d_bias;     /* (C, 16), not yet summed over the reviews */
} input_projection;

/* Views into the model's weights. */
typedef struct recurrent_weights {
	const float *recurrent_kernel; /* (H, C), Keras' gate order */
	const float *recurrent_bias;   /* (H): b' of the candidate where reset_after, else NULL */
} recurrent_weights;

/* The gradient of the hidden state after every timestep, where all are given to a layer above. */
typedef struct sequence_gradient {
	const float *
	    values; /* (T, step / 16, 16), of which the first H units count; NULL where the last state alone is given */
	ptrdiff_t step; /* floats from one timestep to the next */
} sequence_gradient;

/* Where gradients are summed. */
typedef struct recurrent_gradients {
	float *recurrent_kernel; /* (H, padded(C)), Keras' gate order */
	float *recurrent_bias;   /* (H, 16), not yet summed over the reviews; NULL but where reset_after */
} recurrent_gradients;

/* One layer's memory for one block, used again for each block. */
typedef struct recurrent_memory {
	float *hidden; /* (T + 1, H, 16); hidden[0] is zero and stays so */
	float *slots;  /* (T, padded_units(SH), 16) */
	float *
	    cell_state; /* (T + 1, H, 16); cell_state[0] is zero and stays so; NULL for cells without one, as the next */
	float *cell_tanh;  /* (T, H, 16) */
	float *mask;       /* recurrent dropout: (H, 16); NULL without */
	float *masked;     /* recurrent dropout: (STEPS_TOGETHER, H, 16); NULL without */
	float *d_slots;    /* (SH, 16) */
	float *transposed; /* (STEPS_TOGETHER, 16, transposed_stride()): d_slots, a row a review */
	float *d_hidden;   /* (H, 16): the gradient of the hidden state after the timestep that is worked on */
	float *d_cell;     /* (H, 16): the same of the cell state, where there is one */
	float *
	    d_past; /* masked padding: (2, H, 16): both, of the reviews that a timestep leaves as they are; NULL without */
} recurrent_memory;

typedef struct recurrent_layer {
	recurrent_shape shape;
	size_t steps; /* T */
	recurrent_weights weights;
	recurrent_memory memory;
	input_projection input;
	word_mask words;
	bool masked; /* recurrent dropout is on in this pass */
} recurrent_layer;

/* The floats of a row of memory.transposed. Where reset_after, products read from its second slot on, up to the next
 * multiple of 16. */
static inline size_t transposed_stride(recurrent_shape shape) {
	return padded(shape.cell->slots * shape.units + BLOCK - 1);
}

#endif
