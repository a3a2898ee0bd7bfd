/* Filling an unroll_error. */
#ifndef BASE_FAIL_H
#define BASE_FAIL_H

#include <stddef.h>

#include "unroll/status.h"

/* Fills `error` (which may be NULL) and returns `status`, so that a caller writes `return fail(…)`.
 * `subject` names the culprit and is copied. `format` is printf's, of which %s, %u, %llu, %zu, %g and %% are
 * understood: the engine does not carry a printf. What does not fit is cut between two characters, and a byte of an argument that is not
 * UTF-8 becomes U+FFFD. */
__attribute__((format(printf, 4, 5))) unroll_status fail(unroll_error *error, unroll_status status,
                                                         const char *subject, const char *format, ...);

/* The same formatter for other texts: writes at most `capacity` bytes with the '\0', cut in the same way. */
__attribute__((format(printf, 3, 4))) void format_text(char *text, size_t capacity, const char *format, ...);

#endif
