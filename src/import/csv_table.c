/* Looking at a table: how its rows are written, which columns it has, and what its labels mean. */
#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "base/utf8.h"
#include "import/csv_columns.h"
#include "import/csv_delimiter.h"
#include "import/encoding.h"
#include "import/label_rows.h"
#include "import/nsmc.h"

enum { SAMPLE = 1 << 18 }; /* bytes at the beginning, by which the delimiter is chosen */

struct unroll_table {
	unroll_csv_wish wish;
	char *wished;             /* the wish's texts */
	uint8_t *sample;          /* (SAMPLE) */
	size_t size;              /* of it */
	bool writing_is_known;    /* the delimiter: the sample was read, and what follows goes to the columns */
	unroll_encoding encoding; /* where it is not UTF-8 */
	bool has_file;
	char files[2][80];     /* the names of the first one and of the one that is read, cut */
	bool has_second;       /* the one that is read is not the first */
	char bad_file[80];     /* the one with the first row that is not UTF-8 */
	label_rows label_rows; /* where its lines, or the file, are texts alone */
	csv_writing writing;
	csv_columns quoted, plain; /* with quotes that mean something, and without; either may have no columns */
	const csv_columns *chosen;
	csv_choice choice;
	char *texts;   /* of the rule and the label that were asked for, each with its '\0' */
	char **labels; /* (labels): where each label is in `texts`, and behind it its example */
};

static unroll_status no_memory(unroll_error *error) {
	return fail(error, UNROLL_OUT_OF_MEMORY, "csv", "There is not enough memory to look at the table.");
}

/* --- Creating ------------------------------------------------------------------------------------ */

static char *copy_text(char **to, const char *text) {
	if (!text) return NULL;
	char *copy = *to;
	size_t size = strlen(text) + 1;
	memcpy(copy, text, size);
	*to += size;
	return copy;
}

static size_t text_size(const char *text) {
	return text ? strlen(text) + 1 : 0;
}

static unroll_status copy_wish(unroll_table *table, const unroll_csv_wish *wish, unroll_error *error) {
	const unroll_label_rule *labels = &wish->labels;
	char *to = table->wished =
	    malloc(text_size(wish->text) + text_size(wish->label) + text_size(labels->positive) +
	           text_size(labels->negative) + text_size(labels->classes) + 1);
	if (!to) return no_memory(error);
	table->wish = *wish;
	table->wish.text = copy_text(&to, wish->text);
	table->wish.label = copy_text(&to, wish->label);
	table->wish.labels.positive = copy_text(&to, labels->positive);
	table->wish.labels.negative = copy_text(&to, labels->negative);
	table->wish.labels.classes = copy_text(&to, labels->classes);
	return UNROLL_OK;
}

static bool has_label_rows(const unroll_table *table) {
	return table->wish.files.kind != UNROLL_FILES_TABLES;
}

unroll_status unroll_table_create(const unroll_csv_wish *wish, unroll_table **table, unroll_error *error) {
	if (wish->files.kind > UNROLL_FILES_TEXTS)
		return fail(error, UNROLL_BAD_SETTING, "files", "These files have no rows of text and label.");
	if (wish->delimiter && !csv_is_delimiter(wish->delimiter))
		return fail(error, UNROLL_BAD_SETTING, "delimiter",
		            "The delimiter must be a comma, a tab, a semicolon, a bar, or that of JSON or fastText.");
	unroll_status status = csv_check_rule(&wish->labels, error);
	if (status != UNROLL_OK) return status;
	unroll_table *made = calloc(1, sizeof *made);
	if (!made) return no_memory(error);
	unroll_csv_wish known = *wish;
	if (wish->files.kind != UNROLL_FILES_TABLES)
		known = (unroll_csv_wish){'\t', 0, 0, "2", "1", wish->labels, wish->files};
	made->sample = malloc(SAMPLE);
	status = made->sample ? copy_wish(made, &known, error) : no_memory(error);
	if (status != UNROLL_OK)
		unroll_table_destroy(made);
	else
		*table = made;
	return status;
}

void unroll_table_destroy(unroll_table *table) {
	if (!table) return;
	csv_columns_release(&table->quoted);
	csv_columns_release(&table->plain);
	csv_labels_release(&table->choice.labels);
	free(table->sample);
	free(table->wished);
	free(table->texts);
	free(table->labels);
	free(table);
}

/* --- Reading ------------------------------------------------------------------------------------- */

