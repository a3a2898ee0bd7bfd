/* The engine on a golden file: its network with the file's initial weights, and all that a training step needs. */
#ifndef GOLDEN_RUN_H
#define GOLDEN_RUN_H

#include "base/arena.h"
#include "golden_file.h"
#include "training/optimizer.h"
#include "training/pass.h"

typedef struct golden_run {
	golden_file file;
	network net;
	arena memory; /* of all below */
	batch batch;
	pass pass;
	optimizer optimizer;
	float *parameters, *gradient;
} golden_run;

static inline void golden_run_layout(golden_run *run, arena *memory) {
	const unroll_settings *settings = &run->net.settings;
	batch_shape shape = {.reviews = settings->batch, .steps = settings->length, .words = settings->words};
	run->batch = batch_layout(memory, shape);
	run->pass = pass_layout(memory, &run->net, shape, true);
	run->optimizer = optimizer_layout(memory, settings, run->net.hot, run->net.parameters, settings->words,
	                                  network_row_width(&run->net));
	run->parameters = arena_take(memory, run->net.parameters, sizeof(float));
	run->gradient = arena_take(memory, run->net.parameters, sizeof(float));
}

/* The file's values of a weight tensor, of which it has several: "initial", "gradient", "step/5" … */
static inline const float *golden_weights(const golden_run *run, const char *prefix,
                                          const network_tensor *tensor) {
	char name[2 * NETWORK_NAME];
	snprintf(name, sizeof name, "%s/%s", prefix, tensor->name);
	return golden_tensor(&run->file, name, SAFETENSORS_F32, tensor_floats(tensor));
}

/* Fails the test where the file is not as it should be. The run must stay where it is until it is closed. */
static inline void golden_run_open(golden_run *run, const char *name) {
	run->file = golden_open(name);
	run->net = network_of(&run->file.settings);
	arena counting = arena_counting();
	golden_run_layout(run, &counting);
	assert_true(arena_open(&run->memory, counting.used));
	golden_run_layout(run, &run->memory);
	for (uint32_t i = 0; i < run->net.tensor_count; i++) {
		const network_tensor *tensor = &run->net.tensors[i];
		memcpy(run->parameters + tensor->offset, golden_weights(run, "initial", tensor),
		       tensor_floats(tensor) * sizeof(float));
	}
}

static inline void golden_run_close(golden_run *run) {
	arena_close(&run->memory);
	golden_close(&run->file);
}

/* Fills in the batch of a step, from 0. */
static inline void golden_run_batch(golden_run *run, uint32_t step) {
	size_t steps = run->file.steps, widest = run->net.settings.batch, length = run->net.settings.length;
	const uint32_t *reviews = golden_tensor(&run->file, "reviews", SAFETENSORS_U32, steps);
	const uint16_t *ids = golden_tensor(&run->file, "ids", SAFETENSORS_U16, steps * widest * length);
	const uint8_t *labels = golden_tensor(&run->file, "labels", SAFETENSORS_U8, steps * widest);
	batch_begin(&run->batch, reviews[step]);
	for (uint32_t r = 0; r < reviews[step]; r++) {
		size_t row = step * widest + r;
		batch_set(&run->batch, r, ids + row * length, (uint32_t)length, labels[row]);
	}
	batch_finish(&run->batch);
}

/* A block of the network's plan, weights or gradients, against the file's. */
static inline void golden_run_check(const golden_run *run, const char *prefix, const float *block) {
	for (uint32_t i = 0; i < run->net.tensor_count; i++) {
		const network_tensor *tensor = &run->net.tensors[i];
		char what[2 * NETWORK_NAME];
		snprintf(what, sizeof what, "%s/%s", prefix, tensor->name);
		golden_check(&run->file, what, block + tensor->offset, golden_weights(run, prefix, tensor),
		             tensor_floats(tensor));
	}
}

#endif
