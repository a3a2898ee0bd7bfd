#include "unroll/settings.h"

#include <stdbool.h>
#include <string.h>

#include "base/fail.h"
#include "base/number.h"

/* One row of the table: what the interface reports of a setting, and where it lies in unroll_settings. */
typedef struct setting {
	unroll_setting about;
	size_t offset;
} setting;

static const char *const cells[] = {"simple-rnn", "lstm", "gru"};
static const char *const upper_cells[] = {"same", "simple-rnn", "lstm", "gru"};
static const char *const merges[] = {"no", "concat", "sum", "average"};
static const char *const poolings[] = {"last", "mean", "max"};
static const char *const activations[] = {"relu", "tanh"};
static const char *const inputs[] = {"embedding", "one-hot"};
static const char *const sides[] = {"pre", "post"};
static const char *const answers[] = {"no", "yes"};
static const char *const trainables[] = {"yes", "no"};
static const char *const pad_tos[] = {"length", "longest"};
static const char *const shuffles[] = {"each-epoch", "once"};
static const char *const conventions[] = {"keras", "pytorch"};
static const char *const optimizers[] = {"rmsprop", "adam", "sgd", "adamw", "nadam"};
static const char *const schedules[] = {"constant", "step", "cosine", "plateau"};
static const char *const held_out[] = {"random", "last", "test"};
static const char *const monitors[] = {"val-loss", "val-accuracy"};
static const char *const class_weights[] = {"none", "balanced"};

#define AT(field) offsetof(unroll_settings, field)
#define COUNT(a)  (sizeof(a) / sizeof *(a))

/* The page has texts of its own, in several languages, and loads faster without these. */
#ifdef __EMSCRIPTEN__
#define MEANING(text) ""
#else
#define MEANING(text) text
#endif

#define CHOICE_ROW(name, field, choices, initial, meaning, allowed, implied)                                 \
	{                                                                                                        \
		{name, UNROLL_CHOICE, initial, MEANING(meaning), allowed,        0,                                  \
		 0,    false,         false,   choices,          COUNT(choices), implied},                           \
		    AT(field)                                                                                        \
	}
#define CHOICE(...)         CHOICE_ROW(__VA_ARGS__, false)
#define IMPLIED_CHOICE(...) CHOICE_ROW(__VA_ARGS__, true)
/* A choice for each of up to `layers` layers. */
#define IMPLIED_CHOICES(name, field, layers, choices, initial, meaning, allowed)                             \
	{                                                                                                        \
		{name,   UNROLL_CHOICES, initial, MEANING(meaning), allowed,        1,                               \
		 layers, false,          false,   choices,          COUNT(choices), true},                           \
		    AT(field)                                                                                        \
	}
#define WHOLE_ROW(name, field, least, most, initial, meaning, allowed, implied)                              \
	{                                                                                                        \
		{                                                                                                    \
		    name,  UNROLL_WHOLE, initial, MEANING(meaning), allowed, least, most, false,                     \
		    false, NULL,         0,       implied},                                                          \
		    AT(field)                                                                                        \
	}
#define WHOLE(...)         WHOLE_ROW(__VA_ARGS__, false)
#define IMPLIED_WHOLE(...) WHOLE_ROW(__VA_ARGS__, true)
/* The range of a real number reads as in mathematics: [0, 1) has 0 and not 1. */
#define REAL_ROW(name, field, open, least, most, close, initial, meaning, allowed, implied)                  \
	{                                                                                                        \
		{name,           UNROLL_REAL, initial, MEANING(meaning), allowed, least, most, (open) == '(',        \
		 (close) == ')', NULL,        0,       implied},                                                     \
		    AT(field)                                                                                        \
	}
#define REAL(...)         REAL_ROW(__VA_ARGS__, false)
#define IMPLIED_REAL(...) REAL_ROW(__VA_ARGS__, true)

