/* Loss and prediction of a review from its logits, in double precision. Two classes have one logit, that of label 1; a target y is a
 * label, 0 or 1, or between them. K ≥ 3 classes have one each, x_k at logits[k * step]. */
#ifndef LAYERS_LOSS_H
#define LAYERS_LOSS_H

#include <stddef.h>
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

/* The class that logits predict: label_of() one, or where the largest of K ≥ 3 stands, the first of equal ones. */
uint32_t class_of(const float *logits, size_t step, size_t count);

/* The log-odds of class k against all others, x_k - log Σ_{j≠k} e^x_j, of which softmax's probability of k is the σ: what one logit is of two
 * classes. Never overflows. */
double log_odds(const float *logits, size_t step, size_t classes, size_t k);

#endif
