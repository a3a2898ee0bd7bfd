#include <string.h>

#include "base/fail.h"
#include "base/number.h"
#include "exchange/json_value.h"
#include "exchange/keras_config.h"
#include "exchange/keras_variables.h"
#include "training/layer_kind.h"

enum { NAME = 64, LIST = 96, MOST_DIGITS = 15 };

/* The place of a layer in a network, as bits: what an argument means depends on it. */
typedef enum role {
	EMBEDDING = 1,
	RECURRENT = 2,
	DROPOUT = 4,
	POOLING = 8,
	DENSE = 16,
	ANY = EMBEDDING | RECURRENT | DROPOUT | POOLING | DENSE
} role;

static const struct {
	const char *class;
	role role;
	const char *value; /* of the setting "cell" or "pooling" */
} classes[] = {{"Embedding", EMBEDDING, ""},
               {"SimpleRNN", RECURRENT, "simple-rnn"},
               {"LSTM", RECURRENT, "lstm"},
               {"GRU", RECURRENT, "gru"},
               {"Dropout", DROPOUT, ""},
               {"GlobalAveragePooling1D", POOLING, "mean"},
               {"GlobalMaxPooling1D", POOLING, "max"},
               {"MaskedMaxPooling1D", POOLING, "max"},
               {"Dense", DENSE, ""}};
enum { CLASSES = sizeof classes / sizeof *classes };
#define CLASS_LIST                                                                                           \
	"Embedding, SimpleRNN, LSTM, GRU, Bidirectional, Dropout, GlobalAveragePooling1D, GlobalMaxPooling1D "   \
	"and Dense"

/* Arguments with the one value that Unroll's layers have, which is Keras' default too. */
static const struct {
	role roles;
	const char *argument, *value;
} fixed[] = {{RECURRENT, "activation", "\"tanh\""},   {RECURRENT, "recurrent_activation", "\"sigmoid\""},
             {RECURRENT, "go_backwards", "false"},    {RECURRENT, "return_state", "false"},
             {RECURRENT, "stateful", "false"},        {RECURRENT, "reset_after", "true"},
             {RECURRENT | DENSE, "use_bias", "true"}, {POOLING, "data_format", "\"channels_last\""},
             {POOLING, "keepdims", "false"},          {RECURRENT | DENSE, "trainable", "true"},
             {ANY, "embeddings_regularizer", "null"}, {ANY, "bias_regularizer", "null"},
             {ANY, "activity_regularizer", "null"},   {ANY, "embeddings_constraint", "null"},
             {ANY, "kernel_constraint", "null"},      {ANY, "recurrent_constraint", "null"},
             {ANY, "bias_constraint", "null"}};

typedef struct config_layer {
	char name[NAME], class[NAME];
	role role;
	const char *value;    /* as in `classes` */
	json_value arguments; /* of a Bidirectional, those of the layer that reads forward */
	const char *merge;    /* the value of the setting "bidirectional" */
} config_layer;

typedef struct config {
	config_layer layers[UNROLL_MOST_SUMMARIES];
	uint32_t count;
	json_value input_shape; /* (reviews, timesteps), of one-hot words (reviews, timesteps, words) */
	unroll_settings *settings;
	char lists[3][LIST]; /* units, cells above the first, and merges of the recurrent layers */
	unroll_error *error;
} config;

/* --- What is refused ----------------------------------------------------------------------------- */

static unroll_status damaged(const config *c, const char *what) {
	return fail(c->error, UNROLL_BAD_FILE, "config.json", "config.json is damaged: %s.", what);
}

static unroll_status refuse_value(const config *c, const config_layer *layer, const char *argument,
                                  json_value value, const char *remedy) {
	char text[NAME];
	json_copy(value, text, sizeof text);
	return fail(c->error, UNROLL_MISMATCH, layer->name, "The layer \"%s\" has %s %s. %s", layer->name,
	            argument, value.size ? text : "null", remedy);
}

static unroll_status refuse_fixed(const config *c, const config_layer *layer, const char *argument,
                                  json_value value, const char *expected) {
	char remedy[2 * NAME];
	format_text(remedy, sizeof remedy, "A layer of Unroll has %s there.", expected);
	return refuse_value(c, layer, argument, value, remedy);
}

