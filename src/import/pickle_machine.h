/* The stack machine of the pickles that are understood (pickle.h): what is on its stack, and what its operations do with
 * that. It calls nothing. Each operation refuses what no array of lists of whole numbers takes. */
#ifndef IMPORT_PICKLE_MACHINE_H
#define IMPORT_PICKLE_MACHINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "import/id_lists.h"
#include "unroll/status.h"

/* What a value is. */
typedef enum value_kind {
	A_MARK,
	AN_INTEGER, /* `number` is it, as int32_t */
	A_CONSTANT, /* None, True or False */
	A_TEXT,     /* `number` is its place among `texts`; TEXTS for any other */
	SOME_BYTES,
	A_FUNCTION, /* `number` is its place among `texts` */
	A_TUPLE,    /* of no meaning here */
	A_SHAPE,    /* (n,): `number` is n */
	ENCODE_GIVEN,
	RECONSTRUCT_GIVEN,
	DTYPE_GIVEN, /* tuples of the arguments of these functions */
	A_DTYPE,
	AN_EMPTY_ARRAY,
	ARRAY_STATE, /* (version, shape, dtype, is_fortran, list): `number` is how many items the shape states */
	AN_ARRAY,    /* finished */
	A_LIST,      /* `number` is how many lists were made before it */
} value_kind;

typedef struct pickle_value {
	uint32_t kind;   /* a value_kind */
	uint32_t number; /* what it is depends on the kind */
} pickle_value;

/* The machine, and what it has read. */
typedef struct pickle_reader {
	id_lists *lists; /* where the lists go: borrowed, and empty at first */
	pickle_value *stack, *memo;
	size_t depth, stack_capacity, memo_count, memo_capacity;
	uint32_t lists_made, items; /* lists so far, and those of them that are in the array's */
	bool begun, ended;
	char asked[64]; /* the last text that is none of numpy's, for the message */
} pickle_reader;

/* --- Errors -------------------------------------------------------------------------------------- */

/* UNROLL_BAD_FILE: why, and what is read from a pickle. */
unroll_status pickle_refuse(unroll_error *error, const char *why);
unroll_status pickle_damaged(unroll_error *error);

/* --- The stack ----------------------------------------------------------------------------------- */

unroll_status pickle_push(pickle_reader *r, value_kind kind, uint32_t number, unroll_error *error);

/* The value `below` the top, or a mark where there is none. */
pickle_value pickle_peek(const pickle_reader *r, size_t below);

/* How many values are above the topmost mark; false where there is no mark. */
bool pickle_find_mark(const pickle_reader *r, size_t *above);

/* --- What the operations do ---------------------------------------------------------------------- */

/* The number of a text: its place among those that mean something, or a number above them. */
uint32_t pickle_find_text(pickle_reader *r, const char *text, size_t size);

/* Pushes the function or class called `name` in `module`, both as pickle_find_text() gives them; four are known. */
unroll_status pickle_push_function(pickle_reader *r, uint32_t module, uint32_t name, unroll_error *error);

/* A tuple of the topmost `count` values, with a mark below them or without, in their place. */
unroll_status pickle_make_tuple(pickle_reader *r, size_t count, bool marked, unroll_error *error);

/* function(arguments) and object.__setstate__(state), of the two topmost values, in their place. */
unroll_status pickle_reduce(pickle_reader *r, unroll_error *error);
unroll_status pickle_build(pickle_reader *r, unroll_error *error);

/* Pushes an empty list: the first is the array's, the others are its items. */
unroll_status pickle_make_list(pickle_reader *r, unroll_error *error);

/* Appends the topmost `count` values to the list below them, and takes them away. */
unroll_status pickle_append(pickle_reader *r, size_t count, bool marked, unroll_error *error);

/* The memo: keeps the topmost value at `index`, which may be the next one; pushes what is kept there. */
unroll_status pickle_put(pickle_reader *r, uint32_t index, unroll_error *error);
unroll_status pickle_get(pickle_reader *r, uint32_t index, unroll_error *error);

#endif
