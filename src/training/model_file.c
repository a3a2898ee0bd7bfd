#include "training/model_file.h"

#include <string.h>

#include "base/fail.h"

#define MODEL_FORMAT "unroll-model-1"

#define PREFIXED_NAME (NETWORK_NAME + 16)

static void prefixed_name(char name[PREFIXED_NAME], const char *prefix, const network_tensor *tensor) {
	format_text(name, PREFIXED_NAME, "%s%s", prefix, tensor->name);
}

void add_block(safetensors_writer *writer, const network *net, const char *prefix, const float *block) {
	for (uint32_t i = 0; i < net->tensor_count; i++) {
		const network_tensor *tensor = &net->tensors[i];
		uint64_t shape[] = {tensor->shape[0], tensor->shape[1]};
		char name[PREFIXED_NAME];
		prefixed_name(name, prefix, tensor);
		safetensors_add_tensor(writer, name, SAFETENSORS_F32, tensor->rank, shape, block + tensor->offset);
	}
}

void add_description(safetensors_writer *writer, const unroll_model *model, const char *format) {
	safetensors_add_metadata(writer, "format", format);
	for (uint32_t i = 0; i < unroll_setting_count(); i++) {
		const char *name = unroll_setting_name(i);
		char value[64];
		unroll_settings_get(&model->net.settings, name, value, sizeof value, NULL);
		safetensors_add_metadata(writer, name, value);
	}
	size_t size;
	uint32_t count = unroll_vocabulary_count(model->vocabulary);
	const char *words = unroll_vocabulary_text(model->vocabulary, count, &size);
	uint64_t shape = size;
	safetensors_add_tensor(writer, "vocabulary", SAFETENSORS_U8, 1, &shape, words);
}

/* Copies one tensor of a block, which must be exactly of its shape. */
static unroll_status read_tensor(const safetensors_file *file, const network_tensor *tensor,
                                 const char *prefix, float *to, unroll_error *error) {
	char name[PREFIXED_NAME];
	prefixed_name(name, prefix, tensor);
	const safetensors_tensor *found;
	unroll_status status = safetensors_require(file, name, SAFETENSORS_F32, tensor->rank, &found, error);
	if (status) return status;
	for (uint32_t i = 0; i < tensor->rank; i++)
		if (found->shape[i] != tensor->shape[i])
			return fail(error, UNROLL_BAD_FILE, name,
			            "The tensor %s is not of the shape that the settings ask for.", name);
	memcpy(to, found->data, found->bytes);
	return UNROLL_OK;
}

unroll_status read_block(const safetensors_file *file, const network *net, const char *prefix, float *block,
                         unroll_error *error) {
	for (uint32_t i = 0; i < net->tensor_count; i++) {
		const network_tensor *tensor = &net->tensors[i];
		unroll_status status = read_tensor(file, tensor, prefix, block + tensor->offset, error);
		if (status) return status;
	}
	return UNROLL_OK;
}

static unroll_status read_settings(const safetensors_file *file, unroll_settings *settings,
                                   unroll_error *error) {
	*settings = unroll_default_settings();
	for (uint32_t i = 0; i < unroll_setting_count(); i++) {
		const char *name = unroll_setting_name(i), *value = safetensors_metadata(file, name);
		if (!value) return fail(error, UNROLL_BAD_FILE, name, "The setting %s is missing in the file.", name);
		if (unroll_settings_set(settings, name, value, NULL))
			return fail(error, UNROLL_BAD_FILE, name, "The setting %s has an impossible value in the file.",
			            name);
	}
	return UNROLL_OK;
}

static unroll_status read_vocabulary(const safetensors_file *file, unroll_vocabulary **vocabulary,
                                     unroll_error *error) {
	const safetensors_tensor *words;
	unroll_status status = safetensors_require(file, "vocabulary", SAFETENSORS_U8, 1, &words, error);
	return status ? status : unroll_vocabulary_create(words->data, words->bytes, vocabulary, error);
}

unroll_status read_model(const safetensors_file *file, const char *format, unroll_model **model,
                         unroll_error *error) {
	const char *actual = safetensors_metadata(file, "format");
	if (!actual || strcmp(actual, format) != 0)
		return fail(error, UNROLL_BAD_FILE, "format", "The file is \"%s\" where \"%s\" is wanted.",
		            actual ? actual : "unknown", format);
	unroll_settings settings;
	unroll_status status = read_settings(file, &settings, error);
	if (status) return status;
	unroll_vocabulary *vocabulary;
	status = read_vocabulary(file, &vocabulary, error);
	if (status) return status;
	unroll_model *made;
	status = model_allocate(&settings, vocabulary, &made, error);
	if (status) return status;
	status = read_block(file, &made->net, "", made->parameters, error);
	if (status)
		unroll_model_destroy(made);
	else
		*model = made;
	return status;
}

unroll_status unroll_model_save(const unroll_model *model, unroll_bytes *file, unroll_error *error) {
	safetensors_writer *writer = safetensors_begin();
	add_description(writer, model, MODEL_FORMAT);
	add_block(writer, &model->net, "", model->parameters);
	safetensors_add_digest(writer);
	return safetensors_finish(writer, file, error);
}

/* Tensors that a model file has: its weights and the vocabulary. */
static unroll_status refuse_strangers(const safetensors_file *file, const unroll_model *model,
                                      unroll_error *error) {
	if (safetensors_count(file) == model->net.tensor_count + 1u) return UNROLL_OK;
	return fail(error, UNROLL_BAD_FILE, "tensors", "The file has tensors that this network does not have.");
}

unroll_status unroll_model_open(const uint8_t *bytes, size_t size, unroll_model **model,
                                unroll_error *error) {
	safetensors_file *file;
	unroll_status status = safetensors_open(bytes, size, &file, error);
	if (status) return status;
	unroll_model *made = NULL;
	status = read_model(file, MODEL_FORMAT, &made, error);
	if (!status) status = refuse_strangers(file, made, error);
	safetensors_close(file);
	if (status)
		unroll_model_destroy(made);
	else
		*model = made;
	return status;
}