/* UTF-16 begins with a mark of its own or has bytes of zero, which no text has. */
static unroll_status check_encoding(unroll_table *table, unroll_error *error) {
	unroll_encoding guess = guess_encoding(table->sample, table->size);
	bool utf16 = guess == UNROLL_ENCODING_UTF_16LE || guess == UNROLL_ENCODING_UTF_16BE;
	if (!utf16 && !(table->size && memchr(table->sample, '\0', table->size))) return UNROLL_OK;
	if (utf16) table->encoding = guess;
	return fail(error, UNROLL_BAD_TEXT, "encoding",
	            "The file is %s. Save it as UTF-8 (in Excel: \"CSV UTF-8\") and try again.",
	            utf16 ? "UTF-16" : "no text, or UTF-16");
}

static const char *current_file(const unroll_table *table) {
	return table->files[table->has_second];
}

/* Of several files, a failure names the one that is read: a line of which file would not be known. */
static unroll_status in_file(const unroll_table *table, unroll_status status, unroll_error *error) {
	char message[sizeof error->message];
	if (status != UNROLL_BAD_FILE || !table->wish.files.several || !error) return status;
	format_text(message, sizeof message, "%s: %s", current_file(table), error->message);
	format_text(error->message, sizeof error->message, "%s", message);
	return status;
}

static bool is_ascii(const uint8_t *bytes, size_t size) {
	uint8_t high = 0;
	for (size_t i = 0; i < size; i++) high |= bytes[i];
	return high < 0x80;
}

static unroll_status add_to_columns(unroll_table *table, const uint8_t *bytes, size_t size, bool last,
                                    unroll_error *error) {
	unroll_status status = UNROLL_OK;
	csv_columns *quoted = &table->quoted, *plain = &table->plain;
	bool was_closed = !quoted->never_closed;
	quoted->checks_text = quoted->checks_text || !is_ascii(bytes, size);
	plain->checks_text = quoted->checks_text;
	if (quoted->of) status = csv_columns_add(quoted, bytes, size, last, error);
	if (was_closed && quoted->never_closed) in_file(table, UNROLL_BAD_FILE, &quoted->open_quote);
	if (status == UNROLL_OK && plain->of) status = csv_columns_add(plain, bytes, size, last, error);
	if (!*table->bad_file && (quoted->bad_rows || plain->bad_rows))
		format_text(table->bad_file, sizeof table->bad_file, "%s", current_file(table));
	return in_file(table, status, error);
}

static unroll_status no_columns(const unroll_table *table, unroll_error *error) {
	if (table->writing.too_many)
		return fail(error, UNROLL_BAD_FILE, "columns",
		            "Its rows have %u columns, which are too many: %u at most. Keep those of text and label.",
		            table->writing.too_many, (unsigned)CSV_MOST_COLUMNS);
	return fail(error, UNROLL_BAD_FILE, "columns",
	            "It does not have two columns, a text and a label, separated by %s. Save the table as CSV.",
	            table->wish.delimiter ? "this delimiter" : "a comma, a tab, a semicolon or a bar");
}

/* The sample is full, or all there is. */
static unroll_status read_sample(unroll_table *table, bool whole, unroll_error *error) {
	const csv_sample sample = {table->sample, table->size, whole};
	csv_writing *writing = &table->writing;
	char said;
	unroll_status status = check_encoding(table, error);
	if (status == UNROLL_OK) status = csv_choose_delimiter(&sample, &table->wish, writing, error);
	if (status == UNROLL_OK && !writing->delimiter) status = no_columns(table, error);
	if (status == UNROLL_OK && writing->quoted)
		status = csv_columns_begin(&table->quoted, writing->delimiter, true, writing->quoted, error);
	if (status == UNROLL_OK && writing->plain)
		status = csv_columns_begin(&table->plain, writing->delimiter, false, writing->plain, error);
	if (status != UNROLL_OK) return status;
	table->writing_is_known = true;
	size_t skipped = csv_separator_line(table->sample, table->size, &said);
	if (skipped) table->quoted.reader.line = table->plain.reader.line = 2;
	return add_to_columns(table, table->sample + skipped, table->size - skipped, false, error);
}

static unroll_status add_rows(void *context, const uint8_t *bytes, size_t size, unroll_error *error) {
	unroll_table *table = context;
	if (!table->writing_is_known) {
		size_t room = SAMPLE - table->size, taken = size < room ? size : room;
		if (taken) memcpy(table->sample + table->size, bytes, taken);
		table->size += taken;
		bytes += taken;
		size -= taken;
		if (table->size < SAMPLE) return UNROLL_OK;
		unroll_status status = read_sample(table, false, error);
		if (status != UNROLL_OK) return status;
	}
	return add_to_columns(table, bytes, size, false, error);
}

