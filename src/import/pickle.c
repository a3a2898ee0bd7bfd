#include "import/pickle.h"

#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "base/grow.h"

/* Far above what an array of lists takes: numpy pickles a thousand items at a time and keeps each list once. */
enum { DEEPEST_STACK = 1 << 16, LARGEST_MEMO = 1 << 25, LONGEST_TEXT = 255, NEWEST_PROTOCOL = 5 };

/* Opcodes (Lib/pickletools.py). */
enum {
	PROTO = 0x80,
	FRAME = 0x95,
	STOP = '.',
	MARK = '(',
	BUILD = 'b',
	REDUCE = 'R',
	GLOBAL = 'c',
	STACK_GLOBAL = 0x93,
	NONE = 'N',
	NEWTRUE = 0x88,
	NEWFALSE = 0x89,
	BININT = 'J',
	BININT1 = 'K',
	BININT2 = 'M',
	LONG1 = 0x8a,
	SHORT_BINSTRING = 'U',
	BINSTRING = 'T',
	SHORT_BINBYTES = 'C',
	BINBYTES = 'B',
	SHORT_BINUNICODE = 0x8c,
	BINUNICODE = 'X',
	EMPTY_TUPLE = ')',
	TUPLE1 = 0x85,
	TUPLE2 = 0x86,
	TUPLE3 = 0x87,
	TUPLE = 't',
	EMPTY_LIST = ']',
	APPEND = 'a',
	APPENDS = 'e',
	BINPUT = 'q',
	LONG_BINPUT = 'r',
	MEMOIZE = 0x94,
	BINGET = 'h',
	LONG_BINGET = 'j',
};

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
	ARRAY_STATE, /* (version, shape, dtype, is_fortran, list): `number` is how many items the shape tells */
	AN_ARRAY,    /* finished */
	A_LIST,      /* `number` is how many lists were made before it */
} value_kind;

/* The texts that mean something: modules and what is in them. */
enum { CORE_MULTIARRAY, NEW_CORE_MULTIARRAY, NUMPY, CODECS, RECONSTRUCT, NDARRAY, DTYPE, ENCODE, TEXTS };
static const char *const texts[TEXTS] = {"numpy.core.multiarray",
                                         "numpy._core.multiarray",
                                         "numpy",
                                         "_codecs",
                                         "_reconstruct",
                                         "ndarray",
                                         "dtype",
                                         "encode"};

void pickle_release(pickle_reader *reader) {
	free(reader->stack);
	free(reader->memo);
	reader->stack = reader->memo = NULL;
}

static unroll_status refuse(unroll_error *error, const char *why) {
	return fail(
	    error, UNROLL_BAD_FILE, "pickle",
	    "%s. Only an array of lists of whole numbers is read from a pickle, and nothing of it is ever run.",
	    why);
}

static unroll_status no_memory(unroll_error *error) {
	return fail(error, UNROLL_OUT_OF_MEMORY, "pickle",
	            "There is not enough memory for the lists of an array.");
}

static unroll_status damaged(unroll_error *error) {
	return refuse(error, "The pickle is damaged, or is not what numpy writes");
}

/* --- The stack ----------------------------------------------------------------------------------- */

static unroll_status push(pickle_reader *r, value_kind kind, uint32_t number, unroll_error *error) {
	if (r->depth == DEEPEST_STACK) return refuse(error, "The pickle is nested too deeply");
	pickle_value *stack = grown(r->stack, &r->stack_capacity, r->depth + 1, sizeof *stack);
	if (!stack) return no_memory(error);
	r->stack = stack;
	stack[r->depth++] = (pickle_value){kind, number};
	return UNROLL_OK;
}

/* The value `below` the top, or a mark where there is none. */
static pickle_value peek(const pickle_reader *r, size_t below) {
	return below < r->depth ? r->stack[r->depth - 1 - below] : (pickle_value){A_MARK, 0};
}

