#include "import/csv_labels.h"

#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "base/number.h"
#include "base/utf8.h"
#include "import/csv_rows.h"
#include "import/csv_words.h"
#include "text/import_report.h"
#include "text/lower_case.h"

/* --- One spelling for several -------------------------------------------------------------------- */

static bool is_blank(uint32_t c) {
	return c == ' ' || (c >= '\t' && c <= '\r') || c == '_' || c == 0xa0 || c == 0x3000 ||
	       (c >= 0x2000 && c <= 0x200b) || c == 0x202f || c == 0xfeff;
}

static uint32_t folded(uint32_t c) {
	if (c >= 0xff01 && c <= 0xff5e) c -= 0xff01 - '!'; /* full-width forms of ASCII */
	if (c == 0x2212) return '-';
	return lower_case(c);
}

static bool is_letter(uint32_t c) {
	return (c >= 'a' && c <= 'z') || c >= 0x80;
}

/* Writes the key; returns the size that it has, whole. What does not fit is part of the hash only. */
static size_t fold_value(const char *value, size_t size, char text[CSV_KEY_BYTES], uint64_t *hash) {
	size_t written = 0;
	uint32_t before = ' ';
	*hash = report_words_hash(NULL, 0);
	bool blank = false;
	size_t prefix = strlen(CSV_FASTTEXT_LABEL); /* means nothing */
	bool has_prefix = size > prefix && memcmp(value, CSV_FASTTEXT_LABEL, prefix) == 0;
	for (size_t at = has_prefix ? prefix : 0; at < size;) {
		uint32_t c;
		size_t length = utf8_decode(value + at, size - at, &c);
		if (length == 0)
			c = (uint8_t)value[at], length = 1; /* a row with such a value is skipped in any case */
		at += length;
		uint32_t next = at < size ? folded((uint8_t)value[at]) : ' ';
		c = folded(c);
		if (is_blank(c) || (c == '-' && is_letter(before) && is_letter(next))) {
			blank = true;
			before = ' ';
			continue;
		}
		char bytes[UTF8_BYTES + 1] = " ";
		size_t count = utf8_encode(c, bytes + 1), from = blank && written ? 0 : 1;
		for (size_t i = from; i <= count; i++, written++)
			if (written < CSV_KEY_BYTES) text[written] = bytes[i];
		if (from == 0) *hash = report_word_hash(*hash, ' ');
		*hash = report_word_hash(*hash, c);
		before = c;
		blank = false;
	}
	return written;
}

/* --- Numbers ------------------------------------------------------------------------------------- */

static bool is_digit(char c) {
	return c >= '0' && c <= '9';
}

static void trim(const char **text, size_t *size) {
	while (*size && **text == ' ') (*text)++, (*size)--;
	while (*size && (*text)[*size - 1] == ' ') (*size)--;
}

static bool skip_text(const char **text, size_t *size, const char *word) {
	size_t length = strlen(word);
	if (*size < length || memcmp(*text, word, length) != 0) return false;
	*text += length;
	*size -= length;
	return true;
}

/* "★★★☆☆" is 3. */
static bool read_stars(const char *text, size_t size, double *number) {
	uint32_t full = 0, all = 0;
	while (size) {
		if (skip_text(&text, &size, "★") || skip_text(&text, &size, "⭐") || skip_text(&text, &size, "*"))
			full++;
		else if (!skip_text(&text, &size, "☆") && !skip_text(&text, &size, "\xef\xb8\x8f"))
			return false;
		all++;
	}
	*number = full;
	return all > 0;
}

/* The whole words that English writes numbers of stars in: only with a unit behind. */
static bool read_word(const char *text, size_t size, double *number) {
	static const char *const words[] = {"one ", "two ", "three ", "four ", "five "};
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (skip_text(&text, &size, words[i])) {
			*number = (double)i + 1;
			return csv_is_unit(text, size);
		}
	return false;
}

/* What may stand behind the number of a rating: a unit, or what it is of: "/5", "out of 10 points". */
static bool is_rest(const char *text, size_t size) {
	static const char *const of[] = {"/", "out of ", "of ", "von ", "sur ", "de ", "di ", "из "};
	trim(&text, &size);
	if (size == 0 || csv_is_unit(text, size)) return true;
	for (size_t i = 0; i < sizeof of / sizeof *of; i++) {
		if (!skip_text(&text, &size, of[i])) continue;
		trim(&text, &size);
		size_t digits = 0;
		while (digits < size && is_digit(text[digits])) digits++;
		if (digits == 0) return false;
		text += digits;
		size -= digits;
		trim(&text, &size);
		return size == 0 || csv_is_unit(text, size);
	}
	return false;
}