/* --- Settings ------------------------------------------------------------------------------------ */

/* The text of a number of JSON with at most as many digits as a setting takes: Keras writes the binary32 0.01 as 0.009999999776482582. */
static void number_text(json_value value, char text[NAME]) {
	size_t digits = 0, to = 0;
	json_copy(value, text, NAME);
	for (const char *from = text; *from; from++) {
		bool is_digit = *from >= '0' && *from <= '9', exponent = *from == 'e' || *from == 'E';
		if (is_digit && (digits || *from != '0')) digits++;
		if (exponent) digits = 0;
		if (!is_digit || digits <= MOST_DIGITS) text[to++] = *from;
	}
	text[to] = '\0';
}

static unroll_status set(config *c, const config_layer *layer, const char *setting, const char *text) {
	unroll_error reason;
	if (unroll_settings_set(c->settings, setting, text, &reason) == UNROLL_OK) return UNROLL_OK;
	return fail(c->error, UNROLL_MISMATCH, layer->name, "The layer \"%s\": %s", layer->name, reason.message);
}

static unroll_status set_from(config *c, const config_layer *layer, const char *setting, json_value value) {
	char text[NAME];
	number_text(value, text);
	return set(c, layer, setting, text);
}

/* Sets a number that is one setting for all layers of a role: `is_first` says that this is the first of them. */
static unroll_status set_shared(config *c, const config_layer *layer, bool is_first, const char *argument,
                                const char *setting, json_value value) {
	char before[UNROLL_SETTING_TEXT], now[UNROLL_SETTING_TEXT];
	if (value.size == 0 || json_is(value, "null")) value = (json_value){"0", 1};
	unroll_settings_get(c->settings, setting, before, sizeof before, NULL);
	unroll_status status = set_from(c, layer, setting, value);
	if (status || is_first) return status;
	unroll_settings_get(c->settings, setting, now, sizeof now, NULL);
	if (strcmp(before, now) == 0) return UNROLL_OK;
	return refuse_value(c, layer, argument, value, "Unroll has one value of it for all layers.");
}

static bool is_first_of(const config *c, const config_layer *layer, role roles) {
	for (const config_layer *other = c->layers; other < layer; other++)
		if (other->role & roles) return false;
	return true;
}

/* The penalty of a kernel: none, or L2. */
static unroll_status set_penalty(config *c, const config_layer *layer, bool is_first, const char *argument) {
	json_value regularizer = json_member(layer->arguments, argument), value = {"", 0};
	json_value class = json_member(regularizer, "class_name");
	if (json_is_string(class, "L2"))
		value = json_member(json_member(regularizer, "config"), "l2");
	else if (regularizer.size && !json_is(regularizer, "null"))
		return refuse_value(c, layer, argument, class, "Unroll knows L2 alone.");
	return set_shared(c, layer, is_first, argument, "l2", value);
}

static void append(char list[LIST], const char *text) {
	char before[LIST];
	format_text(before, sizeof before, "%s", list);
	format_text(list, LIST, "%s%s%s", before, *before ? "," : "", text);
}

static unroll_status read_recurrent(config *c, const config_layer *layer) {
	bool is_first = is_first_of(c, layer, RECURRENT);
	char units[NAME], cell[UNROLL_SETTING_TEXT];
	json_copy(json_member(layer->arguments, "units"), units, sizeof units);
	append(c->lists[0], units);
	append(c->lists[2], layer->merge);
	unroll_status status = is_first ? set(c, layer, "cell", layer->value) : UNROLL_OK;
	unroll_settings_get(c->settings, "cell", cell, sizeof cell, NULL);
	if (!is_first) append(c->lists[1], strcmp(cell, layer->value) == 0 ? "same" : layer->value);
	if (!status) status = set(c, layer, "units", c->lists[0]);
	if (!status && !is_first) status = set(c, layer, "upper-cells", c->lists[1]);
	if (!status) status = set(c, layer, "bidirectional", c->lists[2]);
	static const char *const shared[][2] = {{"dropout", "dropout"},
	                                        {"recurrent_dropout", "recurrent-dropout"}};
	for (size_t i = 0; !status && i < sizeof shared / sizeof *shared; i++)
		status = set_shared(c, layer, is_first, shared[i][0], shared[i][1],
		                    json_member(layer->arguments, shared[i][0]));
	if (!status) status = set_penalty(c, layer, is_first, "kernel_regularizer");
	return status ? status : set_penalty(c, layer, false, "recurrent_regularizer");
}

