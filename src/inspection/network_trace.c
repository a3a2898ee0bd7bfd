#include "inspection/network_trace.h"

#include <string.h>

#include "base/fail.h"
#include "kernels/array_math.h"

/* --- Memory --------------------------------------------------------------------------------------- */

static direction_trace direction_layout(arena *memory, const network *net, size_t index) {
	recurrent_shape shape = net->recurrent[index].shape;
	size_t timesteps = net->settings.length, columns = shape_columns(shape);
	bool one_hot = reads_words(net, &net->recurrent[index]) && !net->embedded;
	direction_trace direction;
	memset(&direction, 0, sizeof direction);
	direction.plan = &net->recurrent[index];
	direction.rows = shape.cell->rows;
	direction.inputs = one_hot ? 1 : shape.inputs;
	direction.weights.shape = shape;
	direction.weights.bias = arena_take(memory, columns, sizeof(float));
	if (!one_hot)
		direction.weights.transposed_kernel = arena_take(memory, columns * shape.inputs, sizeof(float));
	direction.weights.transposed_recurrent = arena_take(memory, columns * shape.units, sizeof(float));
	direction.values = arena_take(memory, timesteps * direction.rows * shape.units, sizeof(float));
	direction.d_hidden = arena_take(memory, timesteps * shape.units, sizeof(float));
	direction.d_inputs = arena_take(memory, timesteps * direction.inputs, sizeof(float));
	return direction;
}

static layer_trace layer_layout(arena *memory, const network_trace *trace, const network_layer *plan) {
	const direction_trace *own = &trace->directions[plan->recurrent];
	layer_trace layer = {NULL, own->d_inputs};
	if (plan->directions == 1) return layer;
	layer.outputs = arena_take(memory, trace->timesteps * plan->summary.features, sizeof(float));
	layer.d_inputs = arena_take(memory, trace->timesteps * own->inputs, sizeof(float));
	return layer;
}

network_trace network_trace_layout(arena *memory, const network *net) {
	network_trace trace;
	memset(&trace, 0, sizeof trace);
	trace.net = net;
	trace.timesteps = net->settings.length;
	size_t units = 0, rows = 0;
	const cell_description *cells[NETWORK_MAX_RECURRENT];
	for (size_t i = 0; i < net->recurrent_count; i++) {
		recurrent_shape shape = net->recurrent[i].shape;
		trace.directions[i] = direction_layout(memory, net, i);
		cells[i] = shape.cell;
		if (shape.units > units) units = shape.units;
		if (shape.cell->rows > rows) rows = shape.cell->rows;
	}
	for (size_t i = 0; i < net->layer_count; i++)
		if (net->layers[i].directions) trace.layers[i] = layer_layout(memory, &trace, &net->layers[i]);
	trace.head = head_trace_layout(memory, net);
	if (head_trace_pools(&trace.head))
		trace.d_pooled = arena_take(memory, trace.timesteps * trace.head.features, sizeof(float));
	trace.logits = arena_take(memory, trace.timesteps, sizeof(float));
	trace.zeros = arena_take(memory, rows * units, sizeof(float));
	trace.work = cell_workspace_layout(memory, cells, net->recurrent_count, units);
	return trace;
}

/* --- Weights -------------------------------------------------------------------------------------- */

static void read_weights(cell_weights *weights, const network_recurrent *plan, const float *parameters) {
	recurrent_shape shape = plan->shape;
	size_t columns = shape_columns(shape), units = shape.units;
	const float *bias = parameters + plan->bias;
	weights->kernel = parameters + plan->kernel;
	weights->recurrent_kernel = parameters + plan->recurrent_kernel;
	memcpy(weights->bias, bias, columns * sizeof *bias);
	add_scaled(weights->bias, 1, bias + columns, added_biases(plan));
	if (shape.cell->reset_after) weights->recurrent_bias = bias + 2 * columns - units;
	if (weights->transposed_kernel)
		transpose(weights->transposed_kernel, weights->kernel, shape.inputs, columns);
	transpose(weights->transposed_recurrent, weights->recurrent_kernel, units, columns);
}

void network_trace_begin(network_trace *trace, const float *parameters) {
	trace->parameters = parameters;
	for (size_t i = 0; i < trace->net->recurrent_count; i++)
		read_weights(&trace->directions[i].weights, &trace->net->recurrent[i], parameters);
}

/* --- Forward -------------------------------------------------------------------------------------- */

/* The rows of a direction after timestep t. */
static float *rows_at(const direction_trace *direction, size_t t) {
	return direction->values + t * direction->rows * direction->weights.shape.units;
}