static const setting table[] = {
    CHOICE("cell", cell, cells, "gru", "recurrent cell", "simple-rnn, lstm or gru"),
    {{"units", UNROLL_UNITS, "8", "units of each recurrent layer, from the first",
      "1 to 512 for each of at most 8 layers, such as 8 or 16,8", 1, 512, false, false, NULL,
      UNROLL_MAX_LAYERS, false},
     AT(units)},
    IMPLIED_CHOICES("upper-cells", upper_cells, UNROLL_MAX_LAYERS - 1, upper_cells, "same",
                    "cell of each layer above the first",
                    "same, simple-rnn, lstm or gru, or one for each layer from the second, such as gru,lstm"),
    IMPLIED_CHOICES("bidirectional", bidirectional, UNROLL_MAX_LAYERS, merges, "no",
                    "whether a layer reads in both directions, and what becomes of their states",
                    "no, concat, sum or average, or one for each layer, such as concat,no"),
    IMPLIED_CHOICE("pooling", pooling, poolings, "last",
                   "what is classified of the top layer: its last state, or the mean or maximum of all",
                   "last, mean or max"),
    IMPLIED_WHOLE("dense", dense, 0, 512, "0", "units of a hidden dense layer below the last one",
                  "a whole number from 0 (none) to 512"),
    IMPLIED_CHOICE("dense-activation", dense_activation, activations, "relu",
                   "activation of the hidden dense layer", "relu or tanh"),
    IMPLIED_WHOLE("classes", classes, 2, UNROLL_MOST_CLASSES, "2",
                  "classes of the corpus: from 3 on, the last layer has a unit for each and a softmax",
                  "a whole number from 2 to 20"),
    CHOICE("input", input, inputs, "embedding", "how a word enters the network", "embedding or one-hot"),
    WHOLE("embedding", embedding, 1, 512, "16", "dimensions of a word's embedding",
          "a whole number from 1 to 512"),
    IMPLIED_CHOICE("embedding-trainable", embedding_trainable, trainables, "yes",
                   "whether training changes the embedding", "yes or no"),
    WHOLE("words", words, 4, 65536, "500", "vocabulary size; ids at or above it are unknown words",
          "a whole number from 4 to 65536"),
    WHOLE("length", length, 1, 2000, "100", "timesteps of a review, padded or truncated to it",
          "a whole number from 1 to 2000"),
    CHOICE("padding", padding, sides, "pre", "the end at which a short review is padded", "pre or post"),
    CHOICE("truncating", truncating, sides, "pre", "the end at which a long review is cut", "pre or post"),
    IMPLIED_CHOICE("mask-zero", mask_zero, answers, "no",
                   "whether timesteps of padding leave the states as they are", "no or yes"),
    IMPLIED_CHOICE("pad-to", pad_to, pad_tos, "length",
                   "whether a batch always has this length, or that of its longest review",
                   "length or longest"),
    REAL("dropout", dropout, '[', 0, 1, ')', "0", "fraction of each recurrent layer's inputs dropped",
         "a number from 0 to below 1"),
    REAL("recurrent-dropout", recurrent_dropout, '[', 0, 1, ')', "0", "fraction of the hidden state dropped",
         "a number from 0 to below 1"),
    IMPLIED_REAL("layer-dropout", layer_dropout, '[', 0, 1, ')', "0",
                 "fraction dropped between recurrent layers", "a number from 0 to below 1"),
    IMPLIED_REAL("dense-dropout", dense_dropout, '[', 0, 1, ')', "0",
                 "fraction dropped of what the last dense layer is given", "a number from 0 to below 1"),
    IMPLIED_CHOICE("convention", convention, conventions, "keras",
                   "whose initial values, biases and optimizers the run has", "keras or pytorch"),
    CHOICE("optimizer", optimizer, optimizers, "rmsprop", "the optimizer",
           "rmsprop, adam, sgd, adamw or nadam"),
    REAL("learning-rate", learning_rate, '(', 0, 10, ']', "0.0001", "step size of the optimizer",
         "a number above 0, at most 10"),
    REAL("momentum", momentum, '[', 0, 1, ')', "0", "momentum of sgd", "a number from 0 to below 1"),
    REAL("clip-norm", clip_norm, '[', 0, 1e9, ']', "0", "largest norm of the whole gradient",
         "a number from 0 (never clips) to 1e9"),
    IMPLIED_CHOICE("schedule", schedule, schedules, "constant", "how the learning rate changes",
                   "constant, step, cosine or plateau"),
    IMPLIED_WHOLE("warm-up", warm_up, 0, 1000000, "0", "updates in which the learning rate rises from 0",
                  "a whole number from 0 to 1000000"),
    IMPLIED_REAL("rate-factor", rate_factor, '(', 0, 1, ')', "0.1",
                 "what step and plateau multiply the learning rate by", "a number above 0 and below 1"),
    IMPLIED_WHOLE("rate-epochs", rate_epochs, 1, 10000, "2",
                  "epochs between two steps, or without improvement before a plateau's reduction",
                  "a whole number from 1 to 10000"),
    IMPLIED_REAL("min-rate", min_rate, '[', 0, 10, ']', "0", "lowest learning rate of cosine and plateau",
                 "a number from 0 to 10"),
    IMPLIED_REAL("weight-decay", weight_decay, '[', 0, 1, ']', "0.004",
                 "share of each weight, times the learning rate, that an update of adamw takes away",
                 "a number from 0 to 1"),
    IMPLIED_REAL("l2", l2, '[', 0, 1, ']', "0",
                 "L2 penalty on the kernels: added to the loss, times their squares",
                 "a number from 0 (no penalty) to 1"),
    IMPLIED_REAL("label-smoothing", label_smoothing, '[', 0, 1, ')', "0",
                 "how far the targets 0 and 1 are moved towards each other", "a number from 0 to below 1"),
    IMPLIED_CHOICE("class-weight", class_weight, class_weights, "none",
                   "weights of the classes in the training loss", "none or balanced"),
    WHOLE("batch", batch, 1, 4096, "64", "reviews per batch", "a whole number from 1 to 4096"),
    WHOLE("epochs", epochs, 1, 10000, "100", "most epochs of a run", "a whole number from 1 to 10000"),
    WHOLE("patience", patience, 0, 10000, "3", "epochs in a row without improvement that end a run",
          "a whole number from 0 (never stops early) to 10000"),
    IMPLIED_CHOICE("monitor", monitor, monitors, "val-loss", "what must improve, and makes an epoch the best",
                   "val-loss or val-accuracy"),
    IMPLIED_REAL("min-delta", min_delta, '[', 0, 10, ']', "0", "improvements must be larger than this",
                 "a number from 0 to 10"),
    REAL("validation", validation, '(', 0, 1, ')', "0.2", "fraction of the training half held out",
         "a number above 0 and below 1"),
    IMPLIED_CHOICE("held-out", held_out, held_out, "random", "which reviews are the validation set",
                   "random, last or test"),
    CHOICE("shuffle", shuffle, shuffles, "each-epoch", "how often the training set is shuffled",
           "each-epoch or once"),
    WHOLE("split-seed", split_seed, 0, UINT32_MAX, "42",
          "seed of the division into training and validation set", "a whole number from 0 to 4294967295"),
    WHOLE("seed", seed, 0, UINT32_MAX, "42", "seed of initial values, shuffling and dropout",
          "a whole number from 0 to 4294967295"),
};
enum { SETTINGS = COUNT(table) };