static unroll_status read_dense(config *c, const config_layer *layer, bool is_last) {
	json_value activation = json_member(layer->arguments, "activation"),
	           units = json_member(layer->arguments, "units");
	bool logits = activation.size == 0 || json_is(activation, "null") || json_is_string(activation, "linear");
	unroll_status status = set_penalty(c, layer, false, "kernel_regularizer");
	if (status) return status;
	if (!is_last) {
		bool is_known = json_is_string(activation, "tanh") || json_is_string(activation, "relu");
		char text[NAME];
		json_copy(activation, text, sizeof text);
		if (!is_known) return refuse_fixed(c, layer, "activation", activation, "relu or tanh");
		if (!is_first_of(c, layer, DENSE))
			return fail(c->error, UNROLL_MISMATCH, layer->name,
			            "The layer \"%s\" is a second hidden Dense layer. Unroll has one.", layer->name);
		status = set_from(c, layer, "dense", units);
		return status ? status : set(c, layer, "dense-activation", text);
	}
	if (json_is(units, "1")) {
		if (!logits && !json_is_string(activation, "sigmoid"))
			return refuse_fixed(c, layer, "activation", activation, "sigmoid or linear (logits)");
		return set(c, layer, "classes", "2");
	}
	if (json_is(units, "2"))
		return refuse_value(c, layer, "units", units, "For two classes Unroll has one unit with a sigmoid.");
	if (!logits && !json_is_string(activation, "softmax"))
		return refuse_fixed(c, layer, "activation", activation, "softmax or linear (logits)");
	return set_from(c, layer, "classes", units);
}

static unroll_status read_embedding(config *c, const config_layer *layer) {
	bool masks = json_is(json_member(layer->arguments, "mask_zero"), "true"),
	     frozen = json_is(json_member(layer->arguments, "trainable"), "false");
	unroll_status status = set(c, layer, "input", "embedding");
	if (!status) status = set_from(c, layer, "words", json_member(layer->arguments, "input_dim"));
	if (!status) status = set_from(c, layer, "embedding", json_member(layer->arguments, "output_dim"));
	if (!status) status = set(c, layer, "mask-zero", masks ? "yes" : "no");
	return status ? status : set(c, layer, "embedding-trainable", frozen ? "no" : "yes");
}

static unroll_status read_dropout(config *c, const config_layer *layer) {
	bool within = layer + 1 < c->layers + c->count && layer[1].role == RECURRENT, is_first = true;
	for (const config_layer *other = c->layers; within && other < layer; other++)
		if (other->role == DROPOUT) is_first = false;
	return set_shared(c, layer, is_first, "rate", within ? "layer-dropout" : "dense-dropout",
	                  json_member(layer->arguments, "rate"));
}

static unroll_status read_layer(config *c, uint32_t index) {
	const config_layer *layer = &c->layers[index];
	for (size_t i = 0; i < sizeof fixed / sizeof *fixed; i++) {
		json_value value = json_member(layer->arguments, fixed[i].argument);
		if ((fixed[i].roles & layer->role) && value.size && !json_is(value, fixed[i].value))
			return refuse_fixed(c, layer, fixed[i].argument, value, fixed[i].value);
	}
	switch (layer->role) {
	case EMBEDDING:
		return read_embedding(c, layer);
	case RECURRENT:
		return read_recurrent(c, layer);
	case DROPOUT:
		return read_dropout(c, layer);
	case POOLING:
		return set(c, layer, "pooling", layer->value);
	default:
		return read_dense(c, layer, index + 1 == c->count);
	}
}

/* --- The list of layers -------------------------------------------------------------------------- */

