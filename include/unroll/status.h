/* Statuses and errors: the one convention of the whole library.
 *
 * Every function that can fail returns an unroll_status and takes, as its last parameter, an unroll_error
 * that it fills when the status is not UNROLL_OK. The error may be NULL. A function that fails changes nothing that its
 * caller can see: no output is written, no object is half made, no weight is lost. Exceptions say at their declaration
 * what they leave, such as unroll_trainer_step(), which ends a run that diverged. */
#ifndef UNROLL_STATUS_H
#define UNROLL_STATUS_H

#include "unroll/api.h"

UNROLL_BEGIN

/* Name, number and general meaning of each status, from one table.
 * The numbers are part of the interface: the page translates by number. */
#define UNROLL_STATUS_MAP(X)                                                                                 \
	X(OK, 0, "done")                                                                                         \
	X(OUT_OF_MEMORY, 1, "there is not enough memory")                                                        \
	X(BAD_SETTING, 2, "a setting is unknown or its value is impossible")                                     \
	X(BAD_TEXT, 3, "the text is not valid UTF-8")                                                            \
	X(BAD_FILE, 4, "the file is damaged or is not of the expected kind")                                     \
	X(NO_REVIEWS, 5, "there are not enough reviews for this")                                                \
	X(MISMATCH, 6, "two things that must belong together do not")                                            \
	X(NOT_FINITE, 7, "a weight, a loss or a prediction is NaN or infinite")                                  \
	X(TOO_LARGE, 8, "a size is beyond a limit")

typedef enum unroll_status {
#define UNROLL_STATUS_ENTRY(name, number, meaning) UNROLL_##name = number,
	UNROLL_STATUS_MAP(UNROLL_STATUS_ENTRY)
#undef UNROLL_STATUS_ENTRY
} unroll_status;

/* What went wrong. `subject` names what is at fault (a setting, a tensor, a place in a file), `message` is one
 * English sentence or two that name it and say how to fix it. Both end in '\0'; a longer text is cut. */
typedef struct unroll_error {
	unroll_status status;
	char subject[96];
	char message[320];
} unroll_error;

/* The name of a status ("BAD_SETTING"), or "UNKNOWN". The text is static. */
const char *unroll_status_name(unroll_status status);

/* The general meaning of a status, in English. The text is static. */
const char *unroll_status_meaning(unroll_status status);

UNROLL_END

#endif
