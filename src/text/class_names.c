#include "text/class_names.h"

#include <string.h>

#include "base/fail.h"

#define CLASS_COUNT "classes"
#define CLASS_NAMES "class-names"

static const char *const keys[2] = {"negative", "positive"};
static const char *const numbers[UNROLL_MOST_CLASSES] = {"0",  "1",  "2",  "3",  "4",  "5",  "6",
                                                         "7",  "8",  "9",  "10", "11", "12", "13",
                                                         "14", "15", "16", "17", "18", "19"};

class_names class_names_of(uint32_t count) {
	class_names names;
	memset(&names, 0, sizeof names);
	names.count = count;
	return names;
}

static unroll_status bad_names(unroll_error *error) {
	return fail(error, UNROLL_BAD_FILE, CLASS_NAMES,
	            "The metadata \"" CLASS_NAMES "\" must name each of the \"" CLASS_COUNT
	            "\" in a line of its own.");
}

/* "world\nsports\nbusiness" */
static unroll_status read_lines(class_names *names, const char *text, unroll_error *error) {
	for (uint32_t label = 0; label < names->count; label++) {
		size_t size = strcspn(text, "\n");
		bool last = label + 1 == names->count;
		if (size == 0 || size >= sizeof names->of[label] || text[size] != (last ? '\0' : '\n'))
			return bad_names(error);
		memcpy(names->of[label], text, size);
		text += size + !last;
	}
	return UNROLL_OK;
}

unroll_status read_class_names(const safetensors_file *file, class_names *names, unroll_error *error) {
	uint32_t count = 2;
	const char *lines = safetensors_metadata(file, CLASS_NAMES);
	unroll_status status = UNROLL_OK;
	if (safetensors_metadata(file, CLASS_COUNT))
		status = safetensors_require_number(file, CLASS_COUNT, 3, UNROLL_MOST_CLASSES, &count, error);
	if (status) return status;
	*names = class_names_of(count);
	if (count > 2) return lines ? read_lines(names, lines, error) : UNROLL_OK;
	for (int label = 0; label < 2; label++) {
		const char *name = safetensors_metadata(file, keys[label]);
		if (name) format_text(names->of[label], sizeof names->of[label], "%s", name);
	}
	return UNROLL_OK;
}

const char *class_name(const class_names *names, uint32_t label) {
	if (names->count > 2) {
		if (label >= names->count) return "";
		return *names->of[label] ? names->of[label] : numbers[label];
	}
	const char *name = names->of[label != 0];
	return *name ? name : keys[label != 0];
}

void add_class_count(safetensors_writer *writer, const class_names *names) {
	if (names->count > 2) safetensors_add_number(writer, CLASS_COUNT, names->count);
}

void add_class_names(safetensors_writer *writer, const class_names *names) {
	char lines[UNROLL_MOST_CLASSES * UNROLL_VALUE_BYTES] = "";
	bool own = false;
	for (uint32_t label = 0, used = 0; names->count > 2 && label < names->count; label++) {
		format_text(lines + used, sizeof lines - used, label ? "\n%s" : "%s", class_name(names, label));
		used = (uint32_t)strlen(lines);
		own = own || *names->of[label];
	}
	if (own) safetensors_add_metadata(writer, CLASS_NAMES, lines);
	for (int label = 1; names->count <= 2 && label >= 0; label--)
		if (strcmp(class_name(names, (uint32_t)label), keys[label]) != 0)
			safetensors_add_metadata(writer, keys[label], names->of[label]);
}