static bool is_function(pickle_value value, uint32_t text) {
	return value.kind == A_FUNCTION && value.number == text;
}

/* How many values are above the topmost mark; false where there is no mark. */
static bool find_mark(const pickle_reader *r, size_t *above) {
	for (*above = 0; *above < r->depth; (*above)++)
		if (peek(r, *above).kind == A_MARK) return true;
	return false;
}

/* --- Texts and functions ------------------------------------------------------------------------- */

static uint32_t find_text(pickle_reader *r, const char *text, size_t size) {
	for (uint32_t i = 0; i < TEXTS; i++)
		if (strlen(texts[i]) == size && memcmp(texts[i], text, size) == 0) return i;
	size_t kept = size < sizeof r->asked - 1 ? size : sizeof r->asked - 1;
	for (size_t i = 0; i < kept; i++) r->asked[i] = text[i] > ' ' && text[i] < 0x7f ? text[i] : '?';
	r->asked[kept] = '\0';
	return TEXTS;
}

/* The function or class called `name` in `module`, of which four are known. */
static unroll_status push_function(pickle_reader *r, uint32_t module, uint32_t name, unroll_error *error) {
	bool core = module == CORE_MULTIARRAY || module == NEW_CORE_MULTIARRAY;
	bool known = (core && name == RECONSTRUCT) || (module == NUMPY && (name == NDARRAY || name == DTYPE)) ||
	             (module == CODECS && name == ENCODE);
	if (known) return push(r, A_FUNCTION, name, error);
	const char *asked = name < TEXTS ? texts[name] : module < TEXTS || r->asked[0] ? r->asked : "something";
	return fail(error, UNROLL_BAD_FILE, "pickle",
	            "The pickle asks for \"%s\". Only an array of lists of whole numbers is read from a pickle, "
	            "and nothing of "
	            "it is ever run. If you trust its maker, save the lists as plain lists of int.",
	            asked);
}

/* "cMODULE\nNAME\n" */
static unroll_status read_global(pickle_reader *r, const uint8_t *bytes, size_t size, size_t *taken,
                                 unroll_error *error) {
	const char *module = (const char *)bytes + 1, *end = (const char *)bytes + size;
	const char *first = memchr(module, '\n', (size_t)(end - module));
	const char *second = first ? memchr(first + 1, '\n', (size_t)(end - first - 1)) : NULL;
	if (!second) {
		if (size > 2 * LONGEST_TEXT) return damaged(error);
		*taken = 0;
		return UNROLL_OK;
	}
	*taken = (size_t)(second + 1 - (const char *)bytes);
	uint32_t of = find_text(r, module, (size_t)(first - module));
	return push_function(r, of, find_text(r, first + 1, (size_t)(second - first - 1)), error);
}

static unroll_status read_text(pickle_reader *r, uint8_t opcode, const uint8_t *text, size_t size,
                               unroll_error *error) {
	if (opcode == SHORT_BINBYTES || opcode == BINBYTES) return push(r, SOME_BYTES, 0, error);
	return push(r, A_TEXT, find_text(r, (const char *)text, size), error);
}

/* --- Tuples, calls and states -------------------------------------------------------------------- */

static bool is_flag(pickle_value value) {
	return value.kind == A_CONSTANT || value.kind == AN_INTEGER;
}

