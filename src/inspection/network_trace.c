#include "inspection/network_trace.h"

#include <string.h>

#include "base/fail.h"
#include "kernels/array_math.h"

static layer_trace layer_layout(arena *memory, const network *net, size_t index) {
	recurrent_shape shape = net->recurrent[index].shape;
	size_t steps = net->settings.length, columns = shape_columns(shape);
	bool one_hot = index == 0 && !net->embedded;
	layer_trace layer;
	memset(&layer, 0, sizeof layer);
	layer.rows = shape.cell->rows;
	layer.inputs = one_hot ? 1 : shape.inputs;
	layer.weights.shape = shape;
	layer.weights.bias = arena_take(memory, columns, sizeof(float));
	if (!one_hot) layer.weights.transposed_kernel = arena_take(memory, columns * shape.inputs, sizeof(float));
	layer.weights.transposed_recurrent = arena_take(memory, columns * shape.units, sizeof(float));
	layer.values = arena_take(memory, steps * layer.rows * shape.units, sizeof(float));
	layer.d_hidden = arena_take(memory, steps * shape.units, sizeof(float));
	layer.d_inputs = arena_take(memory, steps * layer.inputs, sizeof(float));
	return layer;
}

network_trace network_trace_layout(arena *memory, const network *net) {
	network_trace trace;
	memset(&trace, 0, sizeof trace);
	trace.net = net;
	trace.steps = net->settings.length;
	size_t units = 0;
	for (size_t i = 0; i < net->recurrent_count; i++) {
		trace.layers[i] = layer_layout(memory, net, i);
		if (net->recurrent[i].shape.units > units) units = net->recurrent[i].shape.units;
	}
	const cell_description *cell = net->recurrent[0].shape.cell;
	trace.logits = arena_take(memory, trace.steps, sizeof(float));
	trace.zeros = arena_take(memory, cell->rows * units, sizeof(float));
	trace.work = cell_workspace_layout(memory, cell, units);
	return trace;
}

static void read_weights(cell_weights *weights, const network_recurrent *plan, const float *parameters) {
	recurrent_shape shape = plan->shape;
	size_t columns = shape_columns(shape), units = shape.units;
	const float *bias = parameters + plan->bias;
	weights->kernel = parameters + plan->kernel;
	weights->recurrent_kernel = parameters + plan->recurrent_kernel;
	memcpy(weights->bias, bias, columns * sizeof *bias);
	if (shape.cell
	        ->reset_after) { /* Keras' bias is (2, 3H): b, and b' for what goes through the recurrent kernel */
		add_scaled(weights->bias, 1, bias + columns, 2 * units);
		weights->recurrent_bias = bias + columns + 2 * units;
	}
	if (weights->transposed_kernel)
		transpose(weights->transposed_kernel, weights->kernel, shape.inputs, columns);
	transpose(weights->transposed_recurrent, weights->recurrent_kernel, units, columns);
}

void network_trace_begin(network_trace *trace, const float *parameters) {
	trace->parameters = parameters;
	for (size_t i = 0; i < trace->net->recurrent_count; i++)
		read_weights(&trace->layers[i].weights, &trace->net->recurrent[i], parameters);
}

/* The rows of a layer after step t. */
static float *rows_at(const layer_trace *layer, size_t t) {
	return layer->values + t * layer->rows * layer->weights.shape.units;
}

const float *network_trace_before(const network_trace *trace, size_t layer, size_t t) {
	return t ? rows_at(&trace->layers[layer], t - 1) : trace->zeros;
}

cell_input network_trace_input(const network_trace *trace, size_t layer, size_t t) {
	const network *net = trace->net;
	if (layer > 0) return (cell_input){rows_at(&trace->layers[layer - 1], t), 0};
	uint32_t id = trace->ids[t];
	if (!net->embedded) return (cell_input){NULL, id};
	return (cell_input){trace->parameters + net->embeddings + id * (size_t)net->settings.embedding, id};
}