unroll_status unroll_table_add(unroll_table *table, const uint8_t *bytes, size_t size, unroll_error *error) {
	if (!has_label_rows(table)) return add_rows(table, bytes, size, error);
	return label_rows_add(&table->label_rows, bytes, size, false, add_rows, table, error);
}

/* What is still to be read of a file that has ended. */
static unroll_status end_file(unroll_table *table, unroll_error *error) {
	unroll_status status = UNROLL_OK;
	if (has_label_rows(table))
		status = label_rows_add(&table->label_rows, NULL, 0, true, add_rows, table, error);
	if (status == UNROLL_OK && !table->writing_is_known) status = read_sample(table, true, error);
	return status == UNROLL_OK ? add_to_columns(table, NULL, 0, true, error) : status;
}

unroll_status unroll_table_begin(unroll_table *table, const char *name, bool *wanted, unroll_error *error) {
	file_role role = role_of_file(&table->wish.files, name);
	const char *base = strrchr(name, '/');
	bool is_another = table->has_file, is_row = table->wish.files.kind == UNROLL_FILES_TEXTS;
	*wanted = role.wanted;
	if (!role.wanted) return UNROLL_OK;
	if (is_another && !has_label_rows(table) && !table->wish.files.divided)
		return fail(error, UNROLL_MISMATCH, "files", "%s is a second table. Import one at a time.", name);
	unroll_status status = UNROLL_OK;
	if (is_another && is_row)
		status = label_rows_add(&table->label_rows, NULL, 0, true, add_rows, table, error);
	else if (is_another)
		status = end_file(table, error);
	if (status == UNROLL_OK && is_another && !is_row) {
		csv_columns_restart(&table->quoted);
		csv_columns_restart(&table->plain);
	}
	table->has_file = true;
	table->has_second = is_another;
	format_text(table->files[is_another], sizeof table->files[0], "%s", base ? base + 1 : name);
	label_rows_begin(&table->label_rows, table->wish.files.kind, role.label);
	return status;
}

/* --- The end ------------------------------------------------------------------------------------- */

static bool all_alike(const csv_columns *c) {
	return c->regular == c->rows;
}

static double share_alike(const csv_columns *c) {
	return c->of && !c->never_closed && c->rows ? (double)c->regular / c->rows : 0;
}

/* Whether quotes mean something. They do where more rows are alike then; where as many are, they are none that swallow rows which are
 * whole without them. Between tabs, quotes are often just quotes: they mean something where all that open a cell also end one. */
static unroll_status choose_quotes(unroll_table *table, unroll_error *error) {
	const csv_columns *quoted = &table->quoted, *plain = &table->plain;
	double with = share_alike(quoted), without = share_alike(plain);
	bool swallows = plain->of && all_alike(plain) && (quoted->never_closed || plain->rows > quoted->rows);
	bool first =
	    table->writing.delimiter != '\t' || !plain->of || (plain->opened && plain->opened == plain->wrapped);
	swallows = swallows || (plain->of && table->wish.quotes < 0 && nsmc_has_header(plain));
	if (quoted->of && quoted->never_closed && !swallows) {
		if (error) *error = quoted->open_quote;
		return UNROLL_BAD_FILE;
	}
	table->chosen = swallows || (first ? without > with : without >= with) ? plain : quoted;
	return table->chosen->of && table->chosen->rows ? UNROLL_OK : no_columns(table, error);
}

static unroll_status check_rows(unroll_table *table, unroll_error *error) {
	const csv_columns *chosen = table->chosen;
	uint32_t rows = chosen->rows - table->choice.header;
	bool several = table->has_second;
	if (chosen->bad_rows > chosen->wide_rows)
		table->encoding = guess_encoding((const uint8_t *)chosen->odd, chosen->odd_size);
	if (chosen->bad_rows > rows / 2 || table->encoding != UNROLL_ENCODING_UTF_8)
		return fail(error, UNROLL_BAD_TEXT, "encoding",
		            "%u of %u rows are not UTF-8, the first in line %u%s%s: the file has another encoding. "
		            "Save it as UTF-8 (in Excel: \"CSV UTF-8\") and try again.",
		            chosen->bad_rows < rows ? chosen->bad_rows : rows, rows, chosen->bad_line,
		            several ? " of " : "", several ? table->bad_file : "");
	if (table->writing.delimiter == CSV_JSON && chosen->rows <= 2)
		return fail(
		    error, UNROLL_BAD_FILE, "json",
		    "The JSON has %u object, and no list of them. It must be an array of objects, or an object in "
		    "each line, each with a text and a label (pandas: to_json(orient=\"records\")).",
		    chosen->rows - 1);
	if (chosen->rows == 1 && table->choice.header)
		return fail(error, UNROLL_NO_REVIEWS, "rows",
		            "There is no row below the header: the table is empty.");
	return UNROLL_OK;
}