/* What the topmost `count` values are together. */
static pickle_value tuple_of(const pickle_reader *r, size_t count) {
	pickle_value top = peek(r, 0), second = peek(r, 1), third = peek(r, 2);
	if (count == 1 && top.kind == AN_INTEGER && top.number <= INT32_MAX)
		return (pickle_value){A_SHAPE, top.number};
	if (count == 2 && second.kind == A_TEXT && top.kind == A_TEXT) return (pickle_value){ENCODE_GIVEN, 0};
	if (count == 3 && third.kind == A_TEXT && is_flag(second) && is_flag(top))
		return (pickle_value){DTYPE_GIVEN, 0};
	if (count == 3 && is_function(third, NDARRAY) && second.kind == A_SHAPE && second.number == 0 &&
	    (top.kind == SOME_BYTES || top.kind == A_TEXT))
		return (pickle_value){RECONSTRUCT_GIVEN, 0};
	bool state = count == 5 && top.kind == A_LIST && top.number == 0 && second.kind == A_CONSTANT &&
	             third.kind == A_DTYPE && peek(r, 3).kind == A_SHAPE && peek(r, 4).kind == AN_INTEGER;
	return state ? (pickle_value){ARRAY_STATE, peek(r, 3).number} : (pickle_value){A_TUPLE, 0};
}

static unroll_status make_tuple(pickle_reader *r, size_t count, bool marked, unroll_error *error) {
	if (count + marked > r->depth) return damaged(error);
	for (size_t i = 0; i < count; i++)
		if (peek(r, i).kind == A_MARK) return damaged(error);
	pickle_value tuple = tuple_of(r, count);
	r->depth -= count + marked;
	return push(r, (value_kind)tuple.kind, tuple.number, error);
}

/* function(arguments) */
static unroll_status reduce(pickle_reader *r, unroll_error *error) {
	pickle_value function = peek(r, 1);
	uint32_t given = peek(r, 0).kind;
	value_kind result;
	if (is_function(function, RECONSTRUCT) && given == RECONSTRUCT_GIVEN)
		result = AN_EMPTY_ARRAY;
	else if (is_function(function, DTYPE) && given == DTYPE_GIVEN)
		result = A_DTYPE;
	else if (is_function(function, ENCODE) && given == ENCODE_GIVEN)
		result = SOME_BYTES;
	else
		return refuse(error, "The pickle calls a function in a way that numpy does not");
	r->depth -= 2;
	return push(r, result, 0, error);
}

/* object.__setstate__(state) */
static unroll_status build(pickle_reader *r, unroll_error *error) {
	pickle_value object = peek(r, 1), state = peek(r, 0);
	bool array = object.kind == AN_EMPTY_ARRAY && state.kind == ARRAY_STATE;
	if (!array && !(object.kind == A_DTYPE && state.kind == A_TUPLE)) return damaged(error);
	r->depth -= 2;
	return push(r, array ? AN_ARRAY : A_DTYPE, state.number, error);
}

/* --- Lists --------------------------------------------------------------------------------------- */

static unroll_status make_list(pickle_reader *r, unroll_error *error) {
	/* The first list is the array's; the others are its items. */
	if (r->lists_made && !id_lists_begin(r->lists)) return no_memory(error);
	if (r->lists_made == UINT32_MAX) return refuse(error, "The pickle has too many lists");
	return push(r, A_LIST, r->lists_made++, error);
}

static unroll_status append_item(pickle_reader *r, pickle_value list, pickle_value item,
                                 unroll_error *error) {
	if (list.number == 0) {
		if (item.kind != A_LIST || item.number != r->items + 1)
			return refuse(error, item.kind == A_LIST
			                         ? "The pickle has lists within lists, or the same list twice"
			                         : "The pickle has an array of something else than lists");
		r->items++;
		return UNROLL_OK;
	}
	if (item.kind != AN_INTEGER)
		return refuse(error, "The pickle has a list with something else than whole numbers");
	if (list.number + 1 != r->lists_made) return damaged(error);
	if (item.number == 0 || item.number > INT32_MAX)
		return refuse(error, "A review has a number below 1, which is no rank of a word");
	return id_lists_add(r->lists, item.number) ? UNROLL_OK : no_memory(error);
}

