#include "training/objective.h"

#include <stdbool.h>
#include <string.h>

#include "kernels/array_math.h"

double target_of(const unroll_settings *settings, uint8_t y) {
	double smoothing = settings->label_smoothing;
	return y * (1 - smoothing) + 1.0 / settings->classes * smoothing;
}

void class_weights_of(const unroll_settings *settings, const unroll_corpus *corpus, const review_list *list,
                      double *weights) {
	uint32_t counts[UNROLL_MOST_CLASSES] = {0}, classes = settings->classes;
	for (uint32_t label = 0; label < classes; label++) weights[label] = 1;
	if (settings->class_weight == UNROLL_CLASS_WEIGHT_NONE) return;
	for (uint32_t place = 0; place < list->count; place++) counts[review_at(corpus, list, place).label]++;
	for (uint32_t label = 0; label < classes; label++)
		if (counts[label]) weights[label] = list->count / ((double)classes * counts[label]);
}

/* "gru/kernel", "gru/recurrent_kernel", "dense/kernel". */
static bool is_kernel(const network_tensor *tensor) {
	const char *name = strrchr(tensor->name, '/') + 1;
	return strcmp(name, "kernel") == 0 || strcmp(name, "recurrent_kernel") == 0;
}

double l2_penalty(const network *net, const float *parameters) {
	double sum = 0;
	if (net->settings.l2 == 0) return 0;
	for (uint32_t i = 0; i < net->tensor_count; i++) {
		const network_tensor *tensor = &net->tensors[i];
		const float *values = parameters + tensor->offset;
		if (!is_kernel(tensor)) continue;
		for (size_t n = tensor_floats(tensor), k = 0; k < n; k++)
			sum += (double)values[k] * (double)values[k];
	}
	return net->settings.l2 * sum;
}

void add_l2_gradient(const network *net, const float *parameters, float *gradient) {
	float factor = (float)(2 * net->settings.l2);
	if (net->settings.l2 == 0) return;
	for (uint32_t i = 0; i < net->tensor_count; i++) {
		const network_tensor *tensor = &net->tensors[i];
		if (is_kernel(tensor))
			add_scaled(gradient + tensor->offset, factor, parameters + tensor->offset, tensor_floats(tensor));
	}
}
