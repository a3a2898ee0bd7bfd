#include "training/directions.h"

#include <string.h>

/* y (F, 16) from f and b, of `count` = H · 16 values each. */
static void merge_directions(const hot_functions *hot, unroll_bidirectional merge, float *y, const float *f,
                             const float *b, size_t count) {
	memcpy(y, f, count * sizeof *y);
	if (merge == UNROLL_CONCAT)
		memcpy(y + count, b, count * sizeof *y);
	else
		hot->add(y, b, count);
	if (merge == UNROLL_AVERAGE) hot->scale_values(y, count, 0.5f);
}

void merge_block(const pass *p, block_memory *memory, size_t layer) {
	const network_layer *plan = &p->net->layers[layer];
	const recurrent_block *own = &memory->recurrent[plan->recurrent];
	size_t count = own->running.shape.units * BLOCK;
	const float *f = own[0].memory.hidden, *b = own[1].memory.hidden; /* (T + 1, H, 16), each as it reads */
	layer_values *values = &memory->layers[layer];
	values->values = values->output;
	values->step = merged_features(plan->merge, count);
	if (plan->summary.steps == 0)
		merge_directions(p->net->hot, plan->merge, values->output, f + p->steps * count, b + p->steps * count,
		                 count);
	else
		for (size_t t = memory->words[0].first; t < memory->words[0].end; t++)
			merge_directions(p->net->hot, plan->merge, values->output + t * values->step, f + (t + 1) * count,
			                 b + (p->steps - t) * count, count);
}

void split_block_gradient(const pass *p, block_memory *memory, size_t layer, sequence_gradient of[2]) {
	const network_layer *plan = &p->net->layers[layer];
	const recurrent_block *own = &memory->recurrent[plan->recurrent];
	size_t count = own->running.shape.units * BLOCK, step = merged_features(plan->merge, count);
	bool sequence = plan->summary.steps > 0;
	size_t first = sequence ? memory->words[0].first : 0, end = sequence ? memory->words[0].end : 1;
	float *gradient = memory->layers[layer].gradient, *second = gradient + step - count;
	if (plan->merge == UNROLL_AVERAGE)
		p->net->hot->scale_values(gradient + first * step, (end - first) * step, 0.5f);
	for (size_t i = 0; i < 2; i++) {
		float *d_hidden = own[i].memory.d_hidden; /* after the last timestep that the direction reads */
		const float *part = i ? second : gradient;
		if (sequence)
			memset(d_hidden, 0, count * sizeof *d_hidden);
		else
			memcpy(d_hidden, part, count * sizeof *d_hidden);
	}
	of[0] = of[1] = (sequence_gradient){NULL, 0};
	if (!sequence) return;
	of[0] = (sequence_gradient){gradient, (ptrdiff_t)step};
	of[1] = (sequence_gradient){second + (p->steps - 1) * step, -(ptrdiff_t)step};
}