uint32_t unroll_setting_count(void) {
	return SETTINGS;
}

unroll_setting unroll_setting_at(uint32_t index) {
	return index < SETTINGS ? table[index].about
	                        : (unroll_setting){.name = "", .initial = "", .meaning = "", .allowed = ""};
}

const char *unroll_setting_name(uint32_t index) {
	return unroll_setting_at(index).name;
}

/* Whether a number lies in the range of a setting; NaN lies in none. */
static bool in_range(const setting *s, double value) {
	bool above = s->about.above_least ? value > s->about.least : value >= s->about.least;
	bool below = s->about.below_most ? value < s->about.most : value <= s->about.most;
	return above && below;
}

static const setting *find(const char *name, unroll_error *error) {
	for (size_t i = 0; i < SETTINGS; i++)
		if (strcmp(table[i].about.name, name) == 0) return &table[i];
	fail(error, UNROLL_BAD_SETTING, name, "There is no setting called \"%s\".", name);
	return NULL;
}

static unroll_status refuse(const setting *s, unroll_error *error) {
	return fail(error, UNROLL_BAD_SETTING, s->about.name, "%s must be %s.", s->about.name, s->about.allowed);
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
		if (!in_range(s, units[layers])) return false;
		more = text[size] == ',';
		text += size + more;
	}
	memcpy(settings->units, units, sizeof units);
	settings->layers = layers;
	return true;
}

