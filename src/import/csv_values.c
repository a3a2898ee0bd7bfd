#include "import/csv_values.h"

#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "base/grow.h"
#include "base/utf8.h"

void csv_values_release(csv_values *values) {
	word_table_free(&values->texts);
	free(values->of);
	values->of = NULL;
}

static unroll_status no_memory(unroll_error *error) {
	return fail(error, UNROLL_OUT_OF_MEMORY, "csv", "There is not enough memory for the labels.");
}

unroll_status csv_values_add(csv_values *values, const char *text, size_t size, uint32_t *index, bool *is_new,
                             unroll_error *error) {
	uint32_t count = values->texts.count;
	bool full = count == CSV_MOST_VALUES;
	*is_new = false;
	if (!full) {
		csv_value *of = grown(values->of, &values->capacity, count + 1, sizeof *of);
		if (!of) return no_memory(error);
		values->of = of;
	}
	*index = full ? word_table_find(&values->texts, text, size) : word_table_add(&values->texts, text, size);
	if (*index == WORD_TABLE_NONE) {
		if (!full) return no_memory(error);
		values->more = true;
		*index = CSV_MOST_VALUES;
		return UNROLL_OK;
	}
	*is_new = values->texts.count > count;
	if (*is_new) values->of[*index] = (csv_value){0, 0};
	values->of[*index].rows++;
	return UNROLL_OK;
}

void csv_show_value(char shown[UNROLL_VALUE_BYTES], const char *text, size_t size) {
	size = utf8_cut(text, utf8_valid_size(text, size), UNROLL_VALUE_BYTES - 1);
	memcpy(shown, text, size);
	shown[size] = '\0';
}

unroll_status csv_check_option(const char *text, const char *name, unroll_error *error) {
	size_t size = text ? strlen(text) : 0;
	if (utf8_valid_size(text, size) == size) return UNROLL_OK;
	return fail(error, UNROLL_BAD_SETTING, name,
	            "The option %s is not UTF-8. Give it as the table has it, in UTF-8.", name);
}
