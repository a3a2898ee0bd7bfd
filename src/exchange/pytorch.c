#include "exchange/pytorch.h"

#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "exchange/description.h"
#include "exchange/pytorch_names.h"

enum { MOST_UNITS = 512 }; /* of a recurrent layer: unroll/settings.h */

static void add_metadata(void *writer, const char *key, const char *value) {
	safetensors_add_metadata(writer, key, value);
}

/* Adds the tensors; those that are not as they lie in the model are made at `to`, which outlives the writer. */
static void add_state(safetensors_writer *writer, const unroll_model *model, const torch_tensors *tensors,
                      float *to) {
	for (size_t i = 0; i < tensors->count; i++) {
		const torch_tensor *tensor = &tensors->of[i];
		const float *values = model->parameters + tensor->offset, *data = tensor->as_it_is ? values : to;
		safetensors_add_tensor(writer, tensor->name, SAFETENSORS_F32, tensor->rank, tensor->shape, data);
		if (tensor->as_it_is) continue;
		if (!tensor->added) transpose_from_keras(to, values, tensor->rows, tensor->columns);
		to += torch_floats(tensor);
	}
}

unroll_status write_pytorch(const unroll_model *model, unroll_bytes *file, unroll_error *error) {
	torch_tensors tensors = torch_tensors_of(&model->net);
	size_t floats = 0;
	for (size_t i = 0; i < tensors.count; i++)
		floats += tensors.of[i].as_it_is ? 0 : torch_floats(&tensors.of[i]);
	float *made = calloc(floats, sizeof *made);
	if (!made) return fail(error, UNROLL_OUT_OF_MEMORY, "file", "There is not enough memory for the file.");
	safetensors_writer *writer = safetensors_begin();
	safetensors_add_metadata(writer, "format", PYTORCH_FORMAT);
	unroll_status status = describe_model(model, add_metadata, writer, error);
	if (!status) {
		add_state(writer, model, &tensors, made);
		safetensors_add_digest(writer);
		status = safetensors_finish(writer, file, error);
	} else {
		safetensors_abandon(writer);
	}
	free(made);
	return status;
}

/* --- Reading ------------------------------------------------------------------------------------- */

/* Whether the file has a tensor of that name and shape. */
static unroll_status check_tensor(const safetensors_file *file, const torch_tensor *tensor,
                                  unroll_error *error) {
	const safetensors_tensor *found = safetensors_find(file, tensor->name);
	bool fits = found && found->type == SAFETENSORS_F32 && found->rank == tensor->rank;
	for (uint32_t i = 0; fits && i < tensor->rank; i++) fits = found->shape[i] == tensor->shape[i];
	if (fits) return UNROLL_OK;
	return fail(error, UNROLL_MISMATCH, tensor->name,
	            "The network of these settings has a %s of %llu × %llu 32-bit floats, and the file has "
	            "none. Give the settings of its "
	            "network, and the names that its PyTorch program has.",
	            tensor->name, (unsigned long long)tensor->shape[0], (unsigned long long)tensor->shape[1]);
}

/* A second bias that Keras does not have goes into the first. `scratch` takes its floats. */
static void take_tensor(const torch_tensor *tensor, const float *values, float *parameters, float *scratch) {
	float *to = parameters + tensor->offset;
	if (tensor->as_it_is) {
		memcpy(to, values, torch_floats(tensor) * sizeof *to);
	} else if (tensor->added) {
		transpose_to_keras(scratch, values, tensor->rows, tensor->columns);
		for (size_t i = 0; i < torch_floats(tensor); i++)
			if (scratch[i] != 0) to[i] += scratch[i];
	} else {
		transpose_to_keras(to, values, tensor->rows, tensor->columns);
	}
}

/* Names the first tensor that the network does not have. */
static unroll_status refuse_others(const safetensors_file *file, const torch_tensors *tensors,
                                   unroll_error *error) {
	for (uint32_t i = 0; i < safetensors_count(file); i++) {
		const char *name = safetensors_at(file, i)->name;
		bool known = false;
		for (size_t k = 0; k < tensors->count; k++) known |= strcmp(tensors->of[k].name, name) == 0;
		if (!known)
			return fail(
			    error, UNROLL_MISMATCH, name,
			    "The network of these settings has no %s. Give the settings of the file's network; one with "
			    "other layers than Unroll's cannot be imported.",
			    name);
	}
	return UNROLL_OK;
}

/* Whether the file has the weights of the network, and no others. */
static unroll_status check_state(const safetensors_file *file, const torch_tensors *tensors,
                                 unroll_error *error) {
	unroll_status status = UNROLL_OK;
	for (size_t i = 0; !status && i < tensors->count; i++)
		status = check_tensor(file, &tensors->of[i], error);
	return status ? status : refuse_others(file, tensors, error);
}

static unroll_status take_state(const safetensors_file *file, const torch_tensors *tensors,
                                const description *found, unroll_model **model, unroll_error *error) {
	float *scratch = malloc(CELL_MAX_GATES * MOST_UNITS * sizeof *scratch);
	if (!scratch) {
		unroll_vocabulary_destroy(found->vocabulary);
		return fail(error, UNROLL_OUT_OF_MEMORY, "file", "There is not enough memory to read the file.");
	}
	unroll_status status = described_model(found, model, error);
	for (size_t i = 0; !status && i < tensors->count; i++)
		take_tensor(&tensors->of[i], safetensors_find(file, tensors->of[i].name)->data, (*model)->parameters,
		            scratch);
	free(scratch);
	return status;
}

static unroll_status describe(const safetensors_file *file, const unroll_settings *settings,
                              const unroll_vocabulary *vocabulary, description *found, unroll_error *error) {
	if (settings) return description_of_settings(settings, vocabulary, found, error);
	if (safetensors_metadata(file, "cell")) return description_of_metadata(file, found, error);
	return fail_undescribed(error);
}

unroll_status pytorch_settings(const uint8_t *bytes, size_t size, unroll_settings *settings,
                               unroll_described *by, unroll_error *error) {
	safetensors_file *file;
	description found = {.vocabulary = NULL};
	unroll_status status = safetensors_open(bytes, size, &file, error);
	if (status) return status;
	*by = safetensors_metadata(file, "cell") ? UNROLL_DESCRIBED_WHOLE : UNROLL_DESCRIBED_NOT;
	if (*by == UNROLL_DESCRIBED_WHOLE) status = description_of_metadata(file, &found, error);
	if (!status && found.vocabulary) {
		*settings = found.settings;
		unroll_vocabulary_destroy(found.vocabulary);
	}
	safetensors_close(file);
	return status;
}

unroll_status read_pytorch(const uint8_t *bytes, size_t size, const unroll_settings *settings,
                           const unroll_vocabulary *vocabulary, unroll_model **model, unroll_error *error) {
	safetensors_file *file;
	description found;
	unroll_status status = safetensors_open(bytes, size, &file, error);
	if (status) return status;
	status = describe(file, settings, vocabulary, &found, error);
	if (!status) {
		network net = network_of(&found.settings);
		torch_tensors tensors = torch_tensors_of(&net);
		status = check_state(file, &tensors, error);
		if (status)
			unroll_vocabulary_destroy(found.vocabulary);
		else
			status = take_state(file, &tensors, &found, model, error);
	}
	safetensors_close(file);
	return status;
}
