#include "import/csv_columns.h"

#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "base/number.h"

/* Names of columns with texts and with labels, in lower case. */
static const char *const text_names[] = {
    "text",    "review",  "reviews", "review_text", "reviewtext", "document", "sentence",
    "comment", "content", "body",    "message",     "tweet",      "phrase",   "리뷰",
    "내용",    "문장",    "본문",    "텍스트",      "댓글",       "후기",     NULL};
static const char *const label_names[] = {
    "label", "labels", "sentiment", "polarity", "class", "target", "category", "rating", "score", "stars",
    "y",     "라벨",   "레이블",    "감정",     "감성",  "평점",   "별점",     "점수",   NULL};

/* --- Reading ------------------------------------------------------------------------------------- */

void csv_columns_release(csv_columns *columns) {
	for (uint32_t i = 0; columns->of && i < columns->count; i++) csv_values_release(&columns->of[i].values);
	free(columns->of);
	csv_rows_release(&columns->first);
}

static unroll_status add_row(void *context, const csv_rows *rows, uint32_t index, unroll_error *error) {
	csv_columns *c = context;
	c->rows++;
	unroll_status status = UNROLL_OK;
	for (uint32_t i = 0; i < c->count && i < rows->columns && status == UNROLL_OK; i++) {
		csv_column *column = &c->of[i];
		size_t size;
		uint32_t value;
		const char *cell = csv_cell(rows, i, &size);
		if (index == 0) {
			column->text_name = csv_is_one_of(cell, size, text_names);
			column->label_name = csv_is_one_of(cell, size, label_names);
		} else {
			column->bytes += size;
			if (size) status = csv_values_add(&column->values, cell, size, &value, error);
		}
	}
	return status;
}

unroll_status csv_columns_read(csv_columns *columns, const csv_sample *sample,
                               const unroll_csv_layout *writing, unroll_error *error) {
	const uint8_t *bytes = sample->bytes;
	size_t size = sample->size;
	bool found;
	*columns = (csv_columns){.count = writing->columns};
	csv_rows_begin(&columns->first, writing->delimiter, writing->quotes);
	columns->of = calloc(columns->count, sizeof *columns->of);
	if (!columns->of)
		return fail(error, UNROLL_OUT_OF_MEMORY, "csv", "There is not enough memory to look at the columns.");
	unroll_status status = csv_rows_next(&columns->first, &bytes, &size, sample->whole, &found, error);
	if (status != UNROLL_OK) return status;
	return csv_visit_rows(sample, writing->delimiter, writing->quotes, add_row, columns, error);
}

/* --- Guessing ------------------------------------------------------------------------------------ */

/* The column that a wish names or numbers. */
static unroll_status find_column(const csv_columns *c, const char *wish, const char *what, uint32_t *found,
                                 unroll_error *error) {
	unroll_status status = csv_check_option(wish, what, error);
	if (status != UNROLL_OK) return status;
	uint32_t number;
	size_t size;
	for (uint32_t i = 0; i < c->count; i++) {
		const char *name = csv_cell(&c->first, i, &size);
		if (size != strlen(wish) || memcmp(name, wish, size) != 0) continue;
		*found = i;
		return UNROLL_OK;
	}
	if (parse_integer(wish, &number) && number >= 1 && number <= c->count) {
		*found = number - 1;
		return UNROLL_OK;
	}
	char names[200] = "";
	for (uint32_t i = 0; i < c->count && strlen(names) + UNROLL_VALUE_BYTES + 8 < sizeof names; i++) {
		char shown[UNROLL_VALUE_BYTES];
		const char *name = csv_cell(&c->first, i, &size);
		csv_show_value(shown, name, size);
		format_text(names + strlen(names), sizeof names - strlen(names), "%s%u \"%s\"", i ? ", " : "", i + 1,
		            shown);
	}
	return fail(error, UNROLL_BAD_SETTING, what, "There is no column \"%s\" for the %s. The columns are %s.",
	            wish, what, names);
}

/* The text: a column of that name, or the one with the longest cells. */
static uint32_t guess_text(const csv_columns *c, uint32_t taken) {
	uint32_t best = taken == 0 ? 1 : 0;
	for (uint32_t i = 0; i < c->count; i++) {
		if (i == taken) continue;
		if (c->of[i].text_name) return i;
		if (c->of[i].bytes > c->of[best].bytes) best = i;
	}
	return best;
}

/* How little a column looks like labels: by its different values, of which two are best. */
static uint32_t label_rank(const csv_column *one) {
	uint32_t count = csv_values_count(&one->values);
	return count == 2 ? 0 : count == 1 ? 1 : count ? count : UNROLL_CSV_VALUES + 2;
}

/* The label: a column of that name, or the one with two values; of such, the one with the shortest cells. */
static uint32_t guess_label(const csv_columns *c, uint32_t text) {
	uint32_t best = text == 0 ? 1 : 0;
	for (uint32_t i = 0; i < c->count; i++) {
		if (i == text) continue;
		const csv_column *one = &c->of[i], *other = &c->of[best];
		if (one->label_name) return i;
		uint32_t rank = label_rank(one), best_rank = label_rank(other);
		if (rank < best_rank || (rank == best_rank && one->bytes <= other->bytes)) best = i;
	}
	return best;
}

/* The first row names the columns where one of its cells is such a name, or where its label is none of those that come
 * again and again below. */
static bool guess_header(const csv_columns *c, uint32_t label) {
	for (uint32_t i = 0; i < c->count; i++)
		if (c->of[i].text_name || c->of[i].label_name) return true;
	const csv_values *values = &c->of[label].values;
	uint32_t count = csv_values_count(values);
	bool repeated = count <= UNROLL_CSV_VALUES && c->rows > 2 * (uint64_t)count;
	size_t size;
	const char *first = csv_cell(&c->first, label, &size);
	return repeated && word_table_find(&values->texts, first, size) == WORD_TABLE_NONE;
}

unroll_status csv_columns_guess(const csv_columns *c, const unroll_csv_wish *wish, unroll_csv_layout *layout,
                                unroll_error *error) {
	uint32_t text = c->count, label = c->count;
	unroll_status status = UNROLL_OK;
	if (wish->text) status = find_column(c, wish->text, "text", &text, error);
	if (status == UNROLL_OK && wish->label) status = find_column(c, wish->label, "label", &label, error);
	if (status != UNROLL_OK) return status;
	if (text == c->count) text = guess_text(c, label);
	if (label == c->count) label = guess_label(c, text);
	if (text == label)
		return fail(error, UNROLL_BAD_SETTING, "label",
		            "The text and the label are the same column. Choose another one.");
	layout->text = text;
	layout->label = label;
	layout->header = wish->header >= 0 ? wish->header == 1 : guess_header(c, label);
	return UNROLL_OK;
}