/* The index of the choice that is the first `size` letters of a text; choice_count where there is none. */
static uint32_t find_choice(const setting *s, const char *text, size_t size) {
	uint32_t i = 0;
	while (i < s->about.choice_count &&
	       !(strlen(s->about.choices[i]) == size && memcmp(s->about.choices[i], text, size) == 0))
		i++;
	return i;
}

/* The choices of a list, as its field has them: those of further layers are the last. */
static void read_choices(const unroll_settings *settings, const setting *s,
                         uint32_t choices[UNROLL_MAX_LAYERS]) {
	memcpy(choices, (const char *)settings + s->offset, (size_t)s->about.most * sizeof *choices);
}

/* "concat,no" into `settings`; nothing is changed where it is wrong. */
static bool set_choices(unroll_settings *settings, const setting *s, const char *text) {
	uint32_t choices[UNROLL_MAX_LAYERS] = {0}, count = 0, most = (uint32_t)s->about.most;
	for (bool more = true; more;) {
		size_t size = strcspn(text, ",");
		uint32_t choice = find_choice(s, text, size);
		if (count == most || choice == s->about.choice_count) return false;
		choices[count++] = choice;
		more = text[size] == ',';
		text += size + more;
	}
	for (; count < most; count++) choices[count] = choices[count - 1];
	memcpy((char *)settings + s->offset, choices, most * sizeof *choices);
	return true;
}

/* As short as it can be: without what repeats the last. */
static void print_choices(const unroll_settings *settings, const setting *s, char *text, size_t capacity) {
	uint32_t choices[UNROLL_MAX_LAYERS] = {0}, count = (uint32_t)s->about.most;
	read_choices(settings, s, choices);
	while (count > 1 && choices[count - 1] == choices[count - 2]) count--;
	for (uint32_t i = 0; i < count; i++) {
		size_t used = i ? strlen(text) : 0;
		format_text(text + used, capacity - used, i ? ",%s" : "%s", s->about.choices[choices[i]]);
	}
}

static bool set_value(unroll_settings *settings, const setting *s, const char *text) {
	char *field = (char *)settings + s->offset;
	uint32_t whole;
	double real;
	switch (s->about.type) {
	case UNROLL_CHOICE:
		whole = find_choice(s, text, strlen(text));
		if (whole == s->about.choice_count) return false;
		memcpy(field, &whole, sizeof whole); /* an enumeration has the size of an int */
		return true;
	case UNROLL_WHOLE:
		if (!parse_integer(text, &whole) || !in_range(s, whole)) return false;
		memcpy(field, &whole, sizeof whole);
		return true;
	case UNROLL_REAL:
		if (!parse_number(text, &real) || !in_range(s, real)) return false;
		memcpy(field, &real, sizeof real);
		return true;
	case UNROLL_UNITS:
		return set_units(settings, s, text);
	case UNROLL_CHOICES:
		return set_choices(settings, s, text);
	}
	return false;
}

