/* The hyperparameters of the optimizers that no setting changes. Keras' and PyTorch's defaults differ (keras/src/optimizers/rmsprop.py,
 * adam.py, nadam.py; torch/optim/rmsprop.py, adam.py, nadam.py): the setting `convention` chooses. */
#ifndef KERNELS_OPTIMIZER_CONSTANTS_H
#define KERNELS_OPTIMIZER_CONSTANTS_H

#define ADAM_BETA_1 0.9 /* of both */
#define ADAM_BETA_2 0.999

#define KERAS_RHO         0.9
#define KERAS_EPSILON     1e-7
#define KERAS_NADAM_DECAY 0.96 /* of its momentum, with every update */

#define PYTORCH_RHO          0.99 /* there called alpha */
#define PYTORCH_EPSILON      1e-8
#define PYTORCH_NADAM_DECAY  0.99983672535267528 /* 0.96 to the power of momentum_decay, 0.004 */
#define PYTORCH_CLIP_EPSILON 1e-6                /* clip_grad_norm_ adds it to the norm */

/* What the updates of kernels/update.h compute with. */
typedef struct rmsprop_rates {
	float rate, rho, one_minus_rho;
	float inner_epsilon, outer_epsilon; /* added below the root, and to it */
} rmsprop_rates;

typedef struct adam_rates {
	float rate, epsilon;
} adam_rates;

typedef struct nadam_rates {
	float momentum, gradient, velocity, epsilon;
} nadam_rates;

typedef struct momentum_rates {
	float decay, gradient, step;
} momentum_rates;

#endif
