/* Dense with one unit: logit = h·k + b for each review of a block. */
#ifndef LAYERS_DENSE_H
#define LAYERS_DENSE_H

#include <stddef.h>

#include "kernels/width.h"

/* logits (16) from hidden (H, 16), kernel (H) and bias (1). */
void dense_forward(float *logits, const float *hidden, const float *kernel, const float *bias, size_t units);

/* From d_logits (16): writes d_hidden (H, 16), and adds to d_kernel (H, 16) and d_bias (1, 16), which are not yet
 * summed over the reviews. */
void dense_backward(float *d_hidden, float *d_kernel, float *d_bias, const float *d_logits,
                    const float *hidden, const float *kernel, size_t units);

#endif
