/* Choosing the text and the label among the columns of a table. */
#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "base/number.h"
#include "import/csv_columns.h"
#include "import/csv_words.h"

enum { NAME_SCORE = 35, CLASS_SCORE = 10, ATTRIBUTE_SCORE = -30, SURE = 10, TEXT_SCORE = 40 };

/* --- Wishes -------------------------------------------------------------------------------------- */

/* The column that a wish names or numbers. A number means a number, whatever columns are called. */
static unroll_status find_column(const csv_columns *c, const char *wish, const char *what, uint32_t *found,
                                 unroll_error *error) {
	unroll_status status = csv_check_option(wish, what, error);
	if (status != UNROLL_OK) return status;
	uint32_t number;
	size_t size;
	bool is_number = parse_integer(wish, &number);
	if (is_number && number >= 1 && number <= c->count) {
		*found = number - 1;
		return UNROLL_OK;
	}
	for (uint32_t i = 0; i < c->count && !is_number; i++) {
		const char *name = csv_example(c, 0, i, &size);
		if (size != strlen(wish) || memcmp(name, wish, size) != 0) continue;
		*found = i;
		return UNROLL_OK;
	}
	char names[200] = "";
	for (uint32_t i = 0; i < c->count && strlen(names) + UNROLL_VALUE_BYTES + 8 < sizeof names; i++) {
		char shown[UNROLL_VALUE_BYTES];
		const char *name = csv_example(c, 0, i, &size);
		csv_show_value(shown, name, size);
		format_text(names + strlen(names), sizeof names - strlen(names), "%s%u \"%s\"", i ? ", " : "", i + 1,
		            shown);
	}
	return fail(error, UNROLL_BAD_SETTING, what, "There is no column \"%s\" for the %s. The columns are %s.",
	            wish, what, names);
}

/* --- Names --------------------------------------------------------------------------------------- */

static csv_key first_key(const csv_columns *c, uint32_t column) {
	size_t size;
	const char *name = csv_example(c, 0, column, &size);
	return csv_key_of(name, size);
}

/* The first row's cell as a name; none where the column has it as a value, too. */
static csv_name name_of(const csv_columns *c, uint32_t column) {
	size_t size;
	const char *name = csv_example(c, 0, column, &size);
	csv_key key = csv_key_of(name, size);
	csv_name found = csv_name_of(key.text, key.size);
	uint32_t value = word_table_find(&c->of[column].values.texts, name, size);
	/* The same cell twice or more is a value; once it may be the header once more. */
	if (value != WORD_TABLE_NONE && c->of[column].values.of[value].rows > 1 &&
	    c->of[column].values.texts.count <= 2)
		return CSV_NAME_OTHER;
	return found;
}

/* --- The text ------------------------------------------------------------------------------------ */

static bool reads_like_text(const csv_column *one) {
	bool repeats =
	    !one->values.more && one->values.texts.count <= 20 && one->cells > 3 * one->values.texts.count;
	return one->sentences * 2 >= one->looked_at && one->sentences && !repeats;
}

/* A column that reads like sentences: one of that name, or the one with the longest. Where none does, one of that name or the
 * one with the longest cells. */
static uint32_t guess_text(const csv_columns *c, uint32_t taken) {
	uint32_t best = taken == 0 ? 1 : 0;
	double most = -1;
	bool any = false;
	for (uint32_t i = 0; i < c->count; i++)
		any = any || (i != taken && name_of(c, i) != CSV_NAME_LABEL && reads_like_text(&c->of[i]));
	for (uint32_t i = 0; i < c->count; i++) {
		const csv_column *one = &c->of[i];
		csv_name name = name_of(c, i);
		if (i == taken || name == CSV_NAME_LABEL || (any && !reads_like_text(one))) continue;
		if (name == CSV_NAME_TEXT) return i;
		double weight = any ? (double)one->sentence_bytes / one->looked_at : (double)one->bytes;
		if (weight <= most) continue;
		most = weight;
		best = i;
	}
	return best;
}

/* --- The label ----------------------------------------------------------------------------------- */

static unroll_status read_labels(const csv_columns *c, uint32_t column, csv_labels *labels,
                                 unroll_error *error) {
	csv_key name = first_key(c, column);
	bool is_name = name_of(c, column) != CSV_NAME_OTHER;
	return csv_labels_read(labels, &c->of[column].values, is_name ? &name : NULL, error);
}

static int score_of(const csv_columns *c, uint32_t column, const csv_labels *labels) {
	int score = csv_labels_score(labels);
	if (score <= 5) return score;
	switch (name_of(c, column)) {
	case CSV_NAME_LABEL:
		return score + NAME_SCORE;
	case CSV_NAME_RATING:
		return score + (labels->question != UNROLL_ASK_LABELS ? NAME_SCORE : CLASS_SCORE);
	case CSV_NAME_CLASS:
		return score + CLASS_SCORE;
	case CSV_NAME_ATTRIBUTE:
		return score + ATTRIBUTE_SCORE > 6 ? score + ATTRIBUTE_SCORE : 6;
	case CSV_NAME_TEXT:
	case CSV_NAME_OTHER:
		break;
	}
	return score;
}

/* What the labels of a column are like, if they are any: many values that hardly repeat are looked at no further. */
static unroll_status rate_label(const csv_columns *c, uint32_t column, int *score, unroll_error *error) {
	enum { MANY = 128, NONE = 5 };
	csv_labels labels;
	const csv_column *one = &c->of[column];
	uint32_t count = one->values.texts.count;
	*score = NONE;
	if (one->values.more || (count > MANY && one->cells < 2 * count)) return UNROLL_OK;
	unroll_status status = read_labels(c, column, &labels, error);
	if (status != UNROLL_OK) return status;
	*score = score_of(c, column, &labels);
	csv_labels_release(&labels);
	return UNROLL_OK;
}

