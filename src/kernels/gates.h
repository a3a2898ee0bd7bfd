/* What happens in a cell between its products: the gates and the new state of every unit and review of one
 * timestep, and the way back. All arrays are blocks of `count` = units · 16 floats one after another. */
#ifndef KERNELS_GATES_H
#define KERNELS_GATES_H

#include <stddef.h>

#include "kernels/width.h"

/* SimpleRNN: h' = tanh(a). `gate` holds a and is not changed. */
void simple_rnn_gates(const float *gate, float *h_next, size_t count);

/* d_gate = d_h · (1 - h'²), and d_h becomes 0: what h' got from h it got through the product. */
void simple_rnn_gates_backward(const float *h_next, float *d_h, float *d_gate, size_t count);

/* LSTM (Hochreiter and Schmidhuber 1997, with the forget gate of Gers et al. 2000), gates in Keras' order:
 *   i = σ(a_i)   f = σ(a_f)   g = tanh(a_c)   o = σ(a_o)   c' = f·c + i·g   h' = o·tanh(c')
 * `gates` holds a_i, a_f, a_c, a_o and then i, f, g, o; `c_tanh` takes tanh(c'). */
void lstm_gates(float *gates, const float *c, float *c_next, float *c_tanh, float *h_next, size_t count);

/* From d_h and d_c (the gradients of h' and of c' as the next step saw it) to the gradients of a_i, a_f, a_c, a_o
 * in `d_gates`; d_c becomes the gradient of c, and d_h becomes 0 as above. */
void lstm_gates_backward(const float *gates, const float *c, const float *c_tanh, float *d_h, float *d_c,
                         float *d_gates, size_t count);

/* GRU (Cho et al. 2014) with the reset after the product, as Keras has it (reset_after=True):
 *   z = σ(a_z)   r = σ(a_r)   g = tanh(x_h + r·q)   h' = z·h + (1 - z)·g
 * `gates` holds x_h, a_z, a_r and q = h·U_h + b', and then g, z, r and still q. The candidate stands first so that
 * what comes from the input (x_h, a_z, a_r) lies together, and so does what goes through the recurrent
 * kernel (a_z, a_r, q). */
void gru_gates(float *gates, const float *h, float *h_next, size_t count);

/* From d_h, the gradient of h', to the gradients of x_h, a_z, a_r and q in `d_gates`; d_h becomes the part of h's
 * gradient that does not come through the products, z·d_h. q's gradient is also added to `d_bias`. */
void gru_gates_backward(const float *gates, const float *h, float *d_h, float *d_gates, float *d_bias,
                        size_t count);

#endif
