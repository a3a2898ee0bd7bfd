#include "unroll/settings.h"

#include <stdbool.h>
#include <string.h>

#include "base/fail.h"
#include "base/number.h"

typedef enum setting_kind { CHOICE, WHOLE, REAL, UNITS } setting_kind;

typedef struct setting {
	const char *name;
	setting_kind kind;
	size_t offset;             /* in unroll_settings */
	const char *const *values; /* of a choice, in the order of its enumeration, NULL at the end */
	double least, most;        /* of a number */
	const char *allowed;       /* the same in words */
} setting;

static const char *const cells[] = {"simple-rnn", "lstm", "gru", NULL};
static const char *const inputs[] = {"embedding", "one-hot", NULL};
static const char *const sides[] = {"pre", "post", NULL};
static const char *const shuffles[] = {"each-epoch", "once", NULL};
static const char *const optimizers[] = {"rmsprop", "adam", "sgd", NULL};

/* "Above 0" and "below 1" of a number that has at most 15 digits. */
#define ABOVE_0 1e-15
#define BELOW_1 0.999999999999999

#define AT(field) offsetof(unroll_settings, field)
static const setting table[] = {
    {"cell", CHOICE, AT(cell), cells, 0, 0, "simple-rnn, lstm or gru"},
    {"units", UNITS, AT(units), NULL, 1, 512, "1 to 512 for each of at most 8 layers, such as 8 or 16,8"},
    {"input", CHOICE, AT(input), inputs, 0, 0, "embedding or one-hot"},
    {"embedding", WHOLE, AT(embedding), NULL, 1, 512, "a whole number from 1 to 512"},
    {"words", WHOLE, AT(words), NULL, 4, 65536, "a whole number from 4 to 65536"},
    {"length", WHOLE, AT(length), NULL, 1, 2000, "a whole number from 1 to 2000"},
    {"padding", CHOICE, AT(padding), sides, 0, 0, "pre or post"},
    {"truncating", CHOICE, AT(truncating), sides, 0, 0, "pre or post"},
    {"dropout", REAL, AT(dropout), NULL, 0, BELOW_1, "a number from 0 to below 1"},
    {"recurrent-dropout", REAL, AT(recurrent_dropout), NULL, 0, BELOW_1, "a number from 0 to below 1"},
    {"optimizer", CHOICE, AT(optimizer), optimizers, 0, 0, "rmsprop, adam or sgd"},
    {"learning-rate", REAL, AT(learning_rate), NULL, ABOVE_0, 10, "a number above 0, at most 10"},
    {"momentum", REAL, AT(momentum), NULL, 0, BELOW_1, "a number from 0 to below 1"},
    {"clip-norm", REAL, AT(clip_norm), NULL, 0, 1e9, "a number from 0 (never clips) to 1e9"},
    {"batch", WHOLE, AT(batch), NULL, 1, 4096, "a whole number from 1 to 4096"},
    {"epochs", WHOLE, AT(epochs), NULL, 1, 10000, "a whole number from 1 to 10000"},
    {"patience", WHOLE, AT(patience), NULL, 0, 10000, "a whole number from 0 (never stops early) to 10000"},
    {"validation", REAL, AT(validation), NULL, ABOVE_0, BELOW_1, "a number above 0 and below 1"},
    {"shuffle", CHOICE, AT(shuffle), shuffles, 0, 0, "each-epoch or once"},
    {"split-seed", WHOLE, AT(split_seed), NULL, 0, UINT32_MAX, "a whole number from 0 to 4294967295"},
    {"seed", WHOLE, AT(seed), NULL, 0, UINT32_MAX, "a whole number from 0 to 4294967295"},
};
enum { SETTINGS = sizeof table / sizeof *table };

unroll_settings unroll_default_settings(void) {
	return (unroll_settings){.cell = UNROLL_GRU,
	                         .layers = 1,
	                         .units = {8},
	                         .input = UNROLL_EMBEDDING,
	                         .embedding = 16,
	                         .words = 500,
	                         .length = 100,
	                         .padding = UNROLL_PRE,
	                         .truncating = UNROLL_PRE,
	                         .optimizer = UNROLL_RMSPROP,
	                         .learning_rate = 1e-4,
	                         .batch = 64,
	                         .epochs = 100,
	                         .patience = 3,
	                         .validation = 0.2,
	                         .shuffle = UNROLL_EACH_EPOCH,
	                         .split_seed = 42,
	                         .seed = 42};
}

uint32_t unroll_setting_count(void) {
	return SETTINGS;
}

const char *unroll_setting_name(uint32_t index) {
	return index < SETTINGS ? table[index].name : "";
}

static const setting *find(const char *name, unroll_error *error) {
	for (size_t i = 0; i < SETTINGS; i++)
		if (strcmp(table[i].name, name) == 0) return &table[i];
	fail(error, UNROLL_BAD_SETTING, name, "There is no setting called \"%s\".", name);
	return NULL;
}

