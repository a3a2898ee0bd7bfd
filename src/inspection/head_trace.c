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
	if (net->settings.dense) {
		head.hidden = arena_take(memory, padded(net->settings.dense), sizeof(float));
		head.d_hidden = arena_take(memory, net->settings.dense, sizeof(float));
	}
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

/* y = φ(b + x·K), the terms in the order of the inputs. */
static void hidden_forward(const head_trace *head, const float *parameters) {
	const network *net = head->net;
	size_t units = net->settings.dense;
	memset(head->hidden, 0, padded(units) * sizeof *head->hidden);
	memcpy(head->hidden, parameters + net->hidden_bias, units * sizeof *head->hidden);
	for (size_t f = 0; f < head->features; f++)
		add_scaled(head->hidden, head->given[f], parameters + net->hidden_kernel + f * units, units);
	net->hot->activate(head->hidden, units, net->settings.dense_activation);
}

/* logit = b + Σ_f k_f·y_f. */
float head_trace_logit(const head_trace *head, const float *parameters) {
	const network *net = head->net;
	if (head->hidden) hidden_forward(head, parameters);
	size_t features = head->hidden ? net->settings.dense : head->features;
	const float *given = head->hidden ? head->hidden : head->given;
	float logit = parameters[net->dense_bias];
	for (size_t f = 0; f < features; f++) logit += parameters[net->dense_kernel + f] * given[f];
	return logit;
}

/* d_x = d_a·Kᵀ, where d_a = d_y·φ'(a) and φ'(a) follows from y. */
static void hidden_backward(head_trace *head, const float *parameters) {
	const network *net = head->net;
	size_t units = net->settings.dense;
	for (size_t u = 0; u < units; u++) {
		float y = head->hidden[u];
		head->d_hidden[u] *= net->settings.dense_activation == UNROLL_TANH ? 1 - y * y : y > 0;
	}
	for (size_t f = 0; f < head->features; f++)
		head->d_given[f] = dot(head->d_hidden, parameters + net->hidden_kernel + f * units, units);
}

void head_trace_backward(head_trace *head, const float *parameters, float d_logit) {
	float *gradient = head->hidden ? head->d_hidden : head->d_given;
	size_t features = head->hidden ? head->net->settings.dense : head->features;
	memset(gradient, 0, features * sizeof *gradient);
	add_scaled(gradient, d_logit, parameters + head->net->dense_kernel, features);
	if (head->hidden) hidden_backward(head, parameters);
}

void head_trace_unpool(const head_trace *head, float *d_x, size_t t) {
	float share = share_of(head);
	for (size_t f = 0; f < head->features; f++)
		d_x[f] = takes_mean(head) || head->places[f] == t ? head->d_given[f] * share : 0;
}
