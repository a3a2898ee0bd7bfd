#include "storage/header.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#define JSMN_STATIC
#define JSMN_STRICT
#define JSMN_PARENT_LINKS /* without them jsmn's time grows with the square of the header */
#include <jsmn.h>

#include "base/fail.h"
#include "base/json.h"
#include "base/utf8.h"

/* A tensor takes 10 tokens and one per dimension, a metadata string 2. */
enum { TOKENS_AT_MOST = SAFETENSORS_ENTRIES * (12 + SAFETENSORS_RANK) + 3 };

/* jsmn finds where strings, objects and numbers begin and end, but lets commas and colons stand anywhere or be
 * missing. So the walk over its tokens keeps a position in the text and asks for every byte between them. */
typedef struct walk {
	const char *json;
	size_t size, position;
	const jsmntok_t *tokens;
	size_t token_count, next;
	char *strings;      /* where the next string goes */
	const char *reason; /* why the header is refused; NULL as long as it is not */
	file_header *result;
} walk;

static void refuse(walk *w, const char *reason) {
	if (!w->reason) w->reason = reason;
}

/* Whether `character` comes next; then steps over it. */
static bool comes(walk *w, char character) {
	return json_accept(w->json, w->size, &w->position, character);
}

static void expect(walk *w, char character, const char *reason) {
	if (!w->reason && !comes(w, character)) refuse(w, reason);
}

/* Whether another item follows in the object or array that `close` ends; steps over the comma before it, or over the
 * end. */
static bool another(walk *w, char close, bool first) {
	if (w->reason || comes(w, close)) return false;
	if (!first) expect(w, ',', "a comma is missing");
	return !w->reason;
}

/* The next token, which must be of this type and start here; NULL where it is not. */
static const jsmntok_t *take(walk *w, jsmntype_t type, const char *reason) {
	if (w->reason) return NULL;
	json_skip_space(w->json, w->size, &w->position);
	const jsmntok_t *token = &w->tokens[w->next];
	size_t start = w->position + (type == JSMN_STRING); /* a string's token starts after its quote */
	if (w->next == w->token_count || token->type != type || (size_t)token->start != start) {
		refuse(w, reason);
		return NULL;
	}
	w->next++;
	return token;
}

static void enter(walk *w, jsmntype_t type, const char *reason) {
	const jsmntok_t *token = take(w, type, reason);
	if (token) w->position = (size_t)token->start + 1;
}

static const char *take_string(walk *w, const char *reason) {
	const jsmntok_t *token = take(w, JSMN_STRING, reason);
	if (!token) return "";
	const char *string = w->strings;
	size_t end = (size_t)token->end;
	w->position = (size_t)token->start;
	while (w->position < end) {
		uint32_t code_point = 0;
		size_t length = json_character(w->json + w->position, end - w->position, &code_point);
		if (length == 0) {
			refuse(w, "a string holds bytes that are not UTF-8, a control character or a wrong escape");
			return "";
		}
		w->strings += utf8_encode(code_point, w->strings);
		w->position += length;
	}
	*w->strings++ = '\0';
	w->position = end + 1;
	return string;
}

/* A whole number as JSON writes it: digits, no sign, no zero before others. */
static uint64_t take_integer(walk *w) {
	static const char reason[] = "a shape or offset is not a whole number of 64 bits";
	const jsmntok_t *token = take(w, JSMN_PRIMITIVE, reason);
	if (!token) return 0;
	uint64_t value = 0;
	for (w->position = (size_t)token->start; w->position < (size_t)token->end; w->position++) {
		char digit = w->json[w->position];
		bool zero_before = value == 0 && w->position > (size_t)token->start;
		if (digit < '0' || digit > '9' || zero_before ||
		    value > (UINT64_MAX - (uint64_t)(digit - '0')) / 10) {
			refuse(w, reason);
			return 0;
		}
		value = value * 10 + (uint64_t)(digit - '0');
	}
	return value;
}

/* An array of at most `capacity` numbers; returns how many. */
static uint32_t take_integers(walk *w, uint64_t *values, uint32_t capacity, const char *reason) {
	uint32_t count = 0;
	enter(w, JSMN_ARRAY, reason);
	for (; another(w, ']', count == 0); count++) {
		uint64_t value = take_integer(w);
		if (count == capacity) refuse(w, reason);
		if (w->reason) return 0;
		values[count] = value;
	}
	return count;
}

static safetensors_type take_type(walk *w) {
	const char *name = take_string(w, "a dtype is not a string");
	for (safetensors_type type = 0; type < SAFETENSORS_TYPES; type++)
		if (strcmp(name, safetensors_type_name(type)) == 0) return type;
	refuse(w, "a dtype is none of U8, U16, U32, U64, F32 and F64");
	return SAFETENSORS_U8;
}