unroll_settings unroll_default_settings(void) {
	unroll_settings settings = {0};
	for (uint32_t i = 0; i < SETTINGS; i++) set_value(&settings, &table[i], table[i].about.initial);
	return settings;
}

unroll_status unroll_settings_set(unroll_settings *settings, const char *name, const char *text,
                                  unroll_error *error) {
	const setting *s = find(name, error);
	if (!s) return UNROLL_BAD_SETTING;
	return set_value(settings, s, text) ? UNROLL_OK : refuse(s, error);
}

/* Whether the value that the struct has for a setting is possible. */
static bool is_possible(const unroll_settings *settings, const setting *s) {
	const char *field = (const char *)settings + s->offset;
	uint32_t whole, choices[UNROLL_MAX_LAYERS] = {0};
	double real;
	switch (s->about.type) {
	case UNROLL_CHOICE:
		memcpy(&whole, field, sizeof whole); /* an enumeration has the size of an int; -1 is a large number */
		return whole < s->about.choice_count;
	case UNROLL_WHOLE:
		memcpy(&whole, field, sizeof whole);
		return in_range(s, whole);
	case UNROLL_REAL:
		memcpy(&real, field, sizeof real);
		return in_range(s, real);
	case UNROLL_UNITS:
		if (settings->layers < 1 || settings->layers > UNROLL_MAX_LAYERS) return false;
		for (uint32_t i = 0; i < settings->layers; i++)
			if (!in_range(s, settings->units[i])) return false;
		return true;
	case UNROLL_CHOICES:
		read_choices(settings, s, choices);
		for (uint32_t i = 0; i < (uint32_t)s->about.most; i++)
			if (choices[i] >= s->about.choice_count) return false;
		return true;
	}
	return false;
}

static void print_value(const unroll_settings *settings, const setting *s, char *text, size_t capacity) {
	const char *field = (const char *)settings + s->offset;
	uint32_t whole;
	double real;
	switch (s->about.type) {
	case UNROLL_CHOICE: {
		int choice;
		memcpy(&choice, field, sizeof choice);
		format_text(text, capacity, "%s", s->about.choices[choice]);
		break;
	}
	case UNROLL_WHOLE:
		memcpy(&whole, field, sizeof whole);
		format_text(text, capacity, "%u", whole);
		break;
	case UNROLL_REAL:
		memcpy(&real, field, sizeof real);
		format_text(text, capacity, "%g", real);
		break;
	case UNROLL_UNITS:
		for (uint32_t i = 0; i < settings->layers; i++) {
			size_t used = i ? strlen(text) : 0;
			format_text(text + used, capacity - used, i ? ",%u" : "%u", settings->units[i]);
		}
		break;
	case UNROLL_CHOICES:
		print_choices(settings, s, text, capacity);
		break;
	}
}

unroll_status unroll_settings_get(const unroll_settings *settings, const char *name, char *text,
                                  size_t capacity, unroll_error *error) {
	const setting *s = find(name, error);
	if (!s) return UNROLL_BAD_SETTING;
	if (!is_possible(settings, s)) return refuse(s, error);
	char value[UNROLL_SETTING_TEXT];
	print_value(settings, s, value, sizeof value);
	if (strlen(value) >= capacity)
		return fail(error, UNROLL_TOO_LARGE, name, "There is no room for %s.", name);
	memcpy(text, value, strlen(value) + 1);
	return UNROLL_OK;
}

unroll_status unroll_settings_check(const unroll_settings *settings, unroll_error *error) {
	for (size_t i = 0; i < SETTINGS; i++)
		if (!is_possible(settings, &table[i])) return refuse(&table[i], error);
	return UNROLL_OK;
}
