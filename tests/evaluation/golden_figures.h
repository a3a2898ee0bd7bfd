/* Golden files of scikit-learn: tests/golden/README.md describes what is in them. */
#ifndef GOLDEN_FIGURES_H
#define GOLDEN_FIGURES_H

#include "../training/golden_file.h"
#include "unroll/unroll.h"

static inline golden_file golden_figures(const char *name) {
	golden_file golden = {.name = name};
	size_t size;
	golden.bytes = golden_read(name, &size);
	assert_int_equal(safetensors_open(golden.bytes, size, &golden.tensors, NULL), UNROLL_OK);
	return golden;
}

/* A tensor, and how many rows it has. */
static inline const void *golden_rows(const golden_file *golden, const char *name, uint32_t *rows) {
	const safetensors_tensor *tensor = safetensors_find(golden->tensors, name);
	if (!tensor) fail_msg("%s has no tensor %s", golden->name, name);
	*rows = (uint32_t)tensor->shape[0];
	return tensor->data;
}

static inline const void *golden_all(const golden_file *golden, const char *name) {
	uint32_t rows;
	return golden_rows(golden, name, &rows);
}

static inline void assert_near(double ours, double theirs, double tolerance) {
	if (!(magnitude(ours - theirs) <= tolerance)) /* so that NaN fails too */
		fail_msg("%.17g is not %.17g, off by %.1e", ours, theirs, magnitude(ours - theirs));
}

#endif
