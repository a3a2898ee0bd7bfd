/* Golden files: what other implementations compute. tests/golden/README.md describes what is in them. */
#ifndef GOLDEN_FILE_H
#define GOLDEN_FILE_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* cmocka.h wants these before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "storage/safetensors.h"
#include "unroll/settings.h"

typedef struct golden_file {
	const char *name; /* borrowed */
	uint8_t *bytes;
	safetensors_file *tensors;
	unroll_settings settings;
	uint32_t steps; /* of training that the file holds */
} golden_file;

/* The file's bytes, to be freed. */
static inline uint8_t *golden_read(const char *name, size_t *size) {
	enum { MOST = 1 << 20 };
	char path[128];
	snprintf(path, sizeof path, "tests/golden/%s.safetensors", name);
	FILE *file = fopen(path, "rb");
	if (!file) fail_msg("%s cannot be read; the test runs in the root of the repository", path);
	uint8_t *bytes = malloc(MOST);
	assert_non_null(bytes);
	*size = fread(bytes, 1, MOST, file);
	fclose(file);
	return bytes;
}

/* The settings that the file names; the others have their defaults. */
static inline unroll_settings golden_settings(const safetensors_file *tensors) {
	unroll_settings settings = unroll_default_settings();
	unroll_error error;
	for (uint32_t i = 0; i < unroll_setting_count(); i++) {
		const char *name = unroll_setting_name(i), *value = safetensors_metadata(tensors, name);
		if (value && unroll_settings_set(&settings, name, value, &error) != UNROLL_OK)
			fail_msg("%s", error.message);
	}
	return settings;
}

/* Fails the test where the file is not as it should be. */
static inline golden_file golden_open(const char *name) {
	golden_file golden = {.name = name};
	size_t size;
	golden.bytes = golden_read(name, &size);
	unroll_error error;
	if (safetensors_open(golden.bytes, size, &golden.tensors, &error) != UNROLL_OK)
		fail_msg("%s: %s", name, error.message);
	golden.settings = golden_settings(golden.tensors);
	const safetensors_tensor *reviews = safetensors_find(golden.tensors, "reviews"); /* of each step */
	assert_non_null(reviews);
	golden.steps = (uint32_t)reviews->shape[0];
	return golden;
}

static inline void golden_close(golden_file *golden) {
	safetensors_close(golden->tensors);
	free(golden->bytes);
}

/* The values of a tensor, `count` of them. */
static inline const void *golden_tensor(const golden_file *golden, const char *name, safetensors_type type,
                                        size_t count) {
	const safetensors_tensor *tensor = safetensors_find(golden->tensors, name);
	if (!tensor) fail_msg("%s has no tensor %s", golden->name, name);
	assert_int_equal(tensor->type, type);
	assert_int_equal(tensor->bytes, count * safetensors_type_size(type));
	return tensor->data;
}

/* How far a number may be from the golden one, relative to the largest of its tensor, or to 0.01 where that is
 * less: a tensor of one number may happen to be near zero. Both sides compute in single precision; seen are
 * differences of up to 4e-6. */
#define GOLDEN_TOLERANCE 1e-5

static inline double magnitude(double value) {
	return value < 0 ? -value : value;
}

static inline void golden_check(const golden_file *golden, const char *what, const float *ours,
                                const float *theirs, size_t count) {
	double largest = 0.01;
	for (size_t i = 0; i < count; i++)
		if (magnitude((double)theirs[i]) > largest) largest = magnitude((double)theirs[i]);
	for (size_t i = 0; i < count; i++) {
		double off = magnitude((double)ours[i] - (double)theirs[i]) / largest;
		if (!(off <= GOLDEN_TOLERANCE)) /* so that NaN fails too */
			fail_msg("%s: %s [%zu] is %.9g, golden %.9g, off by %.1e", golden->name, what, i, (double)ours[i],
			         (double)theirs[i], off);
	}
}

#endif
