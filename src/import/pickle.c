#include "import/pickle.h"

#include <stdlib.h>
#include <string.h>

#include "base/fail.h"

enum { LONGEST_TEXT = 255, NEWEST_PROTOCOL = 5 };

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

void pickle_release(pickle_reader *reader) {
	free(reader->stack);
	free(reader->memo);
	reader->stack = reader->memo = NULL;
}

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

/* An integer of `size` bytes, signed; of more than 32 bits it is not the rank of a word. */
static unroll_status read_long(pickle_reader *r, const uint8_t *bytes, size_t size, unroll_error *error) {
	if (size > 4)
		return pickle_refuse(error, "A review has a number that is too large for the rank of a word");
	uint32_t value = little_endian(bytes, size);
	if (size && size < 4 && bytes[size - 1] & 0x80) value |= UINT32_MAX << 8 * size;
	return pickle_push(r, AN_INTEGER, value, error);
}

/* "cMODULE\nNAME\n" */
static unroll_status read_global(pickle_reader *r, const uint8_t *bytes, size_t size, size_t *taken,
                                 unroll_error *error) {
	const char *module = (const char *)bytes + 1, *end = (const char *)bytes + size;
	const char *first = memchr(module, '\n', (size_t)(end - module));
	const char *second = first ? memchr(first + 1, '\n', (size_t)(end - first - 1)) : NULL;
	if (!second) {
		if (size > 2 * LONGEST_TEXT) return pickle_damaged(error);
		*taken = 0;
		return UNROLL_OK;
	}
	*taken = (size_t)(second + 1 - (const char *)bytes);
	uint32_t of = pickle_find_text(r, module, (size_t)(first - module));
	return pickle_push_function(r, of, pickle_find_text(r, first + 1, (size_t)(second - first - 1)), error);
}

static unroll_status read_text(pickle_reader *r, uint8_t opcode, const uint8_t *text, size_t size,
                               unroll_error *error) {
	if (opcode == SHORT_BINBYTES || opcode == BINBYTES) return pickle_push(r, SOME_BYTES, 0, error);
	return pickle_push(r, A_TEXT, pickle_find_text(r, (const char *)text, size), error);
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
		return pickle_push(r, AN_INTEGER, value, error);
	case BINPUT:
	case LONG_BINPUT:
		return pickle_put(r, value, error);
	case BINGET:
	case LONG_BINGET:
		return pickle_get(r, value, error);
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
	if (!pickle_find_mark(r, &above)) return pickle_damaged(error);
	return opcode == TUPLE ? pickle_make_tuple(r, above, true, error) : pickle_append(r, above, true, error);
}

static unroll_status without_argument(pickle_reader *r, uint8_t opcode, unroll_error *error) {
	switch (opcode) {
	case MARK:
		return pickle_push(r, A_MARK, 0, error);
	case NONE:
	case NEWTRUE:
	case NEWFALSE:
		return pickle_push(r, A_CONSTANT, 0, error);
	case EMPTY_TUPLE:
		return pickle_push(r, A_TUPLE, 0, error);
	case TUPLE1:
	case TUPLE2:
	case TUPLE3:
		return pickle_make_tuple(r, opcode - TUPLE1 + (size_t)1, false, error);
	case EMPTY_LIST:
		return pickle_make_list(r, error);
	case APPEND:
		return pickle_append(r, 1, false, error);
	case TUPLE:
	case APPENDS:
		return marked(r, opcode, error);
	case MEMOIZE:
		return pickle_put(r, (uint32_t)r->memo_count, error);
	case REDUCE:
		return pickle_reduce(r, error);
	case BUILD:
		return pickle_build(r, error);
	case STACK_GLOBAL:
		if (pickle_peek(r, 0).kind != A_TEXT || pickle_peek(r, 1).kind != A_TEXT)
			return pickle_damaged(error);
		r->depth -= 2;
		return pickle_push_function(r, r->stack[r->depth].number, r->stack[r->depth + 1].number, error);
	case STOP:
		r->ended = true;
		return r->depth == 1 && pickle_peek(r, 0).kind == AN_ARRAY ? UNROLL_OK : pickle_damaged(error);
	default:
		return pickle_refuse(error, "The pickle has a kind of object that no list of whole numbers has");
	}
}

/* One opcode; `*taken` is 0 where it is not all there yet. */
static unroll_status step(pickle_reader *r, const uint8_t *bytes, size_t size, size_t *taken,
                          unroll_error *error) {
	uint8_t opcode = bytes[0];
	if (!r->begun && opcode != PROTO)
		return pickle_refuse(error, "The protocol is below 2, or this is not a pickle");
	r->begun = true;
	if (opcode == GLOBAL) return read_global(r, bytes, size, taken, error);
	size_t argument = argument_size(opcode);
	*taken = 0;
	if (size < 1 + argument) return UNROLL_OK;
	uint32_t value = argument && argument <= 4 ? little_endian(bytes + 1, argument) : 0;
	if (has_length(opcode)) {
		if (value > LONGEST_TEXT) return pickle_refuse(error, "The pickle has a long text");
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
		if (reader->ended) return pickle_refuse(error, "Something follows the end of the pickle");
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
