/* Binary cross-entropy on the logit, one review at a time, in double precision. A target y is a label, 0 or 1, or between them. */
#ifndef LAYERS_LOSS_H
#define LAYERS_LOSS_H

#include <stdint.h>

/* σ(x) = 1 / (1 + e⁻ˣ). */
double sigmoid(double logit);

/* -y·log σ(x) - (1 - y)·log(1 - σ(x)) = max(x, 0) - x·y + log(1 + e^-|x|), which never overflows. */
double binary_crossentropy(double logit, double target);

/* Its derivative with respect to the logit: σ(x) - y. */
double binary_crossentropy_gradient(double logit, double target);

/* The label that a logit predicts: 1 where x > 0, so that σ(x) > 0.5; exactly 0.5 counts as negative, as in Keras'
 * binary_accuracy(threshold=0.5). Compared on the logit, as σ rounds small ones to 0.5. */
uint8_t label_of(double logit);

/* Whether that is the review's label. */
int is_correct(double logit, uint8_t label);

#endif