static void take_tensor(walk *w, const char *name) {
	header_tensor tensor = {.name = name};
	bool type = false, shape = false, offsets = false;
	enter(w, JSMN_OBJECT, "a tensor is not an object");
	for (bool first = true; another(w, '}', first); first = false) {
		const char *key = take_string(w, "a name is not a string");
		expect(w, ':', "a colon is missing");
		if (strcmp(key, "dtype") == 0 && !type) {
			type = true;
			tensor.type = take_type(w);
		} else if (strcmp(key, "shape") == 0 && !shape) {
			shape = true;
			tensor.rank = take_integers(w, tensor.shape, SAFETENSORS_RANK, "a shape is no list of up to 4");
		} else if (strcmp(key, "data_offsets") == 0 && !offsets) {
			uint64_t bounds[2] = {0};
			offsets = true;
			if (take_integers(w, bounds, 2, "data_offsets are not two") != 2)
				refuse(w, "data_offsets are not two");
			tensor.begin = bounds[0], tensor.end = bounds[1];
		} else {
			refuse(w, "a tensor must have exactly one dtype, one shape and one data_offsets");
		}
	}
	if (!type || !shape || !offsets) refuse(w, "a tensor lacks its dtype, shape or data_offsets");
	file_header *result = w->result;
	for (uint32_t i = 0; i < result->tensor_count; i++)
		if (strcmp(result->tensors[i].name, name) == 0) refuse(w, "two tensors have one name");
	if (result->tensor_count == SAFETENSORS_ENTRIES) refuse(w, "it names more than 1000 tensors");
	if (!w->reason) result->tensors[result->tensor_count++] = tensor;
}

static void take_metadata(walk *w) {
	file_header *result = w->result;
	enter(w, JSMN_OBJECT, "the metadata are not an object");
	for (bool first = true; another(w, '}', first); first = false) {
		const char *key = take_string(w, "a metadata key is not a string");
		expect(w, ':', "a colon is missing");
		const char *value = take_string(w, "a metadata value is not a string");
		for (uint32_t i = 0; i < result->metadata_count; i++)
			if (strcmp(result->metadata[i].key, key) == 0) refuse(w, "two metadata have one key");
		if (result->metadata_count == SAFETENSORS_ENTRIES) refuse(w, "it has more than 1000 metadata");
		if (!w->reason) result->metadata[result->metadata_count++] = (header_metadata){key, value};
	}
}

static void take_header(walk *w) {
	bool metadata = false;
	enter(w, JSMN_OBJECT, "it is not an object");
	for (bool first = true; another(w, '}', first); first = false) {
		const char *name = take_string(w, "a name is not a string");
		expect(w, ':', "a colon is missing");
		if (strcmp(name, SAFETENSORS_METADATA) != 0) {
			take_tensor(w, name);
		} else if (!metadata) {
			metadata = true;
			take_metadata(w);
		} else {
			refuse(w, "metadata are there twice");
		}
	}
	while (w->position < w->size && w->json[w->position] == ' ') w->position++;
	if (w->position < w->size) refuse(w, "it is followed by something other than spaces");
}

static unroll_status not_json(unroll_error *error) {
	return fail(error, UNROLL_BAD_FILE, "header",
	            "The file's safetensors header is not JSON of the known form.");
}

unroll_status read_header(const char *json, size_t size, file_header **result, unroll_error *error) {
	jsmn_parser parser;
	jsmn_init(&parser);
	if (size == 0 || json[0] != '{') return not_json(error);
	int count = jsmn_parse(&parser, json, size, NULL, 0);
	if (count <= 0 || count > TOKENS_AT_MOST) return not_json(error);
	jsmntok_t *tokens = malloc((size_t)count * sizeof *tokens);
	/* With its quotes a string takes more bytes in the header than it does unescaped and ended. */
	file_header *read = malloc(sizeof *read + size);
	unroll_status status = UNROLL_OK;
	if (!tokens || !read) {
		status = fail(error, UNROLL_OUT_OF_MEMORY, "header", "There is not enough memory to open the file.");
	} else {
		jsmn_init(&parser);
		read->tensor_count = read->metadata_count = 0;
		walk w = {json, size, 0, tokens, (size_t)count, 0, read->strings, NULL, read};
		if (jsmn_parse(&parser, json, size, tokens, (unsigned)count) != count)
			status = not_json(error);
		else
			take_header(&w);
		if (w.reason)
			status =
			    fail(error, UNROLL_BAD_FILE, "header",
			         "The file's safetensors header is wrong at byte %zu: %s.", w.position + 8, w.reason);
	}
	free(tokens);
	if (status != UNROLL_OK)
		free(read);
	else
		*result = read;
	return status;
}
