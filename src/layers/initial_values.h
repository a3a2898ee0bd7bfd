/* Initial values of Keras (keras/src/initializers/random_initializers.py) and PyTorch (torch/nn/init.py), from the random numbers of
 * kernels/random.h. Each draws its values in the order of `values`. */
#ifndef LAYERS_INITIAL_VALUES_H
#define LAYERS_INITIAL_VALUES_H

#include <stddef.h>

#include "kernels/random.h"

/* `count` values, uniform in ±limit. */
void initial_uniform(float *values, size_t count, double limit, random_stream stream);

/* `count` values from the normal distribution of mean 0 and variance 1. */
void initial_normal(float *values, size_t count, random_stream stream);

/* Glorot uniform (Glorot and Bengio 2010): uniform in ±√(6 / (inputs + outputs)); `values` is (inputs, outputs). */
void initial_glorot_uniform(float *values, size_t inputs, size_t outputs, random_stream stream);

/* Orthogonal (Saxe et al. 2013): `values` (rows, columns) with rows ≤ columns, the rows of length 1 and at right angles to
 * each other: the Q of a QR factorization of normally distributed numbers, with the signs that make R's diagonal positive.
 * `scratch` holds rows · columns doubles. */
void initial_orthogonal(float *values, size_t rows, size_t columns, random_stream stream, double *scratch);

#endif
