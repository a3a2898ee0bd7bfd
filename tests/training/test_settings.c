/* Proves that every setting is read, refused and printed by one table, and that what is printed is read back the same. */
#include "../cmocka_all.h"

#include <string.h>

#include "base/number.h"
#include "same_settings.h"

static void defaults_are_possible(void **state) {
	(void)state;
	unroll_settings settings = unroll_default_settings();
	assert_int_equal(unroll_settings_check(&settings, NULL), UNROLL_OK);
	assert_int_equal(settings.cell, UNROLL_GRU);
	assert_int_equal(settings.units[0], 8);
	assert_true(settings.learning_rate == 1e-4);
}

/* For each name: a value that is not the default, as it must be printed. */
static const char *const others[][2] = {
    {"cell", "simple-rnn"},
    {"units", "512,1,8"},
    {"upper-cells", "simple-rnn,lstm,simple-rnn,lstm,simple-rnn,lstm,simple-rnn"},
    {"bidirectional", "no,concat,sum,average,concat,average,concat,average"},
    {"pooling", "max"},
    {"dense", "512"},
    {"dense-activation", "tanh"},
    {"classes", "20"},
    {"input", "one-hot"},
    {"embedding", "512"},
    {"embedding-trainable", "no"},
    {"words", "65536"},
    {"length", "2000"},
    {"padding", "post"},
    {"truncating", "post"},
    {"mask-zero", "yes"},
    {"pad-to", "longest"},
    {"dropout", "0.3"},
    {"recurrent-dropout", "0.9"},
    {"layer-dropout", "0.25"},
    {"dense-dropout", "0.5"},
    {"convention", "pytorch"},
    {"optimizer", "adam"},
    {"learning-rate", "0.003"},
    {"momentum", "0.9"},
    {"clip-norm", "1.5"},
    {"schedule", "plateau"},
    {"warm-up", "1000000"},
    {"rate-factor", "0.5"},
    {"rate-epochs", "10000"},
    {"min-rate", "0.001"},
    {"weight-decay", "0.01"},
    {"l2", "0.001"},
    {"label-smoothing", "0.1"},
    {"class-weight", "balanced"},
    {"batch", "4096"},
    {"epochs", "10000"},
    {"patience", "0"},
    {"monitor", "val-accuracy"},
    {"min-delta", "0.001"},
    {"validation", "0.25"},
    {"held-out", "last"},
    {"shuffle", "once"},
    {"split-seed", "4294967295"},
    {"seed", "0"},
};

static void every_setting_is_read_and_printed(void **state) {
	(void)state;
	assert_int_equal(unroll_setting_count(), sizeof others / sizeof *others);
	unroll_settings settings = unroll_default_settings();
	for (uint32_t i = 0; i < unroll_setting_count(); i++) {
		assert_string_equal(unroll_setting_name(i), others[i][0]);
		char before[UNROLL_SETTING_TEXT], after[UNROLL_SETTING_TEXT];
		assert_int_equal(unroll_settings_get(&settings, others[i][0], before, sizeof before, NULL),
		                 UNROLL_OK);
		assert_string_not_equal(before, others[i][1]);
		assert_int_equal(unroll_settings_set(&settings, others[i][0], others[i][1], NULL), UNROLL_OK);
		assert_int_equal(unroll_settings_get(&settings, others[i][0], after, sizeof after, NULL), UNROLL_OK);
		assert_string_equal(after, others[i][1]);
		/* Reading the default back restores it and nothing else. */
		unroll_settings copy = settings;
		assert_int_equal(unroll_settings_set(&copy, others[i][0], before, NULL), UNROLL_OK);
		assert_int_equal(unroll_settings_get(&copy, others[i][0], after, sizeof after, NULL), UNROLL_OK);
		assert_string_equal(after, before);
	}
	assert_int_equal(unroll_settings_check(&settings, NULL), UNROLL_OK);
}