/* A number with one decimal point or comma; of "1,234" nobody knows which it is. */
static bool read_number(const char *text, size_t size, double *number) {
	if (read_stars(text, size, number) || read_word(text, size, number)) return true;
	size_t start = 0;
	while (start < size && !is_digit(text[start]) && text[start] != '.') start++;
	if (start == size) return false;
	bool minus = start && text[start - 1] == '-', plus = start && text[start - 1] == '+';
	size_t before = start - (minus || plus);
	const char *unit = text;
	trim(&unit, &before);
	if (before && !csv_is_unit(unit, before)) return false;
	char digits[NUMBER_TEXT] = "";
	size_t count = 0, comma = 0;
	for (; start < size && count + 1 < sizeof digits; start++) {
		char c = text[start];
		if (c == ',' && start + 1 < size && is_digit(text[start + 1])) comma = count, c = '.';
		if (!is_digit(c) && c != '.') break;
		digits[count++] = c;
	}
	digits[count] = '\0';
	if (comma && count - comma == 4 && digits[0] != '0') return false;
	if (!parse_number(digits, number) || !is_rest(text + start, size - start)) return false;
	if (minus) *number = -*number;
	return true;
}

csv_key csv_key_of(const char *value, size_t size) {
	csv_key key = {.size = 0};
	uint64_t hash;
	key.size = fold_value(value, size, key.text, &hash);
	if (key.size > CSV_KEY_BYTES) {
		key.size = CSV_KEY_BYTES;
		memcpy(key.text + CSV_KEY_BYTES - sizeof hash, &hash, sizeof hash);
	} else {
		key.is_number = read_number(key.text, key.size, &key.number);
	}
	return key;
}

static bool same_key(const csv_key *a, const csv_key *b) {
	if (a->is_number || b->is_number)
		return a->is_number && b->is_number && a->number <= b->number && a->number >= b->number;
	return a->size == b->size && memcmp(a->text, b->text, a->size) == 0;
}

/* --- The labels of a column ---------------------------------------------------------------------- */

void csv_labels_release(csv_labels *labels) {
	free(labels->of);
	labels->of = NULL;
}

static bool counts(const csv_label *label) {
	return label->meaning != UNROLL_LABEL_MISSING && label->meaning != UNROLL_LABEL_HEADER;
}

static int compare_numbers(const void *left, const void *right) {
	double a = ((const csv_label *)left)->key.number, b = ((const csv_label *)right)->key.number;
	return a < b ? -1 : a > b;
}

/* One label for all spellings of it. */
static void merge_values(csv_labels *labels, const csv_values *values) {
	for (uint32_t i = 0; i < values->texts.count; i++) {
		size_t size;
		const char *text = word_table_word(&values->texts, i, &size);
		const csv_value *value = &values->of[i];
		csv_key key = csv_key_of(text, size);
		uint32_t at = 0;
		while (at < labels->count && !same_key(&labels->of[at].key, &key)) at++;
		csv_label *label = &labels->of[at];
		if (at == labels->count) {
			*label = (csv_label){.key = key, .value = i, .first_row = value->first_row};
			labels->count++;
		} else if (value->rows > values->of[label->value].rows) {
			label->value = i;
		}
		label->rows += value->rows;
	}
}

static void find_meanings(csv_labels *labels, const csv_key *header) {
	labels->numbers = true;
	for (uint32_t i = 0; i < labels->count; i++) {
		csv_label *label = &labels->of[i];
		if (header && same_key(&label->key, header) && !label->key.is_number)
			label->meaning = UNROLL_LABEL_HEADER;
		else if (csv_polarity_of(label->key.text, label->key.size) == CSV_WORD_MISSING ||
		         label->key.size == 0)
			label->meaning = UNROLL_LABEL_MISSING;
		if (!counts(label)) continue;
		labels->numbers = labels->numbers && label->key.is_number;
		labels->different++;
		labels->rows += label->rows;
	}
	labels->numbers = labels->numbers && labels->different;
}

/* The scale of ratings that some numbers are of: one in use that has room for them, or just theirs. */
static void find_scale(const csv_labels *labels, double *least, double *most) {
	static const double scales[][2] = {{1, 5}, {0, 5}, {1, 10}, {0, 10}, {0, 100}};
	*least = labels->least;
	*most = labels->most;
	if (labels->least < 0 || labels->most <= 3 || (labels->least <= 0 && labels->most <= 5)) return;
	for (size_t i = 0; i < sizeof scales / sizeof *scales; i++) {
		if (labels->least < scales[i][0] || labels->most > scales[i][1]) continue;
		*least = scales[i][0];
		*most = scales[i][1];
		return;
	}
}