/* Whether nothing was said of the labels. */
static bool is_unasked(const unroll_label_rule *labels) {
	return !labels->graded && !labels->several && !(labels->positive && *labels->positive) &&
	       !(labels->negative && *labels->negative);
}

/* Whether all files have the columns of the first one. */
static unroll_status check_columns(const unroll_table *table, unroll_error *error) {
	const csv_columns *chosen = table->chosen;
	if (!chosen->other_count && !(chosen->other_names && table->choice.header)) return UNROLL_OK;
	return fail(error, UNROLL_MISMATCH, "columns",
	            "%s and %s have different columns. Give both the same columns, label included, or import one "
	            "of them alone.",
	            table->files[0], table->files[1]);
}

/* Copies a text with a '\0' behind it, of bytes that are UTF-8. */
static char *put_text(char **to, const char *text, size_t size) {
	char *copy = *to;
	size = utf8_valid_size(text, size);
	memcpy(copy, text, size);
	copy[size] = '\0';
	*to += size + 1;
	return copy;
}

static const char *spelling(const unroll_table *table, const csv_label *label, size_t *size) {
	return word_table_word(&table->chosen->of[table->choice.label].values.texts, label->value, size);
}

/* The values of a meaning with '\n' between them; "" where one has an end of a line in it, which a list cannot say. */
static const char *put_list(const unroll_table *table, unroll_label_meaning meaning, char **to) {
	char *list = *to, *end = list;
	for (uint32_t i = 0; i < table->choice.labels.count; i++) {
		const csv_label *label = &table->choice.labels.of[i];
		size_t size;
		if (label->meaning != meaning) continue;
		const char *text = spelling(table, label, &size);
		if (end > list) *end++ = '\n';
		size = utf8_valid_size(text, size);
		for (size_t k = 0; k < size; k++) *end++ = text[k] == '\n' ? ' ' : text[k];
	}
	*end = '\0';
	*to = end + 1;
	return list;
}

/* Makes what the caller is shown of the labels: their values and examples, and the rule that says what they mean. */
static unroll_status put_labels(unroll_table *table, unroll_error *error) {
	csv_labels *labels = &table->choice.labels;
	size_t room = 3;
	for (uint32_t i = 0; i < labels->count; i++) {
		size_t value, example;
		spelling(table, &labels->of[i], &value);
		csv_example(table->chosen, labels->of[i].first_row, table->choice.text, &example);
		room += 3 * value + example + 5;
	}
	table->labels = calloc(labels->count + (size_t)1, sizeof *table->labels);
	char *to = table->texts = malloc(room);
	if (!table->labels || !to) return no_memory(error);
	for (uint32_t i = 0; i < labels->count; i++) {
		size_t size;
		const char *value = spelling(table, &labels->of[i], &size);
		table->labels[i] = put_text(&to, value, size);
		const char *example = csv_example(table->chosen, labels->of[i].first_row, table->choice.text, &size);
		put_text(&to, example, size);
	}
	labels->rule.positive = put_list(table, UNROLL_LABEL_POSITIVE, &to);
	labels->rule.negative = put_list(table, UNROLL_LABEL_NEGATIVE, &to);
	if (labels->rule.several && csv_rule_classes(&labels->rule) == 0)
		labels->rule.classes = put_list(table, UNROLL_LABEL_CLASS, &to);
	return UNROLL_OK;
}

