/* What these tests use of cmocka, for builds that cannot link the library: it is not there for another processor, and it is not
 * instrumented by MemorySanitizer. The names and the report are cmocka's; a failed case ends, and the next one runs. */
#ifndef TESTS_STAND_IN_CMOCKA_H
#define TESTS_STAND_IN_CMOCKA_H

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct CMUnitTest {
	const char *name;
	void (*run)(void **state);
	int (*setup)(void **state), (*teardown)(void **state); /* NULL in all of these tests */
	void *state;
};

#define cmocka_unit_test(run)                                                                                \
	{ #run, run, NULL, NULL, NULL }

#define test_malloc malloc
#define test_free   free

typedef enum stand_in_end { STAND_IN_PASSED, STAND_IN_FAILED, STAND_IN_SKIPPED } stand_in_end;

static jmp_buf stand_in_case;

static _Noreturn void stand_in_leave(stand_in_end end) {
	longjmp(stand_in_case, (int)end);
}

#define print_message(...) printf(__VA_ARGS__)
#define skip()             stand_in_leave(STAND_IN_SKIPPED)

#define fail_msg(...)                                                                                        \
	(printf("<failure>%s:%d: ", __FILE__, __LINE__), printf(__VA_ARGS__), printf("</failure>\n"),            \
	 stand_in_leave(STAND_IN_FAILED))
#define fail() fail_msg("failed")

#define stand_in_check(holds, text) ((holds) ? (void)0 : fail_msg("%s", text))

#define assert_true(value)            stand_in_check((value), #value)
#define assert_false(value)           stand_in_check(!(value), "not " #value)
#define assert_null(value)            stand_in_check((value) == NULL, #value " is NULL")
#define assert_non_null(value)        stand_in_check((value) != NULL, #value " is not NULL")
#define assert_ptr_equal(a, b)        stand_in_check((const void *)(a) == (const void *)(b), #a " == " #b)
#define assert_int_equal(a, b)        stand_in_check((uintmax_t)(a) == (uintmax_t)(b), #a " == " #b)
#define assert_int_not_equal(a, b)    stand_in_check((uintmax_t)(a) != (uintmax_t)(b), #a " != " #b)
#define assert_string_equal(a, b)     stand_in_check(strcmp((a), (b)) == 0, #a " is the text " #b)
#define assert_string_not_equal(a, b) stand_in_check(strcmp((a), (b)) != 0, #a " is not the text " #b)
#define assert_memory_equal(a, b, n)  stand_in_check(memcmp((a), (b), (n)) == 0, #a " has the bytes of " #b)
#define assert_memory_not_equal(a, b, n)                                                                     \
	stand_in_check(memcmp((a), (b), (n)) != 0, #a " has not the bytes of " #b)

static inline bool stand_in_near(float a, float b, float tolerance) {
	return (a < b ? b - a : a - b) <= tolerance;
}
#define assert_float_equal(a, b, tolerance)                                                                  \
	stand_in_check(stand_in_near((float)(a), (float)(b), (float)(tolerance)), #a " ≈ " #b)

static inline bool stand_in_between(uintmax_t value, uintmax_t least, uintmax_t most) {
	return least <= value && value <= most;
}
#define assert_in_range(value, least, most) stand_in_check(stand_in_between((value), (least), (most)), #value)

static inline bool stand_in_run(const struct CMUnitTest *test) {
	void *state = test->state;
	printf("<testcase name=\"%s\" >\n", test->name);
	stand_in_end end = (stand_in_end)setjmp(stand_in_case);
	if (end == STAND_IN_PASSED) test->run(&state);
	printf("%s</testcase>\n", end == STAND_IN_SKIPPED ? "<skipped/>\n" : "");
	fflush(stdout);
	return end != STAND_IN_FAILED;
}

static inline int stand_in_run_all(const struct CMUnitTest *tests, size_t count, int (*setup)(void **state)) {
	void *state = NULL;
	int failed = setup ? setup(&state) : 0;
	for (size_t i = 0; i < count; i++) failed += !stand_in_run(&tests[i]);
	return failed;
}

#define cmocka_run_group_tests(tests, setup, teardown)                                                       \
	stand_in_run_all((tests), sizeof(tests) / sizeof *(tests), setup)
#define cmocka_run_group_tests_name(name, tests, setup, teardown)                                            \
	cmocka_run_group_tests(tests, setup, teardown)

#endif
