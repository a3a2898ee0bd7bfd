/* What training minimizes, as Keras defines it: the mean over the reviews of a batch of
 *
 *   (weight of the review's class) · (cross-entropy of its logits and target: binary of two classes, categorical of more)
 *
 * plus the L2 penalty of the kernels. Targets and penalty are the same in training, validation and evaluation, so a loss that is
 * reported contains both (keras/src/trainers/trainer.py: compute_loss); class weights count in training alone, as those
 * given to Keras' fit(). With the default settings all of it is the plain mean binary cross-entropy. */
#ifndef TRAINING_OBJECTIVE_H
#define TRAINING_OBJECTIVE_H

#include <stdint.h>

#include "training/network.h"
#include "training/splits.h"

/* What the cross-entropy compares the prediction of a class with: y·(1 - s) + s/K of K classes, where y is 1 of the review's own and else 0,
 * with the label smoothing s (keras/src/losses/losses.py: BinaryCrossentropy and CategoricalCrossentropy(label_smoothing)). Of two
 * classes only the prediction of 1 is compared, and y is the label. */
double target_of(const unroll_settings *settings, uint8_t y);

/* The weights (K) of the classes for training on the reviews of a list: 1 each or, with class-weight balanced, n / (K·nₖ) of n reviews,
 * nₖ of which are of class k (scikit-learn: compute_class_weight("balanced")). Their mean over the reviews is 1. A class without
 * reviews has the weight 1. */
void class_weights_of(const unroll_settings *settings, const unroll_corpus *corpus, const review_list *list,
                      double *weights);

/* l2 · Σ w² over all kernels: of inputs, recurrent and dense, not embeddings and biases (Keras: kernel_regularizer and
 * recurrent_regularizer=L2(l2) in every layer that has them). Summed in double precision in the order of the weights. */
double l2_penalty(const network *net, const float *parameters);

/* Adds its derivative, 2 · l2 · w, to the gradients of the kernels. */
void add_l2_gradient(const network *net, const float *parameters, float *gradient);

#endif