static void impossible_values_change_nothing(void **state) {
	(void)state;
	static const char *const wrong[][2] = {
	    {"cell", "rnn"},
	    {"cell", ""},
	    {"units", "0"},
	    {"units", "513"},
	    {"units", ""},
	    {"units", "8,"},
	    {"units", ",8"},
	    {"units", "8 8"},
	    {"units", "1,1,1,1,1,1,1,1,1"},
	    {"units", "99999999999999999999"},
	    {"words", "3"},
	    {"words", "65537"},
	    {"words", "-5"},
	    {"words", "5.0"},
	    {"length", "0"},
	    {"length", "2001"},
	    {"padding", "PRE"},
	    {"dropout", "1"},
	    {"dropout", "-0.1"},
	    {"dropout", "nan"},
	    {"convention", "torch"},
	    {"learning-rate", "0"},
	    {"learning-rate", "10.1"},
	    {"learning-rate", "1e"},
	    {"learning-rate", "0x1"},
	    {"learning-rate", "1e-400"},
	    {"batch", "4097"},
	    {"epochs", "0"},
	    {"validation", "0"},
	    {"validation", "1"},
	    {"held-out", "first"},
	    {"seed", "4294967296"},
	    {"seed", "-1"},
	    {"clip-norm", "inf"},
	    {"momentum", "1"},
	    {"schedule", "linear"},
	    {"rate-factor", "1"},
	    {"rate-factor", "0"},
	    {"rate-epochs", "0"},
	    {"monitor", "loss"},
	    {"min-delta", "-1"},
	    {"weight-decay", "1.1"},
	    {"l2", "-0.1"},
	    {"label-smoothing", "1"},
	    {"class-weight", "yes"},
	    {"embedding", "0"},
	};
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		unroll_settings settings = unroll_default_settings(), before = settings;
		unroll_error error;
		assert_int_equal(unroll_settings_set(&settings, wrong[i][0], wrong[i][1], &error),
		                 UNROLL_BAD_SETTING);
		assert_string_equal(error.subject, wrong[i][0]);
		assert_non_null(strstr(error.message, wrong[i][0]));
		assert_same_settings(&settings, &before);
	}
}

static void unknown_names_are_named(void **state) {
	(void)state;
	unroll_settings settings = unroll_default_settings();
	unroll_error error;
	char text[64];
	assert_int_equal(unroll_settings_set(&settings, "unit", "8", &error), UNROLL_BAD_SETTING);
	assert_string_equal(error.subject, "unit");
	assert_int_equal(unroll_settings_get(&settings, "unit", text, sizeof text, &error), UNROLL_BAD_SETTING);
	assert_int_equal(unroll_settings_get(&settings, "cell", text, 3, &error), UNROLL_TOO_LARGE);
	assert_int_equal(unroll_settings_get(&settings, "cell", text, 4, &error), UNROLL_OK);
	assert_string_equal(unroll_setting_name(1000), "");
}

static void check_finds_what_was_written_past_the_reader(void **state) {
	(void)state;
	unroll_settings settings = unroll_default_settings();
	unroll_error error;
	settings.layers = 0;
	assert_int_equal(unroll_settings_check(&settings, &error), UNROLL_BAD_SETTING);
	assert_string_equal(error.subject, "units");
	settings = unroll_default_settings();
	settings.learning_rate = __builtin_nan("");
	assert_int_equal(unroll_settings_check(&settings, &error), UNROLL_BAD_SETTING);
	assert_string_equal(error.subject, "learning-rate");
	settings = unroll_default_settings();
	settings.cell = (unroll_cell)7;
	assert_int_equal(unroll_settings_check(&settings, &error), UNROLL_BAD_SETTING);
	assert_string_equal(error.subject, "cell");
}

/* The table that forms, links and help follow: every bound it reports is the last value that is accepted. */
static void the_table_reports_what_is_accepted(void **state) {
	(void)state;
	const unroll_settings defaults = unroll_default_settings();
	for (uint32_t i = 0; i < unroll_setting_count(); i++) {
		unroll_setting about = unroll_setting_at(i);
		unroll_settings settings = defaults;
		char text[UNROLL_SETTING_TEXT];
		assert_string_equal(about.name, unroll_setting_name(i));
		assert_true(about.meaning[0] != '\0');
		assert_int_equal(unroll_settings_get(&defaults, about.name, text, sizeof text, NULL), UNROLL_OK);
		assert_string_equal(text, about.initial);
		unroll_error error;
		assert_int_equal(unroll_settings_set(&settings, about.name, "?", &error), UNROLL_BAD_SETTING);
		assert_non_null(strstr(error.message, about.allowed));
		for (uint32_t c = 0; about.choices && c < about.choice_count; c++)
			assert_int_equal(unroll_settings_set(&settings, about.name, about.choices[c], NULL), UNROLL_OK);
		if (about.type == UNROLL_CHOICE || about.type == UNROLL_CHOICES) continue;
		for (int end = 0; end < 2; end++) {
			bool open = end ? about.below_most : about.above_least;
			double bound = end ? about.most : about.least, outward = end ? 1 : -1;
			format_number(bound, text);
			assert_int_equal(unroll_settings_set(&settings, about.name, text, NULL),
			                 open ? UNROLL_BAD_SETTING : UNROLL_OK);
			format_number(bound - (open ? outward * 1e-15 : 0), text);
			assert_int_equal(unroll_settings_set(&settings, about.name, text, NULL), UNROLL_OK);
			format_number(bound + outward, text);
			assert_int_equal(unroll_settings_set(&settings, about.name, text, NULL), UNROLL_BAD_SETTING);
		}
	}
	unroll_settings smallest = defaults;
	assert_int_equal(unroll_settings_set(&smallest, "learning-rate", "1e-16", NULL), UNROLL_OK);
	char text[64];
	assert_int_equal(unroll_settings_get(&smallest, "learning-rate", text, sizeof text, NULL), UNROLL_OK);
	assert_string_equal(text, "1e-16");
	unroll_setting units = unroll_setting_at(1);
	assert_int_equal(units.type, UNROLL_UNITS);
	assert_int_equal(units.choice_count, UNROLL_MAX_LAYERS);
	assert_string_equal(unroll_setting_at(1000).name, "");
}