/* The timestep that a direction reads as its s-th, from 0. */
static size_t timestep_read(const network_trace *trace, const direction_trace *direction, size_t s) {
	return direction->plan->backward ? trace->timesteps - 1 - s : s;
}

const float *network_trace_before(const network_trace *trace, size_t index, size_t t) {
	const direction_trace *direction = &trace->directions[index];
	if (t == timestep_read(trace, direction, 0)) return trace->zeros;
	return rows_at(direction, direction->plan->backward ? t + 1 : t - 1);
}

/* What a layer of the list gives at timestep t. */
static const float *output_at(const network_trace *trace, size_t layer, size_t t) {
	const network_layer *plan = &trace->net->layers[layer];
	if (plan->directions == 2) return trace->layers[layer].outputs + t * plan->summary.features;
	return rows_at(&trace->directions[plan->recurrent], t);
}

/* The recurrent layer below or above one: a layer of dropout between them hands on what it is given. */
static size_t recurrent_below(const network *net, size_t layer) {
	while (!net->layers[--layer].directions) continue;
	return layer;
}

static size_t recurrent_above(const network *net, size_t layer) {
	while (!net->layers[++layer].directions) continue;
	return layer;
}

cell_input network_trace_input(const network_trace *trace, size_t index, size_t t) {
	const network *net = trace->net;
	const network_recurrent *plan = &net->recurrent[index];
	if (!reads_words(net, plan))
		return (cell_input){output_at(trace, recurrent_below(net, plan->layer), t), 0};
	uint32_t id = trace->ids[t];
	if (!net->embedded) return (cell_input){NULL, id};
	return (cell_input){trace->parameters + net->embeddings + id * (size_t)net->settings.embedding, id};
}

bool network_trace_masked(const network_trace *trace, size_t t) {
	return network_omits_padding(trace->net) && trace->ids[t] == 0;
}

/* All timesteps of a direction. */
static void direction_forward(network_trace *trace, size_t index) {
	const direction_trace *direction = &trace->directions[index];
	for (size_t s = 0; s < trace->timesteps; s++) {
		size_t t = timestep_read(trace, direction, s);
		const float *before = network_trace_before(trace, index, t);
		if (network_trace_masked(trace, t))
			memcpy(rows_at(direction, t), before,
			       direction->rows * direction->weights.shape.units * sizeof *before);
		else
			cell_forward(&direction->weights, &trace->work, network_trace_input(trace, index, t), before,
			             rows_at(direction, t));
	}
}

/* As training/directions.h merges blocks: y (F) from f and b (H). */
static void merge_units(unroll_bidirectional merge, float *y, const float *f, const float *b, size_t units) {
	memcpy(y, f, units * sizeof *y);
	if (merge == UNROLL_CONCAT)
		memcpy(y + units, b, units * sizeof *y);
	else
		add_scaled(y, 1, b, units);
	for (size_t u = 0; merge == UNROLL_AVERAGE && u < units; u++) y[u] *= 0.5f;
}

static void layer_forward(network_trace *trace, size_t layer) {
	const network_layer *plan = &trace->net->layers[layer];
	const direction_trace *own = &trace->directions[plan->recurrent];
	for (size_t i = 0; i < plan->directions; i++) direction_forward(trace, plan->recurrent + i);
	for (size_t t = 0; plan->directions == 2 && t < trace->timesteps; t++)
		merge_units(plan->merge, trace->layers[layer].outputs + t * plan->summary.features,
		            rows_at(&own[0], t), rows_at(&own[1], t), own->weights.shape.units);
}

/* Gives the head what the top layer gives where its forward direction has come to timestep t; a backward one has read everything. */
static void give_state(network_trace *trace, size_t t) {
	const network_layer *top = &trace->net->layers[network_top_recurrent(trace->net)];
	const direction_trace *own = &trace->directions[top->recurrent];
	float *given = trace->head.given;
	if (top->directions == 1)
		memcpy(given, rows_at(own, t), trace->head.features * sizeof *given);
	else
		merge_units(top->merge, given, rows_at(&own[0], t), rows_at(&own[1], 0), own->weights.shape.units);
}

/* Gives the head what is pooled of the timesteps up to t, from that up to the one before. */
static void give_pooled(network_trace *trace, size_t t) {
	if (t == 0) head_trace_begin(&trace->head);
	if (!network_trace_masked(trace, t))
		head_trace_pool(&trace->head, output_at(trace, network_top_recurrent(trace->net), t), t);
	head_trace_finish(&trace->head);
}