/* Of two numbers the greater is positive. Of more, the lower and the upper third of the scale are proposed: 1 and 2 of five stars, 4
 * and 5; 1 to 4 of ten and 7 to 10, as in the Large Movie Review Dataset. */
static void find_numbers_meanings(csv_labels *labels) {
	qsort(labels->of, labels->count, sizeof *labels->of, compare_numbers);
	bool first = true;
	for (uint32_t i = 0; i < labels->count; i++) {
		const csv_label *label = &labels->of[i];
		if (!counts(label)) continue;
		if (first) labels->least = label->key.number;
		labels->most = label->key.number;
		first = false;
	}
	double least = labels->least, most = labels->most, low = least, high = most;
	if (labels->different > 2) {
		find_scale(labels, &least, &most);
		low = least + (most - least) * (1.0 / 3 + 1e-9);
		high = least + (most - least) * (2.0 / 3 - 1e-9);
		labels->question = UNROLL_ASK_GRADES;
	}
	unroll_label_rule *rule = &labels->rule;
	*rule = (unroll_label_rule){
	    .graded = labels->different > 2, .at_most = labels->least, .at_least = labels->most};
	for (uint32_t i = 0; i < labels->count; i++) {
		csv_label *label = &labels->of[i];
		if (!counts(label)) continue;
		double number = label->key.number;
		label->meaning = number <= low    ? UNROLL_LABEL_NEGATIVE
		                 : number >= high ? UNROLL_LABEL_POSITIVE
		                                  : UNROLL_LABEL_OTHER;
		if (number <= low && number > rule->at_most) rule->at_most = number;
		if (number >= high && number < rule->at_least) rule->at_least = number;
	}
}

/* Words mean what they say; where some are not known, that is asked. */
static void find_words_meanings(csv_labels *labels) {
	bool has[CSV_WORD_MISSING + 1] = {false};
	for (uint32_t i = 0; i < labels->count; i++)
		if (counts(&labels->of[i]))
			has[csv_polarity_of(labels->of[i].key.text, labels->of[i].key.size)] = true;
	bool opinions =
	    has[CSV_WORD_POSITIVE] && has[CSV_WORD_NEGATIVE] && !has[CSV_WORD_YES] && !has[CSV_WORD_NO];
	bool answers =
	    has[CSV_WORD_YES] && has[CSV_WORD_NO] && !has[CSV_WORD_POSITIVE] && !has[CSV_WORD_NEGATIVE];
	if ((!opinions && !answers) || has[CSV_WORD_UNKNOWN]) labels->question = UNROLL_ASK_LABELS;
	for (uint32_t i = 0; i < labels->count; i++) {
		csv_label *label = &labels->of[i];
		if (!counts(label)) continue;
		csv_polarity polarity = csv_polarity_of(label->key.text, label->key.size);
		label->meaning =
		    polarity == CSV_WORD_POSITIVE || (answers && polarity == CSV_WORD_YES)  ? UNROLL_LABEL_POSITIVE
		    : polarity == CSV_WORD_NEGATIVE || (answers && polarity == CSV_WORD_NO) ? UNROLL_LABEL_NEGATIVE
		    : polarity == CSV_WORD_NEUTRAL                                          ? UNROLL_LABEL_OTHER
		                                                                            : UNROLL_LABEL_UNKNOWN;
	}
}

unroll_status csv_labels_read(csv_labels *labels, const csv_values *values, const csv_key *header,
                              unroll_error *error) {
	*labels = (csv_labels){.more = values->more};
	labels->of = calloc(values->texts.count + (size_t)1, sizeof *labels->of);
	if (!labels->of)
		return fail(error, UNROLL_OUT_OF_MEMORY, "csv", "There is not enough memory for the labels.");
	merge_values(labels, values);
	find_meanings(labels, header);
	if (labels->numbers)
		find_numbers_meanings(labels);
	else
		find_words_meanings(labels);
	if (labels->different < 2 || labels->more) labels->question = UNROLL_ASK_COLUMN;
	return UNROLL_OK;
}

