#include "training/pass.h"

#include "layers/loss.h"
#include "training/objective.h"
#include "training/parts.h"

/* The timesteps from the first to the last at which any review of the batch has a word. */
static void find_longest(pass *p) {
	p->first = p->steps, p->end = 0;
	for (uint32_t r = 0; r < p->batch->reviews; r++) {
		const uint16_t *ids = p->batch->ids + r * p->steps;
		size_t first = 0, end = p->steps;
		while (first < p->first && !ids[first]) first++;
		while (end > p->end && !ids[end - 1]) end--;
		p->first = first, p->end = end;
	}
	if (p->end < p->first) p->end = p->first; /* no word at all */
}

void pass_begin(pass *p, const float *parameters, const batch *reviews, bool training, random_stream masks) {
	p->parameters = parameters;
	p->batch = reviews;
	p->training = training;
	p->dropping = training && p->net->settings.dropout > 0;
	p->masking = training && p->net->settings.recurrent_dropout > 0;
	p->masks = masks;
	if (network_pads_to_longest(p->net)) find_longest(p);
	for (size_t i = 0; i < p->net->recurrent_count; i++) pack_weights(&p->packed[i], p->net, i, parameters);
}

static void word_rows_part(void *work, uint32_t part) {
	pass_word_rows(work, part);
}

static void shard_part(void *work, uint32_t part) {
	pass_shard(work, part);
}

static void word_gradients_part(void *work, uint32_t part) {
	pass_word_gradients(work, part);
}

void pass_run(pass *p, const float *parameters, const batch *reviews, random_stream masks, float *gradient,
              const unroll_parallel *parallel) {
	pass_begin(p, parameters, reviews, gradient != NULL, masks);
	run_parts(parallel, word_rows_part, p);
	run_parts(p->memory_count == SHARDS ? parallel : NULL, shard_part, p);
	if (!gradient) return;
	run_parts(parallel, word_gradients_part, p);
	pass_gradient(p, gradient);
}

double pass_loss(const pass *p) {
	double sum = 0;
	for (uint32_t r = 0; r < p->batch->reviews; r++) sum += p->losses[r];
	return sum / p->batch->reviews + l2_penalty(p->net, p->parameters);
}

uint32_t pass_correct(const pass *p) {
	uint32_t correct = 0;
	for (uint32_t r = 0; r < p->batch->reviews; r++)
		correct += class_of(pass_logits_of(p, r), BLOCK, p->net->outputs) == p->batch->labels[r];
	return correct;
}