/* logit = b + h·k. */
static float logit_of(const network_trace *trace, const float *hidden) {
	const network *net = trace->net;
	float logit = trace->parameters[net->dense_bias];
	for (size_t u = 0; u < net->recurrent[net->recurrent_count - 1].shape.units; u++)
		logit += trace->parameters[net->dense_kernel + u] * hidden[u];
	return logit;
}

bool network_trace_masked(const network_trace *trace, size_t t) {
	return network_masks(trace->net) && trace->ids[t] == 0;
}

/* The rows of a layer after timestep t. */
static void layer_forward(network_trace *trace, size_t index, size_t t) {
	const layer_trace *layer = &trace->layers[index];
	const float *before = network_trace_before(trace, index, t);
	if (network_trace_masked(trace, t))
		memcpy(rows_at(layer, t), before, layer->rows * layer->weights.shape.units * sizeof *before);
	else
		cell_forward(&layer->weights, &trace->work, network_trace_input(trace, index, t), before,
		             rows_at(layer, t));
}

void network_trace_forward(network_trace *trace, const uint16_t *ids) {
	size_t top = trace->net->recurrent_count - 1;
	trace->ids = ids;
	for (size_t t = 0; t < trace->steps; t++) {
		for (size_t i = 0; i <= top; i++) layer_forward(trace, i, t);
		trace->logits[t] = logit_of(trace, rows_at(&trace->layers[top], t));
	}
}

/* All steps of a layer backward. The hidden state after a step is seen by the next step, by the layer above (`from_above`
 * (T, H), NULL for the top layer) and, after the last, by the dense layer (`from_dense` (H), or NULL). */
static void layer_backward(network_trace *trace, size_t index, const float *from_above, const float *kernel,
                           float d_logit) {
	layer_trace *layer = &trace->layers[index];
	cell_workspace *work = &trace->work;
	size_t units = layer->weights.shape.units;
	memset(work->d_hidden, 0, padded(units) * sizeof(float));
	memset(work->d_cell, 0, padded(units) * sizeof(float));
	if (kernel) add_scaled(work->d_hidden, d_logit, kernel, units);
	for (size_t t = trace->steps; t-- > 0;) {
		if (from_above) add_scaled(work->d_hidden, 1, from_above + t * units, units);
		memcpy(layer->d_hidden + t * units, work->d_hidden, units * sizeof(float));
		float *d_inputs = layer->d_inputs + t * layer->inputs;
		if (network_trace_masked(trace, t))
			memset(d_inputs, 0, layer->inputs * sizeof *d_inputs);
		else
			cell_backward(&layer->weights, work, network_trace_input(trace, index, t),
			              network_trace_before(trace, index, t), rows_at(layer, t), d_inputs);
	}
}

void network_trace_backward(network_trace *trace, float d_logit) {
	size_t top = trace->net->recurrent_count - 1;
	layer_backward(trace, top, NULL, trace->parameters + trace->net->dense_kernel, d_logit);
	for (size_t i = top; i-- > 0;) layer_backward(trace, i, trace->layers[i + 1].d_inputs, NULL, 0);
}

unroll_status fail_not_finite(unroll_error *error) {
	return fail(error, UNROLL_NOT_FINITE, "weights",
	            "What happens inside this model cannot be shown: its weights are so large that a number is "
	            "infinite or not a number (NaN). Train it again with a lower learning rate.");
}

unroll_status network_trace_check(const network_trace *trace, unroll_error *error) {
	bool finite = all_finite(trace->logits, trace->steps);
	for (size_t i = 0; finite && i < trace->net->recurrent_count; i++) {
		const layer_trace *layer = &trace->layers[i];
		size_t units = layer->weights.shape.units;
		finite = all_finite(layer->values, trace->steps * layer->rows * units) &&
		         all_finite(layer->d_hidden, trace->steps * units) &&
		         all_finite(layer->d_inputs, trace->steps * layer->inputs);
	}
	return finite ? UNROLL_OK : fail_not_finite(error);
}
