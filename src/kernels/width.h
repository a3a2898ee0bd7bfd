/* The width of the vectors that the hot code computes with.
 *
 * Kernels, layers and passes are compiled once with four lanes, as SSE, NEON and WebAssembly have them, and where the
 * compiler can also with eight (AVX2) and sixteen (AVX-512); src/training/hot_functions.h chooses at run time. The sources are
 * the same: a compilation for another width sets LANES and gives every function its own name, product_8 for product. The bits
 * are the same too: lanes never meet in a sum, but in orders that no width can see. */
#ifndef KERNELS_WIDTH_H
#define KERNELS_WIDTH_H

#ifndef LANES
#define LANES 4
#endif

#if LANES != 4
#define WIDTH_JOIN(name, lanes)   name##_##lanes
#define WIDTH_EXPAND(name, lanes) WIDTH_JOIN(name, lanes)
#define WIDTH_NAME(name)          WIDTH_EXPAND(name, LANES)

/* kernels */
#define product                   WIDTH_NAME(product)
#define product_of_block          WIDTH_NAME(product_of_block)
#define product_of_steps          WIDTH_NAME(product_of_steps)
#define gather_rows               WIDTH_NAME(gather_rows)
#define transpose_block           WIDTH_NAME(transpose_block)
#define scatter_rows              WIDTH_NAME(scatter_rows)
#define scatter_rows_scaled       WIDTH_NAME(scatter_rows_scaled)
#define fill_block                WIDTH_NAME(fill_block)
#define add_to_units              WIDTH_NAME(add_to_units)
#define sum_reviews               WIDTH_NAME(sum_reviews)
#define scale_reviews             WIDTH_NAME(scale_reviews)
#define multiply                  WIDTH_NAME(multiply)
#define add                       WIDTH_NAME(add)
#define simple_rnn_gates          WIDTH_NAME(simple_rnn_gates)
#define simple_rnn_gates_backward WIDTH_NAME(simple_rnn_gates_backward)
#define lstm_gates                WIDTH_NAME(lstm_gates)
#define lstm_gates_backward       WIDTH_NAME(lstm_gates_backward)
#define gru_gates                 WIDTH_NAME(gru_gates)
#define gru_gates_backward        WIDTH_NAME(gru_gates_backward)
#define rmsprop_update            WIDTH_NAME(rmsprop_update)
#define adam_update               WIDTH_NAME(adam_update)
#define momentum_update           WIDTH_NAME(momentum_update)
#define descent_update            WIDTH_NAME(descent_update)
#define rmsprop_decay             WIDTH_NAME(rmsprop_decay)
#define add_squares               WIDTH_NAME(add_squares)
#define scale_values              WIDTH_NAME(scale_values)

/* layers */
#define gate_input_forward         WIDTH_NAME(gate_input_forward)
#define gate_input_backward        WIDTH_NAME(gate_input_backward)
#define gate_count                 WIDTH_NAME(gate_count)
#define slot_count                 WIDTH_NAME(slot_count)
#define keras_gate                 WIDTH_NAME(keras_gate)
#define transposed_stride          WIDTH_NAME(transposed_stride)
#define slots_at                   WIDTH_NAME(slots_at)
#define hidden_at                  WIDTH_NAME(hidden_at)
#define gate_input_kernel_gradient WIDTH_NAME(gate_input_kernel_gradient)
#define recurrent_product          WIDTH_NAME(recurrent_product)
#define recurrent_step_backward    WIDTH_NAME(recurrent_step_backward)
#define simple_rnn_forward         WIDTH_NAME(simple_rnn_forward)
#define simple_rnn_backward        WIDTH_NAME(simple_rnn_backward)
#define lstm_forward               WIDTH_NAME(lstm_forward)
#define lstm_backward              WIDTH_NAME(lstm_backward)
#define gru_forward                WIDTH_NAME(gru_forward)
#define gru_backward               WIDTH_NAME(gru_backward)
#define dense_forward              WIDTH_NAME(dense_forward)
#define dense_backward             WIDTH_NAME(dense_backward)
#define embedded_rows              WIDTH_NAME(embedded_rows)
#define embedded_rows_backward     WIDTH_NAME(embedded_rows_backward)
#define copy_rows                  WIDTH_NAME(copy_rows)
#define add_to_rows                WIDTH_NAME(add_to_rows)
#define sum_rows                   WIDTH_NAME(sum_rows)

/* training */
#define packed_weights_layout  WIDTH_NAME(packed_weights_layout)
#define pack_weights           WIDTH_NAME(pack_weights)
#define pack_one_hot_rows      WIDTH_NAME(pack_one_hot_rows)
#define unpack_one_hot_rows    WIDTH_NAME(unpack_one_hot_rows)
#define unpack_gradients       WIDTH_NAME(unpack_gradients)
#define layer_memory_layout    WIDTH_NAME(layer_memory_layout)
#define block_forward          WIDTH_NAME(block_forward)
#define block_backward         WIDTH_NAME(block_backward)
#define pass_layout            WIDTH_NAME(pass_layout)
#define pass_layout_parallel   WIDTH_NAME(pass_layout_parallel)
#define pass_rows              WIDTH_NAME(pass_rows)
#define pass_words             WIDTH_NAME(pass_words)
#define pass_begin             WIDTH_NAME(pass_begin)
#define pass_shard             WIDTH_NAME(pass_shard)
#define pass_gradient          WIDTH_NAME(pass_gradient)
#define pass_run               WIDTH_NAME(pass_run)
#define pass_loss              WIDTH_NAME(pass_loss)
#define pass_correct           WIDTH_NAME(pass_correct)
#define optimizer_moment_name  WIDTH_NAME(optimizer_moment_name)
#define optimizer_layout       WIDTH_NAME(optimizer_layout)
#define optimizer_step         WIDTH_NAME(optimizer_step)
#define optimizer_touch        WIDTH_NAME(optimizer_touch)
#define optimizer_catch_up     WIDTH_NAME(optimizer_catch_up)
#define optimizer_resume       WIDTH_NAME(optimizer_resume)
#define hot_functions_of_width WIDTH_NAME(hot_functions_of_width)
#endif

#endif
