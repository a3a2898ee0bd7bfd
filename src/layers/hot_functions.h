/* The functions in which training spends its time, compiled once for each width of vector: with four lanes, as SSE, NEON and
 * WebAssembly have them, and on x86-64 also with eight (AVX2) and sixteen (AVX-512). Each width is one file,
 * hot_functions_4.c and so on, that includes the same headers; outside of it its functions are reached through this table.
 * The results have the same bits: a sum across lanes has one fixed order, whatever the width. */
#ifndef LAYERS_HOT_FUNCTIONS_H
#define LAYERS_HOT_FUNCTIONS_H

#include "kernels/optimizer_constants.h"
#include "layers/recurrent_layer.h"
#include "unroll/settings.h"

/* A dense layer of several units: its weights, where its gradients go, and room for a transposed block (layers/hidden_dense.h). */
typedef struct hidden_weights {
	size_t inputs, units;         /* F, N */
	const float *kernel;          /* (F, N) */
	const float *bias;            /* (N) */
	unroll_activation activation; /* of a hidden one */
} hidden_weights;

typedef struct hidden_gradients {
	float *x;          /* (F, 16): written */
	float *kernel;     /* (F, padded(N)): added to */
	float *bias;       /* (N, 16): added to, not yet summed over the reviews */
	float *transposed; /* (16, padded(N)): scratch */
} hidden_gradients;

/* What the factors of the reviews of a block are drawn by (layers/dropout_layer.h). */
typedef struct dropout_keys {
	uint32_t low[BLOCK], high[BLOCK];
} dropout_keys;

typedef struct hot_functions {
	unsigned lanes;                                /* 4, 8 or 16 */
	const cell_description *cells[UNROLL_GRU + 1]; /* by unroll_cell */

	/* kernels/elementwise.h */
	void (*multiply)(float *out, const float *a, const float *b, size_t count);
	void (*add)(float *out, const float *a, size_t count);
	void (*sum_reviews)(float *sums, const float *block, size_t units);
	void (*add_to_rows)(float *rows, size_t stride, size_t count, const float *values, size_t columns);
	void (*sum_rows)(float *sums, const float *rows, size_t stride, size_t count, size_t columns);

	/* kernels/gather.h */
	void (*gather_rows)(float *block, const float *rows, size_t stride, const uint32_t places[BLOCK],
	                    size_t units);
	void (*transpose_block)(float *transposed, size_t stride, const float *block, size_t units);
	void (*scatter_rows)(float *rows, size_t stride, const uint32_t places[BLOCK], const float *transposed,
	                     size_t transposed_stride, size_t reviews, size_t columns);

	/* kernels/update.h */
	void (*rmsprop_update)(float *weights, float *velocity, const float *gradient, size_t count,
	                       rmsprop_rates rates);
	void (*adam_update)(float *weights, float *momentum, float *velocity, const float *gradient, size_t count,
	                    adam_rates rates);
	void (*nadam_update)(float *weights, float *momentum, float *velocity, const float *gradient,
	                     size_t count, nadam_rates rates);
	void (*momentum_update)(float *weights, float *moments, const float *gradient, size_t count,
	                        momentum_rates rates);
	void (*descent_update)(float *weights, const float *gradient, size_t count, float rate);
	void (*rmsprop_decay)(float *velocity, size_t count, float rho, uint64_t steps);
	void (*add_squares)(double sums[16], const float *values, size_t count);
	void (*shrink_values)(float *values, size_t count, float share);
	void (*scale_values)(float *values, size_t count, float factor);

	/* layers/embedding.h */
	void (*embedding_lookup)(float *rows, size_t stride, const uint32_t *ids, size_t distinct,
	                         const float *table, size_t width);
	void (*embedding_forward)(float *rows, float *embedded, const uint32_t *ids, size_t distinct,
	                          const float *embeddings, size_t dimensions, const float *kernel,
	                          const float *bias, size_t columns);
	void (*embedding_backward)(float *d_embedded, float *d_kernel, const float *d_rows, const float *embedded,
	                           const float *transposed_kernel, size_t distinct, size_t dimensions,
	                           size_t columns);

	/* layers/recurrent.h, layers/pooling.h, layers/dropout_layer.h, layers/hidden_dense.h, layers/softmax.h,
	 * layers/dense.h */
	void (*recurrent_forward)(recurrent_layer *layer);
	void (*recurrent_backward)(recurrent_layer *layer, sequence_gradient sequence,
	                           const recurrent_gradients *gradients);
	void (*mean_forward)(float *y, float shares[BLOCK], const float *values, size_t step, size_t features,
	                     const word_mask *words);
	void (*mean_backward)(float *d_values, float *d_y, const float shares[BLOCK], size_t features,
	                      const word_mask *words);
	void (*max_forward)(float *y, uint32_t *places, const float *values, size_t step, size_t features,
	                    const word_mask *words);
	void (*max_backward)(float *d_values, const float *d_y, const uint32_t *places, size_t features,
	                     const word_mask *words);
	void (*draw_factors)(float *drawn, const dropout_keys *keys, float rate, size_t first, size_t count);
	void (*activate)(float *values, size_t count, unroll_activation activation);
	void (*units_forward)(float *a, const float *x, hidden_weights weights);
	void (*units_backward)(hidden_gradients gradients, const float *d_a, const float *x,
	                       hidden_weights weights);
	void (*softmax_powers)(float *powers, float largest[BLOCK], const float *logits, size_t classes);
	void (*hidden_forward)(float *y, const float *x, hidden_weights weights);
	void (*hidden_backward)(hidden_gradients gradients, float *d_y, const float *x, const float *y,
	                        hidden_weights weights);
	void (*dense_forward)(float *logits, const float *hidden, const float *kernel, const float *bias,
	                      size_t units);
	void (*dense_backward)(float *d_hidden, float *d_kernel, float *d_bias, const float *d_logits,
	                       const float *hidden, const float *kernel, size_t units);
} hot_functions;

/* Where this build has them. */
extern const hot_functions hot_functions_4, hot_functions_8, hot_functions_16;

/* Those of a width, or NULL where this build or this processor does not have it. Four lanes are always there. */
const hot_functions *hot_functions_of(unsigned lanes);

/* The widest that this processor has. */
const hot_functions *widest_hot_functions(void);

/* The description of a cell, with its functions for four lanes. */
const cell_description *cell_of(unroll_cell cell);

#endif
