#include "import/pickle_machine.h"

#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "base/grow.h"

/* Far above what an array of lists takes: numpy pickles a thousand items at a time and keeps each list once. */
enum { DEEPEST_STACK = 1 << 16, LARGEST_MEMO = 1 << 25 };

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

unroll_status pickle_refuse(unroll_error *error, const char *why) {
	return fail(
	    error, UNROLL_BAD_FILE, "pickle",
	    "%s. Only an array of lists of whole numbers is read from a pickle, and nothing of it is ever run.",
	    why);
}

static unroll_status no_memory(unroll_error *error) {
	return fail(error, UNROLL_OUT_OF_MEMORY, "pickle",
	            "There is not enough memory for the lists of an array.");
}

unroll_status pickle_damaged(unroll_error *error) {
	return pickle_refuse(error, "The pickle is damaged, or is not what numpy writes");
}

/* --- The stack ----------------------------------------------------------------------------------- */

unroll_status pickle_push(pickle_reader *r, value_kind kind, uint32_t number, unroll_error *error) {
	if (r->depth == DEEPEST_STACK) return pickle_refuse(error, "The pickle is nested too deeply");
	pickle_value *stack = grown(r->stack, &r->stack_capacity, r->depth + 1, sizeof *stack);
	if (!stack) return no_memory(error);
	r->stack = stack;
	stack[r->depth++] = (pickle_value){kind, number};
	return UNROLL_OK;
}

pickle_value pickle_peek(const pickle_reader *r, size_t below) {
	return below < r->depth ? r->stack[r->depth - 1 - below] : (pickle_value){A_MARK, 0};
}

static bool is_function(pickle_value value, uint32_t text) {
	return value.kind == A_FUNCTION && value.number == text;
}

bool pickle_find_mark(const pickle_reader *r, size_t *above) {
	for (*above = 0; *above < r->depth; (*above)++)
		if (pickle_peek(r, *above).kind == A_MARK) return true;
	return false;
}

/* --- Texts and functions ------------------------------------------------------------------------- */

uint32_t pickle_find_text(pickle_reader *r, const char *text, size_t size) {
	for (uint32_t i = 0; i < TEXTS; i++)
		if (strlen(texts[i]) == size && memcmp(texts[i], text, size) == 0) return i;
	size_t kept = size < sizeof r->asked - 1 ? size : sizeof r->asked - 1;
	for (size_t i = 0; i < kept; i++) r->asked[i] = text[i] > ' ' && text[i] < 0x7f ? text[i] : '?';
	r->asked[kept] = '\0';
	return TEXTS;
}

unroll_status pickle_push_function(pickle_reader *r, uint32_t module, uint32_t name, unroll_error *error) {
	bool core = module == CORE_MULTIARRAY || module == NEW_CORE_MULTIARRAY;
	bool known = (core && name == RECONSTRUCT) || (module == NUMPY && (name == NDARRAY || name == DTYPE)) ||
	             (module == CODECS && name == ENCODE);
	if (known) return pickle_push(r, A_FUNCTION, name, error);
	const char *asked = name < TEXTS ? texts[name] : module < TEXTS || r->asked[0] ? r->asked : "something";
	return fail(error, UNROLL_BAD_FILE, "pickle",
	            "The pickle asks for \"%s\". Only an array of lists of whole numbers is read from a pickle, "
	            "and nothing of "
	            "it is ever run. If you trust its maker, save the lists as plain lists of int.",
	            asked);
}

/* --- Tuples, calls and states -------------------------------------------------------------------- */

static bool is_flag(pickle_value value) {
	return value.kind == A_CONSTANT || value.kind == AN_INTEGER;
}

/* What the topmost `count` values are together. */
static pickle_value tuple_of(const pickle_reader *r, size_t count) {
	pickle_value top = pickle_peek(r, 0), second = pickle_peek(r, 1), third = pickle_peek(r, 2);
	if (count == 1 && top.kind == AN_INTEGER && top.number <= INT32_MAX)
		return (pickle_value){A_SHAPE, top.number};
	if (count == 2 && second.kind == A_TEXT && top.kind == A_TEXT) return (pickle_value){ENCODE_GIVEN, 0};
	if (count == 3 && third.kind == A_TEXT && is_flag(second) && is_flag(top))
		return (pickle_value){DTYPE_GIVEN, 0};
	if (count == 3 && is_function(third, NDARRAY) && second.kind == A_SHAPE && second.number == 0 &&
	    (top.kind == SOME_BYTES || top.kind == A_TEXT))
		return (pickle_value){RECONSTRUCT_GIVEN, 0};
	bool state = count == 5 && top.kind == A_LIST && top.number == 0 && second.kind == A_CONSTANT &&
	             third.kind == A_DTYPE && pickle_peek(r, 3).kind == A_SHAPE &&
	             pickle_peek(r, 4).kind == AN_INTEGER;
	return state ? (pickle_value){ARRAY_STATE, pickle_peek(r, 3).number} : (pickle_value){A_TUPLE, 0};
}