unroll_status unroll_table_end(unroll_table *table, unroll_csv_guess *guess, unroll_error *error) {
	unroll_status status = end_file(table, error);
	if (status == UNROLL_OK) status = choose_quotes(table, error);
	if (status != UNROLL_OK) return status;
	csv_columns *chosen = table->chosen == &table->quoted ? &table->quoted : &table->plain;
	csv_choice *choice = &table->choice;
	unroll_dataset dataset = UNROLL_DATASET_OTHER;
	status = csv_columns_choose(chosen, &table->wish, choice, error);
	if (status == UNROLL_OK) status = check_rows(table, error);
	if (status == UNROLL_OK) status = check_columns(table, error);
	if (status == UNROLL_OK && is_unasked(&table->wish.labels) && nsmc_is(chosen, choice))
		dataset = UNROLL_DATASET_NSMC;
	if (status == UNROLL_OK) status = csv_labels_apply(&choice->labels, &table->wish.labels, error);
	if (status == UNROLL_OK) status = put_labels(table, error);
	if (status != UNROLL_OK) return status;
	*guess = (unroll_csv_guess){
	    .layout = {table->writing.delimiter, chosen == &table->quoted, choice->header, chosen->count,
	               choice->text, choice->label, table->wish.files, dataset},
	    .rows = chosen->rows - choice->header,
	    .words = csv_column_words(&chosen->of[choice->text]),
	    .irregular = chosen->rows - chosen->regular,
	    .labels = choice->labels.count,
	    .more_labels = choice->labels.more,
	    .numbers = choice->labels.numbers,
	    .question = choice->labels.question,
	    .rule = choice->labels.rule,
	};
	return UNROLL_OK;
}

unroll_encoding unroll_table_encoding(const unroll_table *table) {
	return table->encoding;
}

/* --- What was found ------------------------------------------------------------------------------ */

unroll_table_label unroll_table_label_at(const unroll_table *table, uint32_t index) {
	const csv_labels *labels = &table->choice.labels;
	if (!table->labels || index >= labels->count)
		return (unroll_table_label){"", "", 0, UNROLL_LABEL_UNKNOWN, 0};
	const csv_label *label = &labels->of[index];
	const char *value = table->labels[index];
	return (unroll_table_label){value, value + strlen(value) + 1, label->rows, label->meaning,
	                            label->key.number};
}

/* The labels and how many rows have each, for a message; of many the first ones. */
static void list_labels(const unroll_table *table, char *text, size_t capacity) {
	const csv_labels *labels = &table->choice.labels;
	size_t size = 0;
	uint32_t i = 0;
	text[0] = '\0';
	for (; i < labels->count; i++) {
		char shown[UNROLL_VALUE_BYTES], one[UNROLL_VALUE_BYTES + 24];
		csv_show_value(shown, table->labels[i], strlen(table->labels[i]));
		format_text(one, sizeof one, "%s\"%s\" (%u)", i ? ", " : "", shown, labels->of[i].rows);
		if (size + strlen(one) + sizeof " and more" > capacity) break;
		format_text(text + size, capacity - size, "%s", one);
		size += strlen(one);
	}
	if (labels->more || i < labels->count) format_text(text + size, capacity - size, " and more");
}

unroll_status unroll_table_check(const unroll_table *table, unroll_error *error) {
	const csv_labels *labels = &table->choice.labels;
	uint32_t column = table->choice.label + 1;
	char found[160];
	if (labels->question == UNROLL_ASK_NOTHING) return UNROLL_OK;
	list_labels(table, found, sizeof found);
	if (labels->different == 0)
		return fail(error, UNROLL_NO_REVIEWS, "label",
		            "There is no row with a label in column %u. Choose the columns of text and label.",
		            column);
	if (labels->different == 1)
		return fail(error, UNROLL_NO_REVIEWS, "label",
		            "All labels in column %u are the same: %s. Two different labels are needed.", column,
		            found);
	if (labels->different == 2 && !labels->more && table->choice.label_is_sure && table->choice.text_is_sure)
		return fail(error, UNROLL_MISMATCH, "label",
		            "The labels in column %u are %s; which of them is positive is not known. Say which.",
		            column, found);
	if (table->choice.label_is_sure && !table->choice.text_is_sure)
		return fail(error, UNROLL_MISMATCH, "text",
		            "No column reads like texts; column %u has the longest cells. Say which column it is.",
		            table->choice.text + 1);
	if (!table->choice.label_is_sure)
		return fail(
		    error, UNROLL_MISMATCH, "label",
		    "More than one column may be the labels. Those in column %u are %s. Say which column it is.",
		    column, found);
	return fail(
	    error, UNROLL_MISMATCH, "label",
	    "The labels in column %u must be two, but are %s. Choose another column, or the labels to use.",
	    column, found);
}

unroll_status unroll_table_preview(const unroll_table *table, unroll_bytes *text, unroll_error *error) {
	*text = (unroll_bytes){NULL, 0};
	return table->chosen ? csv_columns_show(table->chosen, text, error) : UNROLL_OK;
}
