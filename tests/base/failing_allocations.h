/* Allocations that fail when a test wants them to, and a count of those that nobody freed.
 *
 * A test whose name ends in _allocations is linked so that malloc(), calloc(), realloc(), aligned_alloc() and free() of everything
 * it contains, the engine included, come through here (--wrap, see tests/CMakeLists.txt). Then
 *
 *   fail_each_allocation(work, context)
 *
 * calls work() once to count its allocations and once for each of them, which fails. A failed allocation must be reported as
 * UNROLL_OUT_OF_MEMORY with a message, and must leave nothing allocated. */
#ifndef TESTS_BASE_FAILING_ALLOCATIONS_H
#define TESTS_BASE_FAILING_ALLOCATIONS_H

#include <stdlib.h>
#include <string.h>

#include "../cmocka_all.h"
#include "unroll/status.h"

static struct {
	size_t made;    /* allocations so far */
	size_t failing; /* which of them fails, from 1; 0 for none */
	long in_use;    /* allocated and not freed yet */
} allocations;

void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *memory, size_t size);
void *__real_aligned_alloc(size_t alignment, size_t size);
void __real_free(void *memory);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *memory, size_t size);
void *__wrap_aligned_alloc(size_t alignment, size_t size);
void __wrap_free(void *memory);

static inline int allocation_fails(void) {
	return ++allocations.made == allocations.failing;
}

static inline void *allocated(void *memory) {
	allocations.in_use += memory != NULL;
	return memory;
}

void *__wrap_malloc(size_t size) {
	return allocation_fails() ? NULL : allocated(__real_malloc(size));
}

void *__wrap_calloc(size_t count, size_t size) {
	return allocation_fails() ? NULL : allocated(__real_calloc(count, size));
}

void *__wrap_aligned_alloc(size_t alignment, size_t size) {
	return allocation_fails() ? NULL : allocated(__real_aligned_alloc(alignment, size));
}

void *__wrap_realloc(void *memory, size_t size) {
	if (allocation_fails()) return NULL;
	void *moved = __real_realloc(memory, size);
	return memory ? moved : allocated(moved);
}

void __wrap_free(void *memory) {
	allocations.in_use -= memory != NULL;
	__real_free(memory);
}

/* Something that allocates, succeeds where no allocation fails, and frees what it allocated however it ends. */
typedef unroll_status allocating_work(void *context, unroll_error *error);

/* Returns how many allocations `work` makes, each of which failed once. */
static inline size_t fail_each_allocation(allocating_work *work, void *context) {
	for (size_t failing = 0;; failing++) {
		unroll_error error = {UNROLL_OK, "", ""};
		long in_use = allocations.in_use;
		allocations.made = 0;
		allocations.failing = failing;
		unroll_status status = work(context, &error);
		size_t made = allocations.made;
		allocations.failing = 0;
		unroll_status expected = failing && failing <= made ? UNROLL_OUT_OF_MEMORY : UNROLL_OK;
		if (status != expected || (status != UNROLL_OK && (error.status != status || !strlen(error.message))))
			fail_msg("allocation %zu of %zu fails: status %s, \"%s\"", failing, made,
			         unroll_status_name(status), error.message);
		if (allocations.in_use != in_use)
			fail_msg("allocation %zu of %zu fails: %ld pieces of memory are not freed", failing, made,
			         allocations.in_use - in_use);
		if (failing > made) return made;
	}
}

#endif