/* The column whose values look most like labels; of equals the one with the shortest cells. */
static unroll_status guess_label(const csv_columns *c, uint32_t text, csv_choice *choice,
                                 unroll_error *error) {
	int best = -1, second = -1;
	for (uint32_t i = 0; i < c->count; i++) {
		if (i == text) continue;
		int score;
		unroll_status status = rate_label(c, i, &score, error);
		if (status != UNROLL_OK) return status;
		if (score > best || (score == best && c->of[i].bytes <= c->of[choice->label].bytes)) {
			second = best;
			best = score;
			choice->label = i;
		} else if (score > second) {
			second = score;
		}
	}
	choice->label_is_sure = best < SURE || best - second >= SURE;
	return UNROLL_OK;
}

/* --- The header ---------------------------------------------------------------------------------- */

/* Whether the first row numbers the columns from 0, as pandas writes a table without names. */
static bool numbers_columns(const csv_columns *c) {
	for (uint32_t i = 0; i < c->count; i++) {
		csv_key key = first_key(c, i);
		if (!key.is_number || key.number > i || key.number < i) return false;
	}
	return true;
}

/* The first row names the columns where one of its cells is such a name, or where its label is none of those that come again
 * and again below. */
static bool guess_header(const csv_columns *c, const csv_choice *choice) {
	size_t size;
	if (numbers_columns(c)) return true;
	for (uint32_t i = 0; i < c->count; i++)
		if (name_of(c, i) == CSV_NAME_TEXT || name_of(c, i) == CSV_NAME_LABEL ||
		    name_of(c, i) == CSV_NAME_RATING)
			return true;
	const csv_labels *labels = &choice->labels;
	const char *first = csv_example(c, 0, choice->label, &size);
	csv_key key = csv_key_of(first, size);
	for (uint32_t i = 0; i < labels->count; i++)
		if (labels->of[i].key.size == key.size && memcmp(labels->of[i].key.text, key.text, key.size) == 0)
			return labels->of[i].meaning == UNROLL_LABEL_HEADER;
	if (key.is_number) return false;
	if (labels->question == UNROLL_ASK_NOTHING && csv_polarity_of(key.text, key.size) == CSV_WORD_UNKNOWN)
		return true;
	return !labels->more && labels->rows >= 2 * (uint64_t)labels->different && labels->different <= 20;
}

/* --- The choice ---------------------------------------------------------------------------------- */

/* Counts the first row among the others where it is no header. */
static unroll_status take_first_row(csv_columns *c, const csv_choice *choice, unroll_error *error) {
	size_t size;
	uint32_t value;
	bool is_new;
	csv_values *values = &c->of[choice->label].values;
	const char *first = csv_example(c, 0, choice->label, &size);
	if (choice->header || size == 0) return UNROLL_OK;
	unroll_status status = csv_values_add(values, first, size, &value, &is_new, error);
	if (status == UNROLL_OK && value < CSV_MOST_VALUES) values->of[value].first_row = 0;
	return status;
}

/* The meaning of the labels, with the first row's where it is no header. */
static unroll_status choose_labels(csv_columns *c, const unroll_csv_wish *wish, csv_choice *choice,
                                   unroll_error *error) {
	unroll_status status = read_labels(c, choice->label, &choice->labels, error);
	if (status != UNROLL_OK) return status;
	choice->header =
	    c->reader.delimiter == CSV_JSON || (wish->header >= 0 ? wish->header == 1 : guess_header(c, choice));
	choice->score = score_of(c, choice->label, &choice->labels) +
	                (reads_like_text(&c->of[choice->text]) ? TEXT_SCORE : 0);
	csv_labels_release(&choice->labels);
	status = take_first_row(c, choice, error);
	if (status != UNROLL_OK) return status;
	csv_key name = first_key(c, choice->label);
	return csv_labels_read(&choice->labels, &c->of[choice->label].values, choice->header ? &name : NULL,
	                       error);
}

unroll_status csv_columns_choose(csv_columns *c, const unroll_csv_wish *wish, csv_choice *choice,
                                 unroll_error *error) {
	*choice = (csv_choice){.text = c->count, .label = c->count, .label_is_sure = true};
	unroll_status status = UNROLL_OK;
	if (wish->text) status = find_column(c, wish->text, "text", &choice->text, error);
	if (status == UNROLL_OK && wish->label)
		status = find_column(c, wish->label, "label", &choice->label, error);
	if (status != UNROLL_OK) return status;
	bool guesses = choice->label == c->count;
	if (choice->text == c->count) choice->text = guess_text(c, choice->label);
	if (guesses) {
		choice->label = choice->text == 0 ? 1 : 0;
		status = guess_label(c, choice->text, choice, error);
		if (status != UNROLL_OK) return status;
	}
	if (choice->text == choice->label)
		return fail(error, UNROLL_BAD_SETTING, "label",
		            "The text and the label are the same column. Choose another one.");
	status = choose_labels(c, wish, choice, error);
	if (status != UNROLL_OK) return status;
	/* Names, numbers or addresses are no texts, however long: of several columns without any it is not known which was meant. */
	choice->text_is_sure = wish->text || c->count == 2 || reads_like_text(&c->of[choice->text]) ||
	                       (choice->header && name_of(c, choice->text) == CSV_NAME_TEXT);
	if (!choice->label_is_sure || !choice->text_is_sure) choice->labels.question = UNROLL_ASK_COLUMN;
	return UNROLL_OK;
}
