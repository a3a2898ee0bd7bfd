#include "inspection/cell_step.h"

#include <string.h>

#include "kernels/array_math.h"

cell_workspace cell_workspace_layout(arena *memory, const cell_description *const *cells, size_t count,
                                     size_t units) {
	cell_workspace work;
	size_t slots = 0, gates = 0;
	for (size_t i = 0; i < count; i++) {
		if (cells[i]->slots > slots) slots = cells[i]->slots;
		if (cells[i]->gates > gates) gates = cells[i]->gates;
	}
	float **of_units[] = {&work.h,      &work.h_next,   &work.c,      &work.c_next,
	                      &work.c_tanh, &work.d_hidden, &work.d_cell, &work.d_recurrent_bias};
	for (size_t i = 0; i < sizeof of_units / sizeof *of_units; i++)
		*of_units[i] = arena_take(memory, padded(units), sizeof(float));
	work.slots = arena_take(memory, slots * padded(units), sizeof(float));
	work.d_slots = arena_take(memory, slots * padded(units), sizeof(float));
	work.d_input = arena_take(memory, gates * units, sizeof(float));
	work.d_recurrent = arena_take(memory, gates * units, sizeof(float));
	return work;
}

/* The row of what is summed up in a slot. */
static size_t sum_row(const cell_description *cell, size_t slot) {
	return cell->first_sum_row + (slot < cell->gates ? cell->keras_gate[slot] : slot);
}

/* sums (S, H): b + x·W + h⁻·U in Keras' order, where reset_after with the candidate's h⁻·U + b' apart, behind them. */
static void fill_sums(const cell_weights *weights, cell_input input, const float *h, float *sums) {
	const cell_description *cell = weights->shape.cell;
	const float *recurrent = weights->recurrent_kernel;
	size_t units = weights->shape.units, columns = shape_columns(weights->shape);
	memcpy(sums, weights->bias, columns * sizeof *sums);
	if (input.x)
		add_product(sums, input.x, weights->shape.inputs, weights->kernel, columns, columns);
	else
		add_scaled(sums, 1, weights->kernel + input.id * columns, columns);
	size_t together = cell->reset_after ? columns - units : columns;
	add_product(sums, h, units, recurrent, columns, together);
	if (!cell->reset_after) return;
	memcpy(sums + columns, weights->recurrent_bias, units * sizeof *sums);
	add_product(sums + columns, h, units, recurrent + together, columns, units);
}

/* The step from its sums among the rows, in the workspace: the slots then hold the gates. */
static cell_step take_step(const cell_weights *weights, cell_workspace *work, const float *before,
                           const float *rows) {
	const cell_description *cell = weights->shape.cell;
	size_t units = weights->shape.units, count = padded(units);
	for (size_t slot = 0; slot < cell->slots; slot++)
		memcpy(work->slots + slot * count, rows + sum_row(cell, slot) * units, units * sizeof *rows);
	memcpy(work->h, before, units * sizeof *before);
	if (cell->has_cell_state) memcpy(work->c, before + units, units * sizeof *before);
	cell_step step = {work->slots, work->h, work->h_next, work->c, work->c_next, work->c_tanh};
	cell->forward(&step, count);
	return step;
}

void cell_forward(const cell_weights *weights, cell_workspace *work, cell_input input, const float *before,
                  float *rows) {
	const cell_description *cell = weights->shape.cell;
	size_t units = weights->shape.units, count = padded(units);
	fill_sums(weights, input, before, rows + cell->first_sum_row * units);
	cell_step step = take_step(weights, work, before, rows);
	for (size_t slot = 0; slot < cell->gates; slot++)
		memcpy(rows + (cell->first_gate_row + cell->keras_gate[slot]) * units, step.slots + slot * count,
		       units * sizeof *rows);
	memcpy(rows, step.h_next, units * sizeof *rows);
	if (cell->has_cell_state) memcpy(rows + units, step.c_next, units * sizeof *rows);
	if (!cell->reset_after) return;
	/* a_h = x_h + r·q: the last row, from the sum of slot 0, the gate of slot 2 and the sum behind Keras' gates. */
	const float *x_h = rows + sum_row(cell, 0) * units, *q = rows + sum_row(cell, cell->gates) * units;
	for (size_t u = 0; u < units; u++)
		rows[(cell->rows - 1) * units + u] = x_h[u] + step.slots[2 * count + u] * q[u];
}

/* The gradients of the slots, from `slots` (S, P) to `sums` (C) in Keras' order. */
static void to_sums(float *sums, const float *slots, const cell_description *cell, size_t units) {
	for (size_t slot = 0; slot < cell->gates; slot++)
		memcpy(sums + cell->keras_gate[slot] * units, slots + slot * padded(units), units * sizeof *sums);
}

void cell_backward(const cell_weights *weights, cell_workspace *work, cell_input input, const float *before,
                   const float *rows, float *d_x) {
	const cell_description *cell = weights->shape.cell;
	size_t units = weights->shape.units, columns = shape_columns(weights->shape),
	       inputs = weights->shape.inputs;
	cell_step step = take_step(weights, work, before, rows);
	cell_gradients gradients = {work->d_hidden, work->d_cell, work->d_slots, work->d_recurrent_bias};
	cell->backward(&step, &gradients, padded(units));
	to_sums(work->d_input, work->d_slots, cell, units);
	memcpy(work->d_recurrent, work->d_input, columns * sizeof(float));
	if (cell->reset_after) /* through U the candidate has a gradient of its own */
		memcpy(work->d_recurrent + columns - units, work->d_slots + cell->gates * padded(units),
		       units * sizeof(float));
	add_product(work->d_hidden, work->d_recurrent, columns, weights->transposed_recurrent, units, units);
	if (!input.x) {
		*d_x = dot(work->d_input, weights->kernel + input.id * columns, columns);
		return;
	}
	memset(d_x, 0, inputs * sizeof *d_x);
	add_product(d_x, work->d_input, columns, weights->transposed_kernel, inputs, inputs);
}
