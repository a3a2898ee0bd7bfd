#include "cli/arguments.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "cli/commands.h"
#include "cli/console.h"

#define MEANING_COLUMN 28 /* of the help, where the meanings of the options begin */

/* --- Help ---------------------------------------------------------------------------------------- */

static void show_option(const char *name, const char *value, const char *meaning) {
	int size = printf("  %s%s%s", name, value ? " " : "", value ? value : "");
	printf("%*s%s\n", size < MEANING_COLUMN ? MEANING_COLUMN - size : 1, "", meaning);
}

static void show_settings(void) {
	printf("\nsettings, with their defaults:\n");
	for (uint32_t i = 0; i < unroll_setting_count(); i++) {
		unroll_setting setting = unroll_setting_at(i);
		char option_name[64], meaning[256];
		snprintf(option_name, sizeof option_name, "--%s", setting.name);
		snprintf(meaning, sizeof meaning, "%s: %s", setting.meaning, setting.allowed);
		show_option(option_name, setting.initial, meaning);
	}
}

static void show_help(const command_syntax *command) {
	printf("usage: unroll %s\n\n%s\n\noptions:\n", command->usage, command->details);
	for (size_t i = 0; i < command->option_count; i++)
		show_option(command->options[i].name, command->options[i].value, command->options[i].meaning);
	show_option("--help", NULL, "show this text");
	if (command->takes_settings) show_settings();
}

/* --- Reading ------------------------------------------------------------------------------------- */

int wrong_usage(const command_syntax *command, const char *format, ...) {
	char text[512];
	va_list values;
	va_start(values, format);
	vsnprintf(text, sizeof text, format, values);
	va_end(values);
	int name_size = (int)strcspn(command->usage, " ");
	complain("%s (see unroll %.*s --help)", text, name_size, command->usage);
	return WRONG_USAGE;
}

static const option *find_option(const command_syntax *command, const char *name, size_t size) {
	for (size_t i = 0; i < command->option_count; i++) {
		const option *o = &command->options[i];
		if (strlen(o->name) == size && memcmp(o->name, name, size) == 0) return o;
	}
	return NULL;
}

/* The setting that an option names, or NULL. */
static const char *find_setting(const command_syntax *command, const char *name, size_t size) {
	if (!command->takes_settings || size < 3 || memcmp(name, "--", 2) != 0) return NULL;
	for (uint32_t i = 0; i < unroll_setting_count(); i++) {
		const char *setting = unroll_setting_name(i);
		if (strlen(setting) == size - 2 && memcmp(setting, name + 2, size - 2) == 0) return setting;
	}
	return NULL;
}

static bool takes_list(const option *o) {
	return strcmp(o->value + strcspn(o->value, " "), " …") == 0;
}

static int add_value(const command_syntax *command, const option *o, const char *value) {
	value_list *list = (value_list *)(void *)o->text;
	size_t size = strlen(value), start = list->all ? strlen(list->text) + 1 : 0;
	if (size >= sizeof list->text - start)
		return wrong_usage(command, "the values of %s are too long.", o->name);
	if (start) list->text[start - 1] = '\n';
	memcpy(list->text + start, value, size + 1);
	list->all = list->text;
	return DONE;
}

/* One option, of which `value` is the text after its "=" or NULL. Takes its value from argv[*at] otherwise. */
static int read_option(const command_syntax *command, const char *name, size_t size, const char *value,
                       int argc, char **argv, int *at, arguments *given) {
	const option *o = find_option(command, name, size);
	const char *setting = find_setting(command, name, size);
	if (!o && !setting)
		return wrong_usage(command, "unknown option %.*s. Put -- before arguments that begin with a dash.",
		                   (int)size, name);
	if (o && !o->value) {
		if (value) return wrong_usage(command, "%s takes no value.", o->name);
		*o->text = o->name;
		return DONE;
	}
	if (!value && *at == argc) return wrong_usage(command, "%.*s needs a value.", (int)size, name);
	if (!value) value = argv[(*at)++];
	if (o && takes_list(o)) return add_value(command, o, value);
	if (o) {
		*o->text = value;
		return DONE;
	}
	unroll_error error;
	if (unroll_settings_set(&given->settings, setting, value, &error) != UNROLL_OK)
		return wrong_usage(command, "--%s \"%s\": %s", setting, value, error.message);
	if (!given->first_setting) given->first_setting = setting;
	for (uint32_t i = 0; i < unroll_setting_count(); i++)
		if (strcmp(setting, unroll_setting_name(i)) == 0) given->given |= UINT64_C(1) << i;
	if (strcmp(setting, "words") == 0) given->words_given = true;
	if (strcmp(setting, "embedding") == 0) given->embedding_given = true;
	return DONE;
}

void set_given(const arguments *given, unroll_settings *settings) {
	char text[UNROLL_SETTING_TEXT];
	for (uint32_t i = 0; i < unroll_setting_count(); i++) {
		const char *name = unroll_setting_name(i);
		if (!(given->given >> i & 1) || unroll_settings_get(&given->settings, name, text, sizeof text, NULL))
			continue;
		unroll_settings_set(settings, name, text, NULL);
	}
}

static int check_words(const command_syntax *command, const arguments *given) {
	if (given->count < command->least)
		return wrong_usage(command, "%.*s needs %s.", (int)strcspn(command->usage, " "), command->usage,
		                   command->complete);
	if (given->count > command->most)
		return wrong_usage(command, "unexpected argument \"%s\".", given->words[command->most]);
	return DONE;
}

bool read_arguments(const command_syntax *command, int argc, char **argv, arguments *given, int *exit_code) {
	*given = (arguments){.words = argv, .settings = unroll_default_settings()};
	bool options_ended = false;
	for (int at = 0; at < argc;) {
		char *text = argv[at++];
		if (options_ended || text[0] != '-' || text[1] == '\0') {
			given->words[given->count++] = text; /* the words so far never outnumber what was read */
		} else if (strcmp(text, "--") == 0) {
			options_ended = true;
		} else if (strcmp(text, "--help") == 0 || strcmp(text, "-h") == 0) {
			show_help(command);
			*exit_code = DONE;
			return false;
		} else {
			const char *equals = text[1] == '-' ? strchr(text, '=') : NULL;
			size_t size = equals ? (size_t)(equals - text) : strlen(text);
			*exit_code = read_option(command, text, size, equals ? equals + 1 : NULL, argc, argv, &at, given);
			if (*exit_code != DONE) return false;
		}
	}
	*exit_code = check_words(command, given);
	return *exit_code == DONE;
}

bool whole_number(const char *text, uint32_t *value) {
	uint64_t number = 0;
	if (*text == '\0') return false;
	for (; *text; text++) {
		if (*text < '0' || *text > '9') return false;
		number = number * 10 + (uint64_t)(*text - '0');
		if (number > UINT32_MAX) return false;
	}
	*value = (uint32_t)number;
	return true;
}

bool number_option(const command_syntax *command, const char *name, const char *text, uint32_t *number,
                   int *exit_code) {
	if (!text || whole_number(text, number)) return true;
	*exit_code = wrong_usage(command, "%s \"%s\": it must be a whole number.", name, text);
	return false;
}

bool threads_option(const command_syntax *command, const char *text, uint32_t *count, int *exit_code) {
	if (!text || (whole_number(text, count) && *count >= 1 && *count <= UNROLL_PARTS)) return true;
	*exit_code =
	    wrong_usage(command, "--threads \"%s\": it must be 1 to %d, as a batch is cut into so many parts.",
	                text, UNROLL_PARTS);
	return false;
}