/* A choice for each layer is printed as short as can be, as one that says the same: the last is that of all further layers too. */
static void a_list_of_choices_ends_where_it_repeats(void **state) {
	(void)state;
	static const char *const printed[][3] = {
	    {"bidirectional", "concat,concat", "concat"},
	    {"bidirectional", "no,no,sum,sum,sum,sum,sum,sum", "no,no,sum"},
	    {"bidirectional", "average,no", "average,no"},
	    {"bidirectional", "no,no", "no"},
	    {"upper-cells", "lstm,same,same", "lstm,same"},
	    {"upper-cells", "gru,gru,gru,gru,gru,gru,gru", "gru"},
	};
	static const char *const wrong[][2] = {
	    {"bidirectional", "no,no,no,no,no,no,no,no,no"}, /* nine */
	    {"bidirectional", "concat,"},
	    {"bidirectional", ",concat"},
	    {"bidirectional", "concat, sum"},
	    {"bidirectional", "yes"},
	    {"bidirectional", "con"},
	    {"upper-cells", "lstm,lstm,lstm,lstm,lstm,lstm,lstm,lstm"}, /* eight above the first */
	    {"upper-cells", ""},
	    {"upper-cells", "rnn"},
	};
	unroll_settings settings = unroll_default_settings();
	char text[UNROLL_SETTING_TEXT];
	for (size_t i = 0; i < sizeof printed / sizeof *printed; i++) {
		assert_int_equal(unroll_settings_set(&settings, printed[i][0], printed[i][1], NULL), UNROLL_OK);
		assert_int_equal(unroll_settings_get(&settings, printed[i][0], text, sizeof text, NULL), UNROLL_OK);
		assert_string_equal(text, printed[i][2]);
	}
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		unroll_settings before = settings;
		assert_int_equal(unroll_settings_set(&settings, wrong[i][0], wrong[i][1], NULL), UNROLL_BAD_SETTING);
		assert_memory_equal(&settings, &before, sizeof before);
	}
	unroll_error error;
	settings.bidirectional[7] = (unroll_bidirectional)4;
	assert_int_equal(unroll_settings_check(&settings, &error), UNROLL_BAD_SETTING);
	assert_string_equal(error.subject, "bidirectional");
	unroll_setting about = unroll_setting_at(3);
	assert_string_equal(about.name, "bidirectional");
	assert_int_equal(about.type, UNROLL_CHOICES);
	assert_true(about.most == UNROLL_MAX_LAYERS && about.implied);
}

static void an_impossible_value_is_not_printed(void **state) {
	(void)state;
	unroll_settings settings = unroll_default_settings();
	char text[64] = "before";
	settings.cell = (unroll_cell)7, settings.layers = 1000;
	assert_int_equal(unroll_settings_get(&settings, "cell", text, sizeof text, NULL), UNROLL_BAD_SETTING);
	assert_int_equal(unroll_settings_get(&settings, "units", text, sizeof text, NULL), UNROLL_BAD_SETTING);
	assert_string_equal(text, "before");
}

int main(void) {
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(defaults_are_possible),
	    cmocka_unit_test(every_setting_is_read_and_printed),
	    cmocka_unit_test(impossible_values_change_nothing),
	    cmocka_unit_test(a_list_of_choices_ends_where_it_repeats),
	    cmocka_unit_test(unknown_names_are_named),
	    cmocka_unit_test(check_finds_what_was_written_past_the_reader),
	    cmocka_unit_test(the_table_reports_what_is_accepted),
	    cmocka_unit_test(an_impossible_value_is_not_printed),
	};
	return cmocka_run_group_tests_name("settings", tests, NULL, NULL);
}
