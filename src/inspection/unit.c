/* One unit of a layer at one timestep, as its equations have it. */
#include "base/fail.h"
#include "inspection/trace.h"

unit_columns unit_columns_layout(arena *memory, const network *net) {
	size_t gates = 0, inputs = 1, units = 0;
	for (size_t i = 0; i < net->recurrent_count; i++) {
		recurrent_shape shape = net->recurrent[i].shape;
		bool one_hot = reads_words(net, &net->recurrent[i]) && !net->embedded;
		if (!one_hot && shape.inputs > inputs) inputs = shape.inputs;
		if (shape.cell->gates > gates) gates = shape.cell->gates;
		if (shape.units > units) units = shape.units;
	}
	unit_columns columns;
	columns.kernel = arena_take(memory, gates * inputs, sizeof(float));
	columns.recurrent_kernel = arena_take(memory, gates * units, sizeof(float));
	columns.terms = arena_take(memory, gates, sizeof *columns.terms);
	return columns;
}

/* Copies column `column` of a matrix (rows, columns) and returns its product with x, in double precision. */
static double take_column(float *to, const float *matrix, size_t rows, size_t columns, size_t column,
                          const float *x) {
	double sum = 0;
	for (size_t k = 0; k < rows; k++) {
		to[k] = matrix[k * columns + column];
		sum += (double)x[k] * (double)to[k];
	}
	return sum;
}

/* The row of a gate's sum; a candidate's, where it has a reset, is the last. */
static size_t sum_row(const cell_description *cell, size_t gate) {
	return cell->reset_after && gate + 1 == cell->gates ? cell->rows - 1 : cell->first_sum_row + gate;
}

static unroll_status check(const unroll_trace *trace, uint32_t layer, uint32_t timestep, uint32_t unit,
                           unroll_error *error) {
	if (!trace->has_read) return fail(error, UNROLL_BAD_SETTING, "timestep", "No review has been read yet.");
	if (layer >= trace->net.net->recurrent_count)
		return fail(error, UNROLL_BAD_SETTING, "layer", "There is no recurrent layer %u.", layer);
	if (timestep >= trace->net.timesteps)
		return fail(error, UNROLL_BAD_SETTING, "timestep", "There is no timestep %u.", timestep);
	if (network_trace_masked(&trace->net, timestep))
		return fail(error, UNROLL_BAD_SETTING, "timestep",
		            "Timestep %u is padding, which this network leaves out.", timestep);
	if (unit >= trace->net.directions[layer].weights.shape.units)
		return fail(error, UNROLL_BAD_SETTING, "unit", "Layer %u has no unit %u.", layer, unit);
	return UNROLL_OK;
}

unroll_status unroll_trace_of_unit(unroll_trace *trace, uint32_t layer, uint32_t timestep, uint32_t unit,
                                   unroll_trace_unit *equations, unroll_error *error) {
	static const float one = 1;
	unroll_status status = check(trace, layer, timestep, unit, error);
	if (status) return status;
	const direction_trace *seen = &trace->net.directions[layer];
	const cell_weights *weights = &seen->weights;
	recurrent_shape shape = weights->shape;
	size_t gates = shape.cell->gates, units = shape.units, columns = gates * units;
	cell_input input = network_trace_input(&trace->net, layer, timestep);
	const float *kernel = input.x ? weights->kernel : weights->kernel + input.id * columns;
	const float *x = input.x ? input.x : &one, *h = network_trace_before(&trace->net, layer, timestep);
	const network_recurrent *plan = &trace->net.net->recurrent[layer];
	const float *bias = trace->net.parameters + plan->bias;
	const float *rows = seen->values + timestep * seen->rows * units;
	for (size_t g = 0; g < gates; g++) {
		size_t column = g * units + unit;
		unroll_gate_terms *terms = &trace->unit.terms[g];
		terms->input =
		    take_column(trace->unit.kernel + g * seen->inputs, kernel, seen->inputs, columns, column, x);
		terms->recurrent = take_column(trace->unit.recurrent_kernel + g * units, weights->recurrent_kernel,
		                               units, columns, column, h);
		terms->bias = (double)bias[column];
		terms->recurrent_bias = plan->two_biases ? (double)bias[columns + column] : 0;
		terms->sum = (double)rows[sum_row(shape.cell, g) * units + unit];
		terms->value = (double)rows[(shape.cell->first_gate_row + g) * units + unit];
	}
	*equations = (unroll_trace_unit){(uint32_t)gates,    (uint32_t)seen->inputs,       (uint32_t)units,  x, h,
	                                 trace->unit.kernel, trace->unit.recurrent_kernel, trace->unit.terms};
	return UNROLL_OK;
}