/* Appends the topmost `count` values to the list below them. */
static unroll_status append(pickle_reader *r, size_t count, bool marked, unroll_error *error) {
	pickle_value list = peek(r, count + marked);
	if (list.kind != A_LIST) return damaged(error);
	for (size_t i = count; i-- > 0;) {
		unroll_status status = append_item(r, list, peek(r, i), error);
		if (status != UNROLL_OK) return status;
	}
	r->depth -= count + marked;
	return UNROLL_OK;
}

/* --- The memo ------------------------------------------------------------------------------------ */

static unroll_status put(pickle_reader *r, uint32_t index, unroll_error *error) {
	if (r->depth == 0 || index > r->memo_count || index >= LARGEST_MEMO) return damaged(error);
	if (index == r->memo_count) {
		pickle_value *memo = grown(r->memo, &r->memo_capacity, index + (size_t)1, sizeof *memo);
		if (!memo) return no_memory(error);
		r->memo = memo;
		r->memo_count++;
	}
	r->memo[index] = peek(r, 0);
	return UNROLL_OK;
}

static unroll_status get(pickle_reader *r, uint32_t index, unroll_error *error) {
	if (index >= r->memo_count) return damaged(error);
	pickle_value value = r->memo[index];
	if (value.kind == A_LIST) return refuse(error, "The pickle has the same list twice");
	return push(r, (value_kind)value.kind, value.number, error);
}

/* --- Opcodes ------------------------------------------------------------------------------------- */

static uint32_t little_endian(const uint8_t *bytes, size_t size) {
	uint32_t value = 0;
	for (size_t i = size; i-- > 0;) value = value << 8 | bytes[i];
	return value;
}

/* How many bytes follow an opcode: its argument, or the length of it. */
static size_t argument_size(uint8_t opcode) {
	switch (opcode) {
	case PROTO:
	case BININT1:
	case LONG1:
	case BINPUT:
	case BINGET:
	case SHORT_BINSTRING:
	case SHORT_BINBYTES:
	case SHORT_BINUNICODE:
		return 1;
	case BININT2:
		return 2;
	case BININT:
	case LONG_BINPUT:
	case LONG_BINGET:
	case BINSTRING:
	case BINBYTES:
	case BINUNICODE:
		return 4;
	case FRAME:
		return 8;
	default:
		return 0;
	}
}

/* Whether the argument is the length of more bytes. */
static bool has_length(uint8_t opcode) {
	static const uint8_t such[] = {LONG1,    SHORT_BINSTRING,  BINSTRING, SHORT_BINBYTES,
	                               BINBYTES, SHORT_BINUNICODE, BINUNICODE};
	return memchr(such, opcode, sizeof such) != NULL;
}

/* An integer of `size` bytes, signed; of more than 32 bits it is no rank of a word. */
static unroll_status read_long(pickle_reader *r, const uint8_t *bytes, size_t size, unroll_error *error) {
	if (size > 4) return refuse(error, "A review has a number that is too large for the rank of a word");
	uint32_t value = little_endian(bytes, size);
	if (size && size < 4 && bytes[size - 1] & 0x80) value |= UINT32_MAX << 8 * size;
	return push(r, AN_INTEGER, value, error);
}

static unroll_status with_argument(pickle_reader *r, uint8_t opcode, uint32_t value, const uint8_t *rest,
                                   unroll_error *error) {
	switch (opcode) {
	case PROTO:
		if (value >= 2 && value <= NEWEST_PROTOCOL) return UNROLL_OK;
		return fail(error, UNROLL_BAD_FILE, "pickle", "The pickle has protocol %u; 2 to 5 are understood.",
		            value);
	case BININT:
	case BININT1:
	case BININT2:
		return push(r, AN_INTEGER, value, error);
	case BINPUT:
	case LONG_BINPUT:
		return put(r, value, error);
	case BINGET:
	case LONG_BINGET:
		return get(r, value, error);
	case LONG1:
		return read_long(r, rest, value, error);
	case FRAME:
		return UNROLL_OK;
	default:
		return read_text(r, opcode, rest, value, error);
	}
}