void network_trace_forward(network_trace *trace, const uint16_t *ids) {
	trace->ids = ids;
	for (size_t i = 0; i < trace->net->layer_count; i++)
		if (trace->net->layers[i].directions) layer_forward(trace, i);
	for (size_t t = 0; t < trace->timesteps; t++) {
		if (trace->d_pooled)
			give_pooled(trace, t);
		else
			give_state(trace, t);
		trace->logits[t] = head_trace_logit(&trace->head, trace->parameters);
	}
}

/* --- Backward ------------------------------------------------------------------------------------- */

/* All timesteps of a direction, the one that it read last first. The hidden state after a timestep is seen by the next timestep, by
 * the layer above (`from_above` (T, `width`), of which the first H count; or NULL) and, after the last, by the dense layer (`at_last`
 * (H), or NULL). Both count by `share`. */
static void direction_backward(network_trace *trace, size_t index, const float *from_above, size_t width,
                               const float *at_last, float share) {
	direction_trace *direction = &trace->directions[index];
	cell_workspace *work = &trace->work;
	size_t units = direction->weights.shape.units;
	memset(work->d_hidden, 0, padded(units) * sizeof(float));
	memset(work->d_cell, 0, padded(units) * sizeof(float));
	if (at_last) add_scaled(work->d_hidden, share, at_last, units);
	for (size_t s = trace->timesteps; s-- > 0;) {
		size_t t = timestep_read(trace, direction, s);
		if (from_above) add_scaled(work->d_hidden, share, from_above + t * width, units);
		memcpy(direction->d_hidden + t * units, work->d_hidden, units * sizeof(float));
		float *d_inputs = direction->d_inputs + t * direction->inputs;
		if (network_trace_masked(trace, t))
			memset(d_inputs, 0, direction->inputs * sizeof *d_inputs);
		else
			cell_backward(&direction->weights, work, network_trace_input(trace, index, t),
			              network_trace_before(trace, index, t), rows_at(direction, t), d_inputs);
	}
}

static void layer_backward(network_trace *trace, size_t layer) {
	const network *net = trace->net;
	const network_layer *plan = &net->layers[layer];
	const direction_trace *own = &trace->directions[plan->recurrent];
	bool top = layer == network_top_recurrent(net);
	const float *at_last = top && !trace->d_pooled ? trace->head.d_given : NULL;
	const float *from_above = top ? trace->d_pooled : trace->layers[recurrent_above(net, layer)].d_inputs;
	float share = plan->merge == UNROLL_AVERAGE ? 0.5f : 1;
	for (size_t i = 0; i < plan->directions; i++) {
		size_t part = i && plan->merge == UNROLL_CONCAT ? own->weights.shape.units : 0;
		direction_backward(trace, plan->recurrent + i, from_above ? from_above + part : NULL,
		                   plan->summary.features, at_last ? at_last + part : NULL, share);
	}
	if (plan->directions == 1) return;
	float *sum = trace->layers[layer].d_inputs;
	size_t count = trace->timesteps * own->inputs;
	memcpy(sum, own[0].d_inputs, count * sizeof *sum);
	add_scaled(sum, 1, own[1].d_inputs, count);
}

/* The gradient of what the top layer gives at each timestep; 0 where padding is left out. */
static void pooling_backward(network_trace *trace) {
	size_t features = trace->head.features;
	for (size_t t = 0; t < trace->timesteps; t++)
		if (network_trace_masked(trace, t))
			memset(trace->d_pooled + t * features, 0, features * sizeof(float));
		else
			head_trace_unpool(&trace->head, trace->d_pooled + t * features, t);
}

void network_trace_backward(network_trace *trace) {
	head_trace_backward(&trace->head, trace->parameters);
	if (trace->d_pooled) pooling_backward(trace);
	for (size_t i = trace->net->layer_count; i-- > 0;)
		if (trace->net->layers[i].directions) layer_backward(trace, i);
}

/* --- Checks --------------------------------------------------------------------------------------- */

unroll_status fail_not_finite(unroll_error *error) {
	return fail(error, UNROLL_NOT_FINITE, "weights",
	            "What happens inside this model cannot be shown: its weights are so large that a number is "
	            "infinite or not a number (NaN). Train it again with a lower learning rate.");
}

unroll_status network_trace_check(const network_trace *trace, unroll_error *error) {
	bool finite = all_finite(trace->logits, trace->timesteps);
	for (size_t i = 0; finite && i < trace->net->recurrent_count; i++) {
		const direction_trace *direction = &trace->directions[i];
		size_t units = direction->weights.shape.units;
		finite = all_finite(direction->values, trace->timesteps * direction->rows * units) &&
		         all_finite(direction->d_hidden, trace->timesteps * units) &&
		         all_finite(direction->d_inputs, trace->timesteps * direction->inputs);
	}
	return finite ? UNROLL_OK : fail_not_finite(error);
}
