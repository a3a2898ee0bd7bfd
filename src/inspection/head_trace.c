#include "inspection/head_trace.h"

#include <string.h>

#include "kernels/array_math.h"
#include "kernels/scalar_math.h"
#include "layers/loss.h"
#include "training/objective.h"

head_trace head_trace_layout(arena *memory, const network *net) {
	head_trace head;
	memset(&head, 0, sizeof head);
	head.net = net;
	head.features = net->layers[network_top_recurrent(net)].summary.features;
	head.given = arena_take(memory, head.features, sizeof(float));
	head.d_given = arena_take(memory, head.features, sizeof(float));
	head.logits = arena_take(memory, net->outputs, sizeof(float));
	head.d_logits = arena_take(memory, net->outputs, sizeof(float));
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

/* x_k = b_k + Σ_f K_fk·y_f, the terms in the order of the features. */
float head_trace_logit(const head_trace *head, const float *parameters) {
	const network *net = head->net;
	if (head->hidden) hidden_forward(head, parameters);
	size_t features = head->hidden ? net->settings.dense : head->features;
	const float *given = head->hidden ? head->hidden : head->given;
	size_t outputs = net->outputs;
	for (size_t k = 0; k < outputs; k++) {
		float logit = parameters[net->dense_bias + k];
		for (size_t f = 0; f < features; f++)
			logit += parameters[net->dense_kernel + f * outputs + k] * given[f];
		head->logits[k] = logit;
	}
	return outputs == 1 ? *head->logits : (float)log_odds(head->logits, 1, outputs, head->label);
}

/* σ of the log-odds of class k: its probability, by softmax. */
static double probability_of(const head_trace *head, size_t k) {
	return sigmoid(log_odds(head->logits, 1, head->net->outputs, k));
}

/* Of the log-odds of class l: 1 by x_l, and -p_k / (1 - p_l) by the others' x_k, as Σ_{j≠l} p_j = 1 - p_l. The quotient is computed from the
 * others alone, as both may be too small for a double. */
void head_trace_from_logit(const head_trace *head) {
	size_t outputs = head->net->outputs;
	double sum = 0, most = 0;
	bool found = false;
	for (size_t k = 0; k < outputs; k++)
		if (k != head->label && (!found || (double)head->logits[k] > most))
			most = (double)head->logits[k], found = true;
	for (size_t k = 0; k < outputs; k++)
		if (k != head->label) sum += scalar_exp((double)head->logits[k] - most);
	for (size_t k = 0; k < outputs; k++)
		head->d_logits[k] =
		    outputs == 1 || k == head->label ? 1 : (float)(-scalar_exp((double)head->logits[k] - most) / sum);
}

void head_trace_from_loss(const head_trace *head, uint8_t label) {
	const unroll_settings *settings = &head->net->settings;
	size_t outputs = head->net->outputs;
	if (outputs == 1)
		*head->d_logits =
		    (float)binary_crossentropy_gradient((double)*head->logits, target_of(settings, label));
	for (size_t k = 0; outputs > 1 && k < outputs; k++)
		head->d_logits[k] = (float)(probability_of(head, k) - target_of(settings, k == label));
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

void head_trace_backward(head_trace *head, const float *parameters) {
	float *gradient = head->hidden ? head->d_hidden : head->d_given;
	size_t features = head->hidden ? head->net->settings.dense : head->features, outputs = head->net->outputs;
	for (size_t f = 0; f < features; f++)
		gradient[f] = dot(head->d_logits, parameters + head->net->dense_kernel + f * outputs, outputs);
	if (head->hidden) hidden_backward(head, parameters);
}

void head_trace_unpool(const head_trace *head, float *d_x, size_t t) {
	float share = share_of(head);
	for (size_t f = 0; f < head->features; f++)
		d_x[f] = takes_mean(head) || head->places[f] == t ? head->d_given[f] * share : 0;
}
