/* The table of one width. Included by the file of the width alone, which has defined LANES and HOT_FUNCTIONS, the table's
 * name. */
#include "kernels/gather.h"
#include "kernels/update.h"
#include "layers/dense.h"
#include "layers/dropout_layer.h"
#include "layers/embedding.h"
#include "layers/gru.h"
#include "layers/hidden_dense.h"
#include "layers/hot_functions.h"
#include "layers/lstm.h"
#include "layers/pooling.h"
#include "layers/recurrent.h"
#include "layers/simple_rnn.h"
#include "layers/softmax.h"

_Static_assert(BLOCK % LANES == 0, "a row of a block is not whole vectors");

const hot_functions HOT_FUNCTIONS = {
    .lanes = LANES,
    .cells = {[UNROLL_SIMPLE_RNN] = &simple_rnn_cell, [UNROLL_LSTM] = &lstm_cell, [UNROLL_GRU] = &gru_cell},
    .multiply = multiply,
    .add = add,
    .sum_reviews = sum_reviews,
    .add_to_rows = add_to_rows,
    .sum_rows = sum_rows,
    .gather_rows = gather_rows,
    .transpose_block = transpose_block,
    .scatter_rows = scatter_rows,
    .rmsprop_update = rmsprop_update,
    .adam_update = adam_update,
    .nadam_update = nadam_update,
    .momentum_update = momentum_update,
    .descent_update = descent_update,
    .rmsprop_decay = rmsprop_decay,
    .add_squares = add_squares,
    .shrink_values = shrink_values,
    .scale_values = scale_values,
    .embedding_lookup = embedding_lookup,
    .embedding_forward = embedding_forward,
    .embedding_backward = embedding_backward,
    .recurrent_forward = recurrent_forward,
    .recurrent_backward = recurrent_backward,
    .mean_forward = mean_forward,
    .mean_backward = mean_backward,
    .max_forward = max_forward,
    .max_backward = max_backward,
    .draw_factors = draw_factors,
    .activate = activate,
    .units_forward = units_forward,
    .units_backward = units_backward,
    .softmax_powers = softmax_powers,
    .hidden_forward = hidden_forward,
    .hidden_backward = hidden_backward,
    .dense_forward = dense_forward,
    .dense_backward = dense_backward,
};