static unroll_status refuse(const setting *s, unroll_error *error) {
	return fail(error, UNROLL_BAD_SETTING, s->name, "%s must be %s.", s->name, s->allowed);
}

/* "16,8" into `settings`; nothing is changed where it is wrong. */
static bool set_units(unroll_settings *settings, const setting *s, const char *text) {
	uint32_t units[UNROLL_MAX_LAYERS] = {0}, layers = 0;
	for (bool more = true; more; layers++) {
		char number[16];
		size_t size = strcspn(text, ",");
		if (layers == UNROLL_MAX_LAYERS || size >= sizeof number) return false;
		memcpy(number, text, size);
		number[size] = '\0';
		if (!parse_integer(number, &units[layers])) return false;
		if (units[layers] < s->least || units[layers] > s->most) return false;
		more = text[size] == ',';
		text += size + more;
	}
	memcpy(settings->units, units, sizeof units);
	settings->layers = layers;
	return true;
}

static bool set_value(unroll_settings *settings, const setting *s, const char *text) {
	char *field = (char *)settings + s->offset;
	uint32_t whole;
	double real;
	switch (s->kind) {
	case CHOICE:
		for (uint32_t i = 0; s->values[i]; i++)
			if (strcmp(s->values[i], text) == 0) {
				memcpy(field, &(int){(int)i}, sizeof(int));
				return true;
			}
		return false;
	case WHOLE:
		if (!parse_integer(text, &whole) || whole < s->least || whole > s->most) return false;
		memcpy(field, &whole, sizeof whole);
		return true;
	case REAL:
		if (!parse_number(text, &real) || real < s->least || real > s->most) return false;
		memcpy(field, &real, sizeof real);
		return true;
	case UNITS:
		return set_units(settings, s, text);
	}
	return false;
}

unroll_status unroll_settings_set(unroll_settings *settings, const char *name, const char *text,
                                  unroll_error *error) {
	const setting *s = find(name, error);
	if (!s) return UNROLL_BAD_SETTING;
	return set_value(settings, s, text) ? UNROLL_OK : refuse(s, error);
}

static void print_value(const unroll_settings *settings, const setting *s, char *text, size_t capacity) {
	const char *field = (const char *)settings + s->offset;
	uint32_t whole;
	double real;
	switch (s->kind) {
	case CHOICE: {
		int choice;
		memcpy(&choice, field, sizeof choice);
		format_text(text, capacity, "%s", s->values[choice]);
		break;
	}
	case WHOLE:
		memcpy(&whole, field, sizeof whole);
		format_text(text, capacity, "%u", whole);
		break;
	case REAL:
		memcpy(&real, field, sizeof real);
		format_text(text, capacity, "%g", real);
		break;
	case UNITS:
		for (uint32_t i = 0; i < settings->layers; i++) {
			size_t used = i ? strlen(text) : 0;
			format_text(text + used, capacity - used, i ? ",%u" : "%u", settings->units[i]);
		}
		break;
	}
}

unroll_status unroll_settings_get(const unroll_settings *settings, const char *name, char *text,
                                  size_t capacity, unroll_error *error) {
	const setting *s = find(name, error);
	if (!s) return UNROLL_BAD_SETTING;
	char value[64];
	print_value(settings, s, value, sizeof value);
	if (strlen(value) >= capacity)
		return fail(error, UNROLL_TOO_LARGE, name, "There is no room for %s.", name);
	memcpy(text, value, strlen(value) + 1);
	return UNROLL_OK;
}

unroll_status unroll_settings_check(const unroll_settings *settings, unroll_error *error) {
	bool layers = settings->layers >= 1 && settings->layers <= UNROLL_MAX_LAYERS;
	for (size_t i = 0; i < SETTINGS; i++) {
		const setting *s = &table[i];
		const char *field = (const char *)settings + s->offset;
		double value = 0;
		if (s->kind == CHOICE) {
			int choice, count = 0;
			memcpy(&choice, field, sizeof choice);
			while (s->values[count]) count++;
			if (choice < 0 || choice >= count) return refuse(s, error);
			continue;
		}
		if (s->kind == UNITS) {
			for (uint32_t n = 0; layers && n < settings->layers; n++)
				if (settings->units[n] < s->least || settings->units[n] > s->most) return refuse(s, error);
			if (!layers) return refuse(s, error);
			continue;
		}
		if (s->kind == REAL) {
			memcpy(&value, field, sizeof value);
		} else {
			uint32_t whole;
			memcpy(&whole, field, sizeof whole);
			value = whole;
		}
		if (!(value >= s->least && value <= s->most)) return refuse(s, error);
	}
	return UNROLL_OK;
}