/* The layer within a Bidirectional, whose backward one must be like it. */
static unroll_status open_directions(config *c, config_layer *layer, json_value *class) {
	static const char *const same[] = {"units", "dropout", "recurrent_dropout"};
	json_value outer = layer->arguments, inner = json_member(outer, "layer"),
	           backward = json_member(outer, "backward_layer"), mode = json_member(outer, "merge_mode");
	if (mode.size == 0 || json_is_string(mode, "concat"))
		layer->merge = "concat";
	else if (json_is_string(mode, "sum"))
		layer->merge = "sum";
	else if (json_is_string(mode, "ave"))
		layer->merge = "average";
	else
		return refuse_fixed(c, layer, "merge_mode", mode, "concat, sum or ave");
	*class = json_member(inner, "class_name");
	layer->arguments = json_member(inner, "config");
	if (backward.size == 0 || json_is(backward, "null")) return UNROLL_OK;
	json_value other_class = json_member(backward, "class_name"), other = json_member(backward, "config");
	bool is_like = other_class.size == class->size && memcmp(other_class.text, class->text, class->size) == 0;
	for (size_t i = 0; i < sizeof same / sizeof *same; i++) {
		json_value one = json_member(layer->arguments, same[i]), two = json_member(other, same[i]);
		is_like = is_like && one.size == two.size && memcmp(one.text, two.text, one.size) == 0;
	}
	if (is_like) return UNROLL_OK;
	return fail(c->error, UNROLL_MISMATCH, layer->name,
	            "The two directions of the layer \"%s\" differ. Unroll's are alike.", layer->name);
}

static unroll_status add_layer(config *c, json_value object) {
	json_value class = json_member(object, "class_name");
	if (class.size == 0) return damaged(c, "a layer has no class");
	if (json_is_string(class, "InputLayer")) {
		c->input_shape = json_member(json_member(object, "config"), "batch_shape");
		return UNROLL_OK;
	}
	if (c->count == UNROLL_MOST_SUMMARIES)
		return fail(c->error, UNROLL_MISMATCH, "config.json", "The network has more layers than Unroll's.");
	config_layer *layer = &c->layers[c->count];
	layer->arguments = json_member(object, "config");
	layer->merge = "no";
	json_copy(class, layer->class, sizeof layer->class);
	json_copy(json_member(layer->arguments, "name"), layer->name, sizeof layer->name);
	bool both = json_is_string(class, "Bidirectional");
	unroll_status status = both ? open_directions(c, layer, &class) : UNROLL_OK;
	for (size_t i = 0; i < CLASSES; i++)
		if (json_is_string(class, classes[i].class) && (!both || classes[i].role == RECURRENT)) {
			layer->role = classes[i].role;
			layer->value = classes[i].value;
		}
	if (status) return status;
	if (!layer->role) {
		json_copy(class, layer->class, sizeof layer->class);
		return fail(c->error, UNROLL_MISMATCH, layer->name,
		            "The layer \"%s\" is of %s, which Unroll does not have. Its layers are " CLASS_LIST ".",
		            layer->name, layer->class);
	}
	json_value rate = json_member(layer->arguments, "rate");
	bool drops_none = json_is(rate, "0.0") || json_is(rate, "0");
	if (drops_none && layer->role == DROPOUT)
		*layer = (config_layer){.role = 0};
	else
		c->count++;
	return UNROLL_OK;
}

static unroll_status list_layers(config *c, const uint8_t *json, size_t size) {
	json_value whole = json_whole((const char *)json, size), arguments = json_member(whole, "config"),
	           class = json_member(whole, "class_name"), layers = json_member(arguments, "layers");
	if (whole.size == 0) return damaged(c, "it is no JSON");
	if (!json_is_string(class, "Sequential")) {
		char text[NAME];
		json_copy(class, text, sizeof text);
		return fail(c->error, UNROLL_MISMATCH, "config.json",
		            "The model is of the class %s. Unroll reads a Sequential: make one of the same layers, "
		            "set_weights(), and save that.",
		            *text ? text : "?");
	}
	size_t at = 0;
	unroll_status status = UNROLL_OK;
	c->input_shape = json_member(arguments, "build_input_shape");
	for (json_value layer; !status && (layer = json_next(layers, &at)).size;) status = add_layer(c, layer);
	if (!status && c->count == 0) return damaged(c, "it has no layers");
	return status;
}

