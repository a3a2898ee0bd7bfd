/* Proves what labels mean: spellings of one value are one label; words and numbers are known, and nothing else; of more than two numbers
 * the lower and the upper third are proposed; and a rule is applied to spellings, too. */
#include "../cmocka_all.h"

#include <string.h>

#include "import/csv_labels.h"
#include "import/csv_words.h"

static csv_key key_of(const char *value) {
	return csv_key_of(value, strlen(value));
}

static void spellings_of_one_value_have_one_key(void **state) {
	(void)state;
	static const char *const same[][2] = {{"Positive", " POSITIVE "},        {"very_good", "Very  good"},
	                                      {"very-good", "very good"},        {"Ｇｏｏｄ", "good"},
	                                      {"thumbs\xc2\xa0up", "thumbs up"}, {"ÜBEL", "übel"}};
	for (size_t i = 0; i < sizeof same / sizeof *same; i++) {
		csv_key a = key_of(same[i][0]), b = key_of(same[i][1]);
		if (a.size != b.size || memcmp(a.text, b.text, a.size) != 0)
			fail_msg("%s, %s", same[i][0], same[i][1]);
	}
	assert_true(key_of("-1").text[0] == '-');
}

static void numbers_are_read_with_their_units(void **state) {
	(void)state;
	static const struct {
		const char *value;
		double number;
	} numbers[] = {{"4", 4},    {"4.0", 4},        {"4,5", 4.5}, {"+1", 1},      {"-1", -1},
	               {"−1", -1},  {"10점", 10},      {"★★★☆☆", 3}, {"5 stars", 5}, {"one star", 1},
	               {"7/10", 7}, {"3 out of 5", 3}, {"80%", 80},  {"별점 4", 4},  {"４", 4}};
	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
		csv_key key = key_of(numbers[i].value);
		if (!key.is_number || key.number < numbers[i].number || key.number > numbers[i].number)
			fail_msg("%s: %g", numbers[i].value, key.number);
	}
	static const char *const words[] = {"", "good", "a1", "1,234", "1-2", "v2", "3 dogs", "1.2.3", "-", "+"};
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (key_of(words[i]).is_number) fail_msg("%s", words[i]);
}

/* What comes of a column with these values, each in one row. */
static csv_labels labels_of(csv_values *values, const char *const *texts, size_t count) {
	csv_labels labels;
	for (size_t i = 0; i < count; i++) {
		uint32_t index;
		bool is_new;
		assert_int_equal(csv_values_add(values, texts[i], strlen(texts[i]), &index, &is_new, NULL),
		                 UNROLL_OK);
	}
	assert_int_equal(csv_labels_read(&labels, values, NULL, NULL), UNROLL_OK);
	return labels;
}

typedef struct known {
	const char *values[6];
	unroll_csv_question question;
	const char *meanings; /* of the labels: + - 0 (between) ? N (none) */
} known;

