#include "exchange/pytorch.h"

#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "exchange/description.h"
#include "exchange/pytorch_names.h"

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
