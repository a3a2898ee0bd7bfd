#include "inspection/head_trace.h"

#include <string.h>

#include "kernels/array_math.h"

head_trace head_trace_layout(arena *memory, const network *net) {
	head_trace head;
	memset(&head, 0, sizeof head);
	head.net = net;
	head.features = net->layers[network_top_recurrent(net)].summary.features;
	head.given = arena_take(memory, head.features, sizeof(float));
	head.d_given = arena_take(memory, head.features, sizeof(float));
	if (!head_trace_pools(&head)) return head;
	head.pooled = arena_take(memory, head.features, sizeof(float));
	head.places = arena_take(memory, head.features, sizeof *head.places);
	return head;
}

bool head_trace_pools(const head_trace *head) {
	return head->net->settings.pooling != UNROLL_POOLING_LAST;
}

static bool takes_mean(const head_trace *head) {
	return head->net->settings.pooling == UNROLL_POOLING_MEAN;
}

void head_trace_begin(head_trace *head) {
	memset(head->pooled, 0, head->features * sizeof *head->pooled);
	head->count = 0;
}

void head_trace_pool(head_trace *head, const float *x, size_t t) {
	bool first = head->count++ == 0;
	for (size_t f = 0; f < head->features; f++) {
		if (takes_mean(head)) {
			head->pooled[f] += x[f];
		} else if (first || x[f] > head->pooled[f]) {
			head->pooled[f] = x[f];
			head->places[f] = (uint32_t)t;
		}
	}
}

/* 1 / n, or what a maximum is multiplied by. */
static float share_of(const head_trace *head) {
	return takes_mean(head) && head->count ? 1 / (float)head->count : 1;
}

void head_trace_finish(head_trace *head) {
	float share = share_of(head);
	for (size_t f = 0; f < head->features; f++) head->given[f] = head->pooled[f] * share;
}

/* logit = b + Σ_f k_f·y_f. */
float head_trace_logit(const head_trace *head, const float *parameters) {
	float logit = parameters[head->net->dense_bias];
	for (size_t f = 0; f < head->features; f++)
		logit += parameters[head->net->dense_kernel + f] * head->given[f];
	return logit;
}

void head_trace_backward(head_trace *head, const float *parameters, float d_logit) {
	memset(head->d_given, 0, head->features * sizeof *head->d_given);
	add_scaled(head->d_given, d_logit, parameters + head->net->dense_kernel, head->features);
}

void head_trace_unpool(const head_trace *head, float *d_x, size_t t) {
	float share = share_of(head);
	for (size_t f = 0; f < head->features; f++)
		d_x[f] = takes_mean(head) || head->places[f] == t ? head->d_given[f] * share : 0;
}