static void meanings_are_known_or_asked(void **state) {
	(void)state;
	static const known all[] = {
	    {{"negative", "positive"}, UNROLL_ASK_NOTHING, "-+"},
	    {{"만족", "불만족"}, UNROLL_ASK_NOTHING, "+-"},
	    {{"neutral", "Negative", "POSITIVE"}, UNROLL_ASK_NOTHING, "0-+"},
	    {{"very positive", "positive", "very negative", "negative"}, UNROLL_ASK_NOTHING, "++--"},
	    {{"spam", "ham"}, UNROLL_ASK_LABELS, "??"},
	    {{"good", "meh"}, UNROLL_ASK_LABELS, "+?"},
	    {{"True", "False"}, UNROLL_ASK_NOTHING, "+-"},
	    {{"1", "0", "NaN"}, UNROLL_ASK_NOTHING, NULL},
	    {{"-1", "+1"}, UNROLL_ASK_NOTHING, "-+"},
	    {{"10점", "1점"}, UNROLL_ASK_NOTHING, "-+"},
	    {{"1", "5", "3", "2", "4"}, UNROLL_ASK_GRADES, "--0++"},
	    {{"0.5", "2.5", "5", "3"}, UNROLL_ASK_GRADES, "-00+"},
	    {{"0", "4", "2"}, UNROLL_ASK_GRADES, "-0+"},
	    {{"2", "4", "5", "6", "7", "9"}, UNROLL_ASK_GRADES, "--00++"},
	    {{"10", "40", "55", "70", "100"}, UNROLL_ASK_GRADES, "-00++"},
	    {{"good", "GOOD"}, UNROLL_ASK_COLUMN, "+"},
	};
	for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
		static const char letters[] = "?-+0NN";
		csv_values values = {.more = false};
		size_t count = 0;
		while (count < 6 && all[i].values[count]) count++;
		csv_labels labels = labels_of(&values, all[i].values, count);
		assert_int_equal(labels.question, all[i].question);
		for (uint32_t k = 0; all[i].meanings && k < labels.count; k++)
			if (letters[labels.of[k].meaning] != all[i].meanings[k])
				fail_msg("%s: %c", all[i].values[k], letters[labels.of[k].meaning]);
		csv_labels_release(&labels);
		csv_values_release(&values);
	}
}

static void no_word_means_two_things(void **state) {
	(void)state;
	static const char *const negations[] = {"not good", "not recommended", "불만족",
	                                        "비추천",   "dislike",         "不满意"};
	for (size_t i = 0; i < sizeof negations / sizeof *negations; i++)
		assert_int_equal(csv_polarity_of(negations[i], strlen(negations[i])), CSV_WORD_NEGATIVE);
	assert_int_equal(csv_polarity_of("|", 1), CSV_WORD_UNKNOWN);
	assert_int_equal(csv_polarity_of("", 0), CSV_WORD_UNKNOWN);
}

static void rules_apply_to_spellings(void **state) {
	(void)state;
	const unroll_label_rule words = {.positive = "Ham\nfresh meat", .negative = "spam"},
	                        grades = {.graded = true, .at_most = 2, .at_least = 4};
	static const char *const positive[] = {"ham", "HAM ", "Fresh  Meat"};
	for (size_t i = 0; i < 3; i++) {
		csv_key key = key_of(positive[i]);
		assert_int_equal(csv_rule_meaning(&words, &key), UNROLL_LABEL_POSITIVE);
	}
	csv_key spam = key_of("Spam"), other = key_of("eggs"), two = key_of("★★"), five = key_of("5/5"),
	        three = key_of("3.0");
	assert_int_equal(csv_rule_meaning(&words, &spam), UNROLL_LABEL_NEGATIVE);
	assert_int_equal(csv_rule_meaning(&words, &other), UNROLL_LABEL_OTHER);
	assert_int_equal(csv_rule_meaning(&grades, &two), UNROLL_LABEL_NEGATIVE);
	assert_int_equal(csv_rule_meaning(&grades, &five), UNROLL_LABEL_POSITIVE);
	assert_int_equal(csv_rule_meaning(&grades, &three), UNROLL_LABEL_OTHER);
	assert_int_equal(csv_rule_meaning(&grades, &spam), UNROLL_LABEL_OTHER);
	const unroll_label_rule twice = {.positive = "ham", .negative = "spam\nHAM"},
	                        crossed = {.graded = true, .at_most = 4, .at_least = 4};
	assert_int_equal(csv_check_rule(&twice, NULL), UNROLL_BAD_SETTING);
	assert_int_equal(csv_check_rule(&crossed, NULL), UNROLL_BAD_SETTING);
}

int main(void) {
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(spellings_of_one_value_have_one_key),
	    cmocka_unit_test(numbers_are_read_with_their_units),
	    cmocka_unit_test(meanings_are_known_or_asked),
	    cmocka_unit_test(no_word_means_two_things),
	    cmocka_unit_test(rules_apply_to_spellings),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
