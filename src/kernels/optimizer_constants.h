/* The hyperparameters of the optimizers that no setting changes: Keras' defaults (keras/src/optimizers/rmsprop.py, adam.py, nadam.py). */
#ifndef KERNELS_OPTIMIZER_CONSTANTS_H
#define KERNELS_OPTIMIZER_CONSTANTS_H

#define RMSPROP_RHO       0.9
#define ADAM_BETA_1       0.9
#define ADAM_BETA_2       0.999
#define NADAM_DECAY       0.96
#define OPTIMIZER_EPSILON 1e-7

/* What an update of Nadam multiplies by, see kernels/update.h. */
typedef struct nadam_rates {
	float momentum, gradient, velocity;
} nadam_rates;

#endif