int csv_labels_score(const csv_labels *labels) {
	uint32_t count = labels->different, opinions = 0;
	if (count < 2) return (int)count;
	for (uint32_t i = 0; i < labels->count; i++) {
		csv_polarity polarity = csv_polarity_of(labels->of[i].key.text, labels->of[i].key.size);
		opinions += polarity == CSV_WORD_POSITIVE || polarity == CSV_WORD_NEGATIVE;
	}
	if (labels->question == UNROLL_ASK_NOTHING && opinions) return 100;
	if (labels->more || (count > 2 && labels->rows < 2 * count)) return 5;
	if (labels->numbers) {
		double least = labels->least, most = labels->most;
		bool is_sign = most <= 1 && most >= 1 && least >= -1 && least <= 0; /* 0 and 1, -1 and 1 */
		if (count == 2) return is_sign ? 70 : least < -10 || most > 10 ? 20 : 55;
		return least < -10 || most > 100 ? 5 : most <= 10 && count <= 21 ? 50 : 30;
	}
	if (labels->question == UNROLL_ASK_NOTHING) return 40;
	return opinions > 1 ? 80 : opinions ? 45 : count == 2 ? 30 : count <= 20 ? 15 : 4;
}

/* --- Rules --------------------------------------------------------------------------------------- */

const char *csv_next_value(const char **list, size_t *size) {
	const char *value = *list;
	if (!value || !*value) return NULL;
	*size = strcspn(value, "\n");
	*list = value + *size + (value[*size] == '\n');
	return value;
}

static bool names(const char *list, const csv_key *key) {
	size_t size;
	for (const char *value; (value = csv_next_value(&list, &size));) {
		csv_key one = csv_key_of(value, size);
		if (same_key(&one, key)) return true;
	}
	return false;
}

uint32_t csv_rule_classes(const unroll_label_rule *rule) {
	uint32_t count = 0;
	size_t size;
	if (!rule->several) return 2;
	for (const char *list = rule->classes; csv_next_value(&list, &size);) count++;
	return count;
}

uint32_t csv_rule_label(const unroll_label_rule *rule, const csv_key *key) {
	const char *list = rule->classes;
	size_t size;
	uint32_t label = 0;
	if (!rule->several) {
		unroll_label_meaning meaning = csv_rule_meaning(rule, key);
		return meaning == UNROLL_LABEL_POSITIVE ? 1 : meaning == UNROLL_LABEL_NEGATIVE ? 0 : CSV_NO_CLASS;
	}
	for (const char *value; (value = csv_next_value(&list, &size)); label++) {
		csv_key one = csv_key_of(value, size);
		if (same_key(&one, key)) return label;
	}
	return CSV_NO_CLASS;
}

unroll_label_meaning csv_rule_meaning(const unroll_label_rule *rule, const csv_key *key) {
	if (rule->several) return names(rule->classes, key) ? UNROLL_LABEL_CLASS : UNROLL_LABEL_OTHER;
	if (rule->graded) {
		if (!key->is_number) return UNROLL_LABEL_OTHER;
		return key->number <= rule->at_most    ? UNROLL_LABEL_NEGATIVE
		       : key->number >= rule->at_least ? UNROLL_LABEL_POSITIVE
		                                       : UNROLL_LABEL_OTHER;
	}
	if (names(rule->positive, key)) return UNROLL_LABEL_POSITIVE;
	return names(rule->negative, key) ? UNROLL_LABEL_NEGATIVE : UNROLL_LABEL_OTHER;
}

/* A rule of several classes, of which the values may still be unknown. */
static unroll_status check_several(const unroll_label_rule *rule, unroll_error *error) {
	uint32_t count = csv_rule_classes(rule), label = 0;
	const char *list = rule->classes;
	size_t size;
	if (rule->graded || (rule->positive && *rule->positive) || (rule->negative && *rule->negative))
		return fail(error, UNROLL_BAD_SETTING, "classes",
		            "Labels are several classes or positive and negative, not both.");
	if (count && (count < 3 || count > UNROLL_MOST_CLASSES))
		return fail(error, UNROLL_BAD_SETTING, "classes",
		            "%u classes are named; they must be 3 to %u. Of two, say which is positive.", count,
		            UNROLL_MOST_CLASSES);
	for (const char *value; (value = csv_next_value(&list, &size)); label++) {
		csv_key key = csv_key_of(value, size);
		if (key.size && csv_rule_label(rule, &key) == label) continue;
		char shown[UNROLL_VALUE_BYTES];
		csv_show_value(shown, value, size);
		return fail(error, UNROLL_BAD_SETTING, "classes",
		            "The value \"%s\" is named as a class twice, or is empty.", shown);
	}
	return UNROLL_OK;
}

