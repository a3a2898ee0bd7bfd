/* Runs something with little memory left, so that what takes gigabytes fails. */
#ifndef TESTS_LITTLE_MEMORY_H
#define TESTS_LITTLE_MEMORY_H

#include <stdbool.h>

#include "../cmocka_all.h"

/* Sanitizers reserve more address space than any limit allows. */
#if defined(UNROLL_SANITIZED) || !defined(__linux__)
#define MEMORY_CANNOT_BE_LIMITED
#endif

#ifndef MEMORY_CANNOT_BE_LIMITED
#include <sys/resource.h>
#endif

/* Limits the memory of this process to 512 MB, or lifts that limit. */
static inline void limit_memory(bool limited) {
#ifndef MEMORY_CANNOT_BE_LIMITED
	struct rlimit limit;
	assert_int_equal(getrlimit(RLIMIT_AS, &limit), 0);
	limit.rlim_cur = limited ? (rlim_t)512 << 20 : limit.rlim_max;
	assert_int_equal(setrlimit(RLIMIT_AS, &limit), 0);
#else
	(void)limited;
#endif
}

#endif