static unroll_status marked(pickle_reader *r, uint8_t opcode, unroll_error *error) {
	size_t above;
	if (!find_mark(r, &above)) return damaged(error);
	return opcode == TUPLE ? make_tuple(r, above, true, error) : append(r, above, true, error);
}

static unroll_status without_argument(pickle_reader *r, uint8_t opcode, unroll_error *error) {
	switch (opcode) {
	case MARK:
		return push(r, A_MARK, 0, error);
	case NONE:
	case NEWTRUE:
	case NEWFALSE:
		return push(r, A_CONSTANT, 0, error);
	case EMPTY_TUPLE:
		return push(r, A_TUPLE, 0, error);
	case TUPLE1:
	case TUPLE2:
	case TUPLE3:
		return make_tuple(r, opcode - TUPLE1 + (size_t)1, false, error);
	case EMPTY_LIST:
		return make_list(r, error);
	case APPEND:
		return append(r, 1, false, error);
	case TUPLE:
	case APPENDS:
		return marked(r, opcode, error);
	case MEMOIZE:
		return put(r, (uint32_t)r->memo_count, error);
	case REDUCE:
		return reduce(r, error);
	case BUILD:
		return build(r, error);
	case STACK_GLOBAL:
		if (peek(r, 0).kind != A_TEXT || peek(r, 1).kind != A_TEXT) return damaged(error);
		r->depth -= 2;
		return push_function(r, r->stack[r->depth].number, r->stack[r->depth + 1].number, error);
	case STOP:
		r->ended = true;
		return r->depth == 1 && peek(r, 0).kind == AN_ARRAY ? UNROLL_OK : damaged(error);
	default:
		return refuse(error, "The pickle has a kind of object that no list of whole numbers has");
	}
}

/* One opcode; `*taken` is 0 where it is not all there yet. */
static unroll_status step(pickle_reader *r, const uint8_t *bytes, size_t size, size_t *taken,
                          unroll_error *error) {
	uint8_t opcode = bytes[0];
	if (!r->begun && opcode != PROTO)
		return refuse(error, "The pickle has an old protocol, below 2, or is none");
	r->begun = true;
	if (opcode == GLOBAL) return read_global(r, bytes, size, taken, error);
	size_t argument = argument_size(opcode);
	*taken = 0;
	if (size < 1 + argument) return UNROLL_OK;
	uint32_t value = argument && argument <= 4 ? little_endian(bytes + 1, argument) : 0;
	if (has_length(opcode)) {
		if (value > LONGEST_TEXT) return refuse(error, "The pickle has a long text");
		if (size < 1 + argument + value) return UNROLL_OK;
	}
	*taken = 1 + argument + (has_length(opcode) ? value : 0);
	if (argument) return with_argument(r, opcode, value, bytes + 1 + argument, error);
	return without_argument(r, opcode, error);
}

unroll_status pickle_read(pickle_reader *reader, const uint8_t *bytes, size_t size, size_t *taken,
                          unroll_error *error) {
	*taken = 0;
	while (*taken < size) {
		size_t one = 0;
		if (reader->ended) return refuse(error, "Something follows the end of the pickle");
		unroll_status status = step(reader, bytes + *taken, size - *taken, &one, error);
		if (status != UNROLL_OK || one == 0) return status;
		*taken += one;
	}
	return UNROLL_OK;
}

unroll_status pickle_end(const pickle_reader *reader, uint64_t count, unroll_error *error) {
	if (!reader->ended) return fail(error, UNROLL_BAD_FILE, "pickle", "The pickle ends too early.");
	if (reader->items != reader->lists->count || reader->items != count || reader->stack[0].number != count)
		return fail(error, UNROLL_BAD_FILE, "pickle", "The pickle has %u lists; its array says %llu.",
		            reader->items, (unsigned long long)count);
	return UNROLL_OK;
}