unroll_status pickle_make_tuple(pickle_reader *r, size_t count, bool marked, unroll_error *error) {
	if (count + marked > r->depth) return pickle_damaged(error);
	for (size_t i = 0; i < count; i++)
		if (pickle_peek(r, i).kind == A_MARK) return pickle_damaged(error);
	pickle_value tuple = tuple_of(r, count);
	r->depth -= count + marked;
	return pickle_push(r, (value_kind)tuple.kind, tuple.number, error);
}

unroll_status pickle_reduce(pickle_reader *r, unroll_error *error) {
	pickle_value function = pickle_peek(r, 1);
	uint32_t given = pickle_peek(r, 0).kind;
	value_kind result;
	if (is_function(function, RECONSTRUCT) && given == RECONSTRUCT_GIVEN)
		result = AN_EMPTY_ARRAY;
	else if (is_function(function, DTYPE) && given == DTYPE_GIVEN)
		result = A_DTYPE;
	else if (is_function(function, ENCODE) && given == ENCODE_GIVEN)
		result = SOME_BYTES;
	else
		return pickle_refuse(error, "The pickle calls a function in a way that numpy does not");
	r->depth -= 2;
	return pickle_push(r, result, 0, error);
}

unroll_status pickle_build(pickle_reader *r, unroll_error *error) {
	pickle_value object = pickle_peek(r, 1), state = pickle_peek(r, 0);
	bool array = object.kind == AN_EMPTY_ARRAY && state.kind == ARRAY_STATE;
	if (!array && !(object.kind == A_DTYPE && state.kind == A_TUPLE)) return pickle_damaged(error);
	r->depth -= 2;
	return pickle_push(r, array ? AN_ARRAY : A_DTYPE, state.number, error);
}

/* --- Lists --------------------------------------------------------------------------------------- */

unroll_status pickle_make_list(pickle_reader *r, unroll_error *error) {
	/* The first list is the array's; the others are its items. */
	if (r->lists_made && !id_lists_begin(r->lists)) return no_memory(error);
	if (r->lists_made == UINT32_MAX) return pickle_refuse(error, "The pickle has too many lists");
	return pickle_push(r, A_LIST, r->lists_made++, error);
}

static unroll_status append_item(pickle_reader *r, pickle_value list, pickle_value item,
                                 unroll_error *error) {
	if (list.number == 0) {
		if (item.kind != A_LIST || item.number != r->items + 1)
			return pickle_refuse(error, item.kind == A_LIST
			                                ? "The pickle has lists within lists, or the same list twice"
			                                : "The array must hold lists");
		r->items++;
		return UNROLL_OK;
	}
	if (item.kind != AN_INTEGER) return pickle_refuse(error, "A list must hold whole numbers");
	if (list.number + 1 != r->lists_made) return pickle_damaged(error);
	if (item.number == 0 || item.number > INT32_MAX)
		return pickle_refuse(error, "A review has a number below 1, but ranks begin at 1");
	return id_lists_add(r->lists, item.number) ? UNROLL_OK : no_memory(error);
}

unroll_status pickle_append(pickle_reader *r, size_t count, bool marked, unroll_error *error) {
	pickle_value list = pickle_peek(r, count + marked);
	if (list.kind != A_LIST) return pickle_damaged(error);
	for (size_t i = count; i-- > 0;) {
		unroll_status status = append_item(r, list, pickle_peek(r, i), error);
		if (status != UNROLL_OK) return status;
	}
	r->depth -= count + marked;
	return UNROLL_OK;
}

/* --- The memo ------------------------------------------------------------------------------------ */

unroll_status pickle_put(pickle_reader *r, uint32_t index, unroll_error *error) {
	if (r->depth == 0 || index > r->memo_count || index >= LARGEST_MEMO) return pickle_damaged(error);
	if (index == r->memo_count) {
		pickle_value *memo = grown(r->memo, &r->memo_capacity, index + (size_t)1, sizeof *memo);
		if (!memo) return no_memory(error);
		r->memo = memo;
		r->memo_count++;
	}
	r->memo[index] = pickle_peek(r, 0);
	return UNROLL_OK;
}

unroll_status pickle_get(pickle_reader *r, uint32_t index, unroll_error *error) {
	if (index >= r->memo_count) return pickle_damaged(error);
	pickle_value value = r->memo[index];
	if (value.kind == A_LIST) return pickle_refuse(error, "The pickle has the same list twice");
	return pickle_push(r, (value_kind)value.kind, value.number, error);
}
