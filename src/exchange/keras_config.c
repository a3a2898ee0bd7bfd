#include "exchange/keras_config.h"

#include "base/fail.h"
#include "exchange/keras_variables.h"
#include "training/layer_kind.h"

enum { ARGUMENTS = 512 };

/* An object of a class of Keras; `arguments` is JSON, without braces. Of a class that is not Keras' own the module is null, and its name is
 * what loading asks custom_objects for. */
static void put_object(byte_writer *out, const char *module, const char *class, const char *arguments) {
	char text[ARGUMENTS + 256];
	if (module)
		format_text(
		    text, sizeof text,
		    "{\"module\": \"%s\", \"class_name\": \"%s\", \"config\": {%s}, \"registered_name\": null}",
		    module, class, arguments);
	else
		format_text(
		    text, sizeof text,
		    "{\"module\": null, \"class_name\": \"%s\", \"config\": {%s}, \"registered_name\": \"%s\"}",
		    class, arguments, class);
	put_text(out, text);
}

static const char *truth(bool is_so) {
	return is_so ? "true" : "false";
}

/* The value of a setting that is a number, as JSON has it too. */
static const char *number_of(const network *net, const char *setting, char text[UNROLL_SETTING_TEXT]) {
	unroll_settings_get(&net->settings, setting, text, UNROLL_SETTING_TEXT, NULL);
	return text;
}

/* ', "kernel_regularizer": {…}' of each name, where the settings have a penalty. */
static void add_penalty(const network *net, char *arguments, const char *name) {
	char l2[UNROLL_SETTING_TEXT], all[ARGUMENTS];
	if (net->settings.l2 == 0) return;
	format_text(all, sizeof all,
	            "%s, \"%s_regularizer\": {\"module\": \"keras.regularizers\", \"class_name\": \"L2\", "
	            "\"config\": {\"l2\": %s}, \"registered_name\": null}",
	            arguments, name, number_of(net, "l2", l2));
	format_text(arguments, ARGUMENTS, "%s", all);
}

static void put_recurrent(byte_writer *out, const network *net, const network_layer *layer) {
	const network_recurrent *recurrent = &net->recurrent[layer->recurrent];
	const char *name = layer->summary.name;
	char arguments[ARGUMENTS], dropout[UNROLL_SETTING_TEXT], recurrent_dropout[UNROLL_SETTING_TEXT];
	bool both = layer->directions == 2, gru = recurrent->shape.cell->reset_after;
	format_text(arguments, sizeof arguments,
	            "\"name\": \"%s\", \"units\": %zu, \"activation\": \"tanh\"%s%s, \"use_bias\": true, "
	            "\"dropout\": %s, \"recurrent_dropout\": %s, \"return_sequences\": %s",
	            network_inner_name(recurrent), recurrent->shape.units,
	            recurrent->shape.cell->gates > 1 ? ", \"recurrent_activation\": \"sigmoid\"" : "",
	            gru ? ", \"reset_after\": true" : "", number_of(net, "dropout", dropout),
	            number_of(net, "recurrent-dropout", recurrent_dropout), truth(layer->summary.steps > 0));
	add_penalty(net, arguments, "kernel");
	add_penalty(net, arguments, "recurrent");
	if (both) {
		static const char *const modes[] = {
		    [UNROLL_CONCAT] = "concat", [UNROLL_SUM] = "sum", [UNROLL_AVERAGE] = "ave"};
		char of_both[ARGUMENTS];
		format_text(of_both, sizeof of_both,
		            "{\"module\": \"keras.layers\", \"class_name\": \"Bidirectional\", \"config\": "
		            "{\"name\": \"%s\", \"merge_mode\": \"%s\", \"layer\": ",
		            name, modes[layer->merge]);
		put_text(out, of_both);
	}
	put_object(out, "keras.layers", recurrent->shape.cell->type, arguments);
	if (both) put_text(out, "}, \"registered_name\": null}");
}

static void put_dense(byte_writer *out, const network *net, const network_layer *layer,
                      const char *activation) {
	char arguments[ARGUMENTS];
	format_text(arguments, sizeof arguments,
	            "\"name\": \"%s\", \"units\": %u, \"activation\": \"%s\", \"use_bias\": true",
	            layer->summary.name, layer->summary.features, activation);
	add_penalty(net, arguments, "kernel");
	put_object(out, "keras.layers", "Dense", arguments);
}

static void put_layer(byte_writer *out, const network *net, const network_layer *layer) {
	char arguments[ARGUMENTS], number[UNROLL_SETTING_TEXT];
	const char *name = layer->summary.name;
	if (layer->kind == &embedding_layer) {
		format_text(
		    arguments, sizeof arguments,
		    "\"name\": \"%s\", \"trainable\": %s, \"input_dim\": %u, \"output_dim\": %u, \"mask_zero\": %s",
		    name, truth(!network_freezes_embedding(net)), net->settings.words, layer->summary.features,
		    truth(network_masks(net)));
		put_object(out, "keras.layers", "Embedding", arguments);
	} else if (layer->kind == &recurrent_layers) {
		put_recurrent(out, net, layer);
	} else if (layer->kind == &dropout_layer) {
		bool last = layer->summary.steps == 0;
		format_text(arguments, sizeof arguments, "\"name\": \"%s\", \"rate\": %s", name,
		            number_of(net, last ? "dense-dropout" : "layer-dropout", number));
		put_object(out, "keras.layers", "Dropout", arguments);
	} else if (layer->kind == &pooling_layer) {
		format_text(arguments, sizeof arguments, "\"name\": \"%s\"", name);
		put_object(out, pools_masked_maximum(net) ? NULL : "keras.layers",
		           pools_masked_maximum(net) ? "MaskedMaxPooling1D" : layer->summary.type, arguments);
	} else if (layer->kind == &hidden_dense_layer) {
		put_dense(out, net, layer, net->settings.dense_activation == UNROLL_TANH ? "tanh" : "relu");
	} else {
		put_dense(out, net, layer, net->outputs > 1 ? "softmax" : "sigmoid");
	}
}

void write_keras_config(byte_writer *out, const network *net) {
	char arguments[ARGUMENTS], steps[16] = "null";
	if (!network_pads_to_longest(net)) format_text(steps, sizeof steps, "%u", net->settings.length);
	if (net->embedded)
		format_text(arguments, sizeof arguments,
		            "\"name\": \"input_layer\", \"batch_shape\": [null, %s], \"dtype\": \"int32\"", steps);
	else
		format_text(arguments, sizeof arguments,
		            "\"name\": \"input_layer\", \"batch_shape\": [null, %s, %u], \"dtype\": \"float32\"",
		            steps, net->settings.words);
	put_text(out, "{\"module\": \"keras\", \"class_name\": \"Sequential\", \"config\": {\"name\": "
	              "\"sequential\", \"layers\": [\n");
	put_object(out, "keras.layers", "InputLayer", arguments);
	for (uint32_t i = 0; i < net->layer_count; i++) {
		put_text(out, ",\n");
		put_layer(out, net, &net->layers[i]);
	}
	put_text(out, "\n]}, \"registered_name\": \"Sequential\", \"compile_config\": null}\n");
}
