#include "training/model_file.h"

#include <string.h>

#include "base/fail.h"
#include "kernels/array_math.h"
#include "text/vocabulary.h"

#define MODEL_FORMAT "unroll-model-1"

#define PREFIXED_NAME (NETWORK_NAME + 16)

static void prefixed_name(char name[PREFIXED_NAME], const char *prefix, const network_tensor *tensor) {
	format_text(name, PREFIXED_NAME, "%s%s", prefix, tensor->name);
}

/* --- Writing ------------------------------------------------------------------------------------- */

void add_description(safetensors_writer *writer, const unroll_model *model, const char *format) {
	safetensors_add_metadata(writer, "format", format);
	for (uint32_t i = 0; i < unroll_setting_count(); i++) {
		unroll_setting setting = unroll_setting_at(i);
		char value[UNROLL_SETTING_TEXT];
		unroll_settings_get(&model->net.settings, setting.name, value, sizeof value, NULL);
		if (setting.implied && strcmp(value, setting.initial) == 0) continue;
		safetensors_add_metadata(writer, setting.name, value);
	}
	add_class_names(writer, &model->classes);
	size_t size;
	uint32_t count = unroll_vocabulary_count(model->vocabulary);
	const char *words = unroll_vocabulary_text(model->vocabulary, count, &size);
	add_vocabulary(writer, unroll_vocabulary_tokenizer(model->vocabulary), words, size);
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

unroll_status check_block(const network *net, const char *prefix, const float *block, unroll_error *error) {
	for (uint32_t i = 0; i < net->tensor_count; i++) {
		const network_tensor *tensor = &net->tensors[i];
		char name[PREFIXED_NAME];
		if (all_finite(block + tensor->offset, tensor_floats(tensor))) continue;
		prefixed_name(name, prefix, tensor);
		return fail(
		    error, UNROLL_NOT_FINITE, name,
		    "%s has values that are infinite or not numbers (NaN). Train with a lower learning rate or set "
		    "a clip norm.",
		    name);
	}
	return UNROLL_OK;
}

unroll_status unroll_model_save(const unroll_model *model, unroll_bytes *file, unroll_error *error) {
	unroll_status status = check_block(&model->net, "", model->parameters, error);
	if (status) return status;
	safetensors_writer *writer = safetensors_begin();
	add_description(writer, model, MODEL_FORMAT);
	add_block(writer, &model->net, "", model->parameters);
	safetensors_add_digest(writer);
	return safetensors_finish(writer, file, error);
}

/* --- Reading ------------------------------------------------------------------------------------- */

unroll_status read_network(const safetensors_file *file, const char *format, network *net,
                           unroll_error *error) {
	const char *actual = safetensors_metadata(file, "format");
	if (!actual || strcmp(actual, format) != 0)
		return fail(error, UNROLL_BAD_FILE, "format", "The file is of the format \"%s\"; \"%s\" is needed.",
		            actual ? actual : "unknown", format);
	unroll_settings settings = unroll_default_settings();
	for (uint32_t i = 0; i < unroll_setting_count(); i++) {
		unroll_setting setting = unroll_setting_at(i);
		const char *name = setting.name, *value = safetensors_metadata(file, name);
		if (!value && setting.implied) continue;
		if (!value) return fail(error, UNROLL_BAD_FILE, name, "The setting %s is missing in the file.", name);
		if (unroll_settings_set(&settings, name, value, NULL))
			return fail(error, UNROLL_BAD_FILE, name, "The setting %s has an impossible value in the file.",
			            name);
	}
	*net = network_of(&settings);
	return UNROLL_OK;
}

unroll_status check_tensor_count(const safetensors_file *file, uint32_t count, unroll_error *error) {
	if (safetensors_count(file) == count) return UNROLL_OK;
	return fail(error, UNROLL_BAD_FILE, "tensors", "The file has %u tensors; its network needs %u.",
	            safetensors_count(file), count);
}

/* A tensor of a block, which must be exactly of its shape and finite. */
static unroll_status check_file_tensor(const safetensors_file *file, const network_tensor *tensor,
                                       const char *prefix, unroll_error *error) {
	char name[PREFIXED_NAME];
	prefixed_name(name, prefix, tensor);
	const safetensors_tensor *found;
	unroll_status status = safetensors_require(file, name, SAFETENSORS_F32, tensor->rank, &found, error);
	if (status) return status;
	for (uint32_t i = 0; i < tensor->rank; i++)
		if (found->shape[i] != tensor->shape[i])
			return fail(error, UNROLL_BAD_FILE, name,
			            "The tensor %s is not of the shape that the settings ask for.", name);
	if (!all_finite(found->data, tensor_floats(tensor)))
		return fail(
		    error, UNROLL_BAD_FILE, name,
		    "The tensor %s has values that are infinite or no numbers (NaN). Train the model again, with "
		    "a lower learning rate.",
		    name);
	return UNROLL_OK;
}

unroll_status check_file_block(const safetensors_file *file, const network *net, const char *prefix,
                               unroll_error *error) {
	unroll_status status = UNROLL_OK;
	for (uint32_t i = 0; !status && i < net->tensor_count; i++)
		status = check_file_tensor(file, &net->tensors[i], prefix, error);
	return status;
}

void copy_block(const safetensors_file *file, const network *net, const char *prefix, float *block) {
	for (uint32_t i = 0; i < net->tensor_count; i++) {
		char name[PREFIXED_NAME];
		prefixed_name(name, prefix, &net->tensors[i]);
		const safetensors_tensor *found = safetensors_find(file, name);
		memcpy(block + net->tensors[i].offset, found->data, found->bytes);
	}
}

unroll_status make_file_model(const safetensors_file *file, const network *net, unroll_model **model,
                              unroll_error *error) {
	unroll_vocabulary *vocabulary;
	class_names classes;
	unroll_status status = read_class_names(file, &classes, error);
	if (!status) status = read_file_vocabulary(file, net->settings.words, &vocabulary, error);
	if (!status) status = model_allocate(&net->settings, vocabulary, model, error);
	if (status) return status;
	copy_block(file, net, "", (*model)->parameters);
	(*model)->classes = classes;
	return status;
}

unroll_status unroll_model_open(const uint8_t *bytes, size_t size, unroll_model **model,
                                unroll_error *error) {
	safetensors_file *file;
	network net;
	unroll_status status = safetensors_open(bytes, size, &file, error);
	if (status) return status;
	status = read_network(file, MODEL_FORMAT, &net, error);
	if (!status) status = check_file_block(file, &net, "", error);
	if (!status) status = check_tensor_count(file, net.tensor_count + 1, error); /* and the vocabulary */
	if (!status) status = make_file_model(file, &net, model, error);
	safetensors_close(file);
	return status;
}