/* The length, where the file has one, and of one-hot words their number. */
static unroll_status read_input(config *c) {
	static const config_layer input = {.name = "input_layer"};
	size_t at = 0;
	json_next(c->input_shape, &at);
	json_value steps = json_next(c->input_shape, &at), words = json_next(c->input_shape, &at);
	unroll_status status = UNROLL_OK;
	if (steps.size && !json_is(steps, "null")) status = set_from(c, &input, "length", steps);
	if (status || c->layers[0].role == EMBEDDING) return status;
	if (words.size == 0)
		return fail(c->error, UNROLL_MISMATCH, c->layers[0].name,
		            "The network begins with neither an Embedding layer nor an input of (timesteps, words).");
	status = set(c, &input, "input", "one-hot");
	return status ? status : set_from(c, &input, "words", words);
}

/* --- The network --------------------------------------------------------------------------------- */

static role role_of(const layer_kind *kind) {
	if (kind == &embedding_layer) return EMBEDDING;
	if (kind == &recurrent_layers) return RECURRENT;
	if (kind == &dropout_layer) return DROPOUT;
	return kind == &pooling_layer ? POOLING : DENSE;
}

static unroll_status refuse_place(const config *c, const config_layer *layer) {
	return fail(c->error, UNROLL_MISMATCH, layer->name,
	            "The layer \"%s\" (%s) stands where Unroll has none. Its layers are an Embedding, recurrent "
	            "ones with or without Dropout between all of them, one pooling layer, one hidden Dense, one "
	            "Dropout, and the last Dense.",
	            layer->name, layer->class);
}

/* Whether the network of the settings has these layers in this order. */
static unroll_status check_order(const config *c) {
	const network net = network_of(c->settings);
	for (uint32_t i = 0; i < c->count; i++) {
		const config_layer *layer = &c->layers[i];
		const network_layer *own = &net.layers[i];
		if (i >= net.layer_count || layer->role != role_of(own->kind)) return refuse_place(c, layer);
		json_value sequences = json_member(layer->arguments, "return_sequences");
		bool all = json_is(sequences, "true");
		if (layer->role == RECURRENT && all != (own->summary.steps > 0))
			return refuse_value(c, layer, "return_sequences", all ? sequences : (json_value){"false", 5},
			                    "All recurrent layers but the top one must return sequences, and that one "
			                    "before a pooling layer.");
		bool masks_maximum = strcmp(layer->class, "MaskedMaxPooling1D") == 0;
		if (layer->role == POOLING && pools_masked_maximum(&net) != masks_maximum &&
		    strcmp(layer->value, "max") == 0)
			return fail(c->error, UNROLL_MISMATCH, layer->name,
			            "The layer \"%s\" (%s) treats padding otherwise than Unroll, whose maximum leaves it "
			            "out with mask_zero.",
			            layer->name, layer->class);
	}
	return c->count == net.layer_count ? UNROLL_OK : refuse_place(c, &c->layers[c->count - 1]);
}

unroll_status read_keras_config(const uint8_t *json, size_t size, unroll_settings *settings,
                                unroll_error *error) {
	unroll_settings read = *settings;
	config c = {.settings = &read, .error = error};
	static const char *const initial[][2] = {
	    {"pooling", "last"}, {"dense", "0"},          {"layer-dropout", "0"}, {"dense-dropout", "0"},
	    {"mask-zero", "no"}, {"upper-cells", "same"}, {"convention", "keras"}};
	for (size_t i = 0; i < sizeof initial / sizeof *initial; i++)
		unroll_settings_set(&read, initial[i][0], initial[i][1], NULL);
	unroll_status status = list_layers(&c, json, size);
	if (!status) status = read_input(&c);
	for (uint32_t i = 0; !status && i < c.count; i++) status = read_layer(&c, i);
	if (!status) status = unroll_settings_check(&read, error);
	if (!status) status = check_order(&c);
	if (!status) *settings = read;
	return status;
}
