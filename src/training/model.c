#include "training/model.h"

#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "base/sha256.h"
#include "text/vocabulary.h"

batch_shape batch_shape_of(const unroll_settings *settings, uint32_t reviews) {
	return (batch_shape){reviews, settings->length, settings->words, settings->padding, settings->truncating};
}

static void layout(unroll_model *model, arena *memory) {
	model->parameters = arena_take(memory, model->net.parameters, sizeof *model->parameters);
}

/* Counts the memory of a model's weights. */
static arena count_memory(const unroll_settings *settings) {
	unroll_model model;
	memset(&model, 0, sizeof model);
	model.net = network_of(settings);
	arena counting = arena_counting();
	layout(&model, &counting);
	return counting;
}

size_t model_memory(const unroll_settings *settings) {
	arena counted = count_memory(settings);
	return counted.overflow ? SIZE_MAX : counted.used + sizeof(unroll_model);
}

unroll_status model_allocate(const unroll_settings *settings, unroll_vocabulary *vocabulary,
                             unroll_model **model, unroll_error *error) {
	arena counted = count_memory(settings);
	unroll_model *made = calloc(1, sizeof *made);
	if (!made || counted.overflow || !arena_open(&made->memory, counted.used)) {
		free(made);
		unroll_vocabulary_destroy(vocabulary);
		return fail(error, UNROLL_OUT_OF_MEMORY, "model",
		            "There is no memory for this model. Choose fewer words or units.");
	}
	made->net = network_of(settings);
	made->vocabulary = vocabulary;
	made->classes = class_names_of(settings->classes);
	layout(made, &made->memory);
	*model = made;
	return UNROLL_OK;
}

unroll_status unroll_model_create(const unroll_settings *settings, const unroll_vocabulary *vocabulary,
                                  unroll_model **model, unroll_error *error) {
	unroll_status status = unroll_settings_check(settings, error);
	if (status) return status;
	size_t size;
	const char *text = unroll_vocabulary_text(vocabulary, words_with_ids(settings->words), &size);
	unroll_vocabulary *own;
	status = unroll_vocabulary_create_for(unroll_vocabulary_tokenizer(vocabulary), text, size, &own, error);
	if (status) return status;
	unroll_model *made;
	status = model_allocate(settings, own, &made, error);
	if (status) return status;
	double *scratch = malloc(network_scratch(&made->net) * sizeof *scratch);
	if (!scratch) {
		unroll_model_destroy(made);
		return fail(error, UNROLL_OUT_OF_MEMORY, "model",
		            "There is no memory to draw initial values. Choose fewer units.");
	}
	network_initialize(&made->net, made->parameters, scratch);
	free(scratch);
	*model = made;
	return UNROLL_OK;
}

void unroll_model_destroy(unroll_model *model) {
	if (!model) return;
	unroll_vocabulary_destroy(model->vocabulary);
	arena_close(&model->memory);
	free(model);
}

const char *unroll_model_class(const unroll_model *model, uint32_t label) {
	return class_name(&model->classes, label);
}

const unroll_settings *unroll_model_settings(const unroll_model *model) {
	return &model->net.settings;
}

const unroll_vocabulary *unroll_model_vocabulary(const unroll_model *model) {
	return model->vocabulary;
}

unroll_status unroll_settings_layers(const unroll_settings *settings,
                                     unroll_layer_summary layers[UNROLL_MOST_SUMMARIES], uint32_t *count,
                                     unroll_error *error) {
	unroll_status status = unroll_settings_check(settings, error);
	if (status) return status;
	network net = network_of(settings);
	for (uint32_t i = 0; i < net.layer_count; i++) layers[i] = net.layers[i].summary;
	*count = net.layer_count;
	return UNROLL_OK;
}

uint32_t unroll_model_layer_count(const unroll_model *model) {
	return model->net.layer_count;
}

unroll_layer_summary unroll_model_layer(const unroll_model *model, uint32_t index) {
	return model->net.layers[index].summary;
}

uint64_t unroll_model_parameters(const unroll_model *model) {
	return model->net.parameters;
}

uint32_t unroll_model_tensor_count(const unroll_model *model) {
	return model->net.tensor_count;
}

unroll_tensor unroll_model_tensor(unroll_model *model, uint32_t index) {
	const network_tensor *tensor = &model->net.tensors[index];
	return (unroll_tensor){
	    tensor->name, tensor->rank, {tensor->shape[0], tensor->shape[1]}, model->parameters + tensor->offset};
}

void unroll_model_fingerprint(const unroll_model *model, char text[65]) {
	/* Tensors lie one after another in their order, and every machine that this runs on is little-endian. */
	sha256_hexadecimal(model->parameters, model->net.parameters * sizeof *model->parameters, text);
}