unroll_status csv_check_rule(const unroll_label_rule *rule, unroll_error *error) {
	unroll_status status = csv_check_option(rule->positive, "positive", error);
	if (status == UNROLL_OK) status = csv_check_option(rule->negative, "negative", error);
	if (status == UNROLL_OK) status = csv_check_option(rule->classes, "classes", error);
	if (status == UNROLL_OK && rule->several) return check_several(rule, error);
	if (status != UNROLL_OK) return status;
	if (rule->graded && !(rule->at_most < rule->at_least))
		return fail(
		    error, UNROLL_BAD_SETTING, "positive",
		    "Numbers up to %g are to be negative and those from %g on positive. The second must be the "
		    "greater one.",
		    rule->at_most, rule->at_least);
	const char *list = rule->positive;
	size_t size;
	for (const char *value; !rule->graded && (value = csv_next_value(&list, &size));) {
		csv_key key = csv_key_of(value, size);
		unroll_label_rule negative = {.negative = rule->negative};
		if (csv_rule_meaning(&negative, &key) != UNROLL_LABEL_NEGATIVE) continue;
		char shown[UNROLL_VALUE_BYTES];
		csv_show_value(shown, value, size);
		return fail(error, UNROLL_BAD_SETTING, "negative", "The value \"%s\" is to be positive and negative.",
		            shown);
	}
	return UNROLL_OK;
}

/* Whether each value that a rule names is one of a column's. */
static unroll_status check_names(const csv_labels *labels, const char *list, unroll_error *error) {
	size_t size;
	for (const char *value; (value = csv_next_value(&list, &size));) {
		csv_key key = csv_key_of(value, size);
		uint32_t at = 0;
		while (at < labels->count && !same_key(&labels->of[at].key, &key)) at++;
		if (at < labels->count) continue;
		char shown[UNROLL_VALUE_BYTES];
		csv_show_value(shown, value, size);
		return fail(error, UNROLL_MISMATCH, "label", "No row has the label \"%s\".", shown);
	}
	return UNROLL_OK;
}

static int compare_names(const void *left, const void *right) {
	const csv_key *a = &((const csv_label *)left)->key, *b = &((const csv_label *)right)->key;
	int order = memcmp(a->text, b->text, a->size < b->size ? a->size : b->size);
	return order ? order : (a->size > b->size) - (a->size < b->size);
}

/* Each label is a class, or each of those that the rule names. */
static unroll_status apply_several(csv_labels *labels, const unroll_label_rule *rule, unroll_error *error) {
	bool all = csv_rule_classes(rule) == 0;
	unroll_status status = check_names(labels, rule->classes, error);
	if (status != UNROLL_OK) return status;
	if (all && (labels->different < 3 || labels->different > UNROLL_MOST_CLASSES || labels->more))
		return fail(
		    error, UNROLL_MISMATCH, "classes",
		    "The column has %u%s different labels; classes are 3 to %u. Name those to use, or choose another "
		    "column.",
		    labels->different, labels->more ? " or more" : "", UNROLL_MOST_CLASSES);
	if (!labels->numbers && labels->count)
		qsort(labels->of, labels->count, sizeof *labels->of, compare_names);
	for (uint32_t i = 0; i < labels->count; i++) {
		csv_label *label = &labels->of[i];
		if (counts(label)) label->meaning = all ? UNROLL_LABEL_CLASS : csv_rule_meaning(rule, &label->key);
	}
	labels->rule = *rule;
	labels->question = UNROLL_ASK_NOTHING;
	return UNROLL_OK;
}

unroll_status csv_labels_apply(csv_labels *labels, const unroll_label_rule *rule, unroll_error *error) {
	if (rule->several) return apply_several(labels, rule, error);
	bool positive = rule->positive && *rule->positive, negative = rule->negative && *rule->negative;
	if (!rule->graded && !positive && !negative) return UNROLL_OK;
	unroll_status status = check_names(labels, rule->positive, error);
	if (status == UNROLL_OK) status = check_names(labels, rule->negative, error);
	if (status != UNROLL_OK) return status;
	/* One of two labels says what the other is. */
	bool other = !rule->graded && positive != negative && labels->different == 2;
	bool whole = rule->graded || (positive && negative) || other;
	for (uint32_t i = 0; i < labels->count; i++) {
		csv_label *label = &labels->of[i];
		unroll_label_meaning meaning = csv_rule_meaning(rule, &label->key);
		if (meaning == UNROLL_LABEL_OTHER && !counts(label)) continue;
		if (meaning == UNROLL_LABEL_OTHER && other)
			meaning = positive ? UNROLL_LABEL_NEGATIVE : UNROLL_LABEL_POSITIVE;
		label->meaning = meaning == UNROLL_LABEL_OTHER && !whole ? UNROLL_LABEL_UNKNOWN : meaning;
	}
	labels->rule = *rule;
	labels->question = whole ? UNROLL_ASK_NOTHING : UNROLL_ASK_LABELS;
	return UNROLL_OK;
}
