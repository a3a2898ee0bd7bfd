#include "exchange/keras.h"

#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "exchange/description.h"
#include "exchange/hdf5.h"
#include "exchange/keras_config.h"
#include "exchange/keras_variables.h"
#include "exchange/zip.h"
#include "training/layer_kind.h"

_Static_assert(HDF5_CHILDREN >= UNROLL_MOST_SUMMARIES, "a group cannot have all layers");

/* The groups that Keras makes of layers without variables of their own. */
static void add_groups(hdf5_writer *writer, const network *net) {
	static const char *const parts[] = {"", "/forward_layer", "/backward_layer"};
	hdf5_add_group(writer, "vars");
	for (uint32_t i = 0; i < net->layer_count; i++) {
		size_t count = net->layers[i].kind == &recurrent_layers && net->layers[i].directions == 2 ? 3 : 1;
		for (size_t part = 0; part < count; part++) {
			char path[KERAS_PATH], group[KERAS_PATH];
			keras_layer_path(net, i, path);
			format_text(group, sizeof group, "%s%s/vars", path, parts[part]);
			hdf5_add_group(writer, group);
		}
	}
}

/* Floats of the biases that are summed. */
static size_t summed_floats(const keras_variables *variables) {
	size_t floats = 0;
	for (size_t i = 0; i < variables->count; i++)
		floats += variables->of[i].sum ? variables->of[i].shape[0] : 0;
	return floats;
}

static void add_variables(hdf5_writer *writer, const keras_variables *variables, const float *parameters,
                          float *sums) {
	for (size_t i = 0; i < variables->count; i++) {
		const keras_variable *variable = &variables->of[i];
		const float *values = parameters + variable->offset;
		if (variable->sum) {
			size_t columns = variable->shape[0];
			for (size_t c = 0; c < columns; c++) sums[c] = values[c] + values[columns + c];
			values = sums;
			sums += columns;
		}
		hdf5_add_dataset(writer, variable->path, HDF5_FLOATS, variable->rank, variable->shape, values);
	}
}

unroll_status write_keras_weights(const unroll_model *model, unroll_bytes *file, unroll_error *error) {
	keras_variables variables = keras_variables_of(&model->net);
	unroll_bytes words;
	unroll_status status = description_file(model, &words, error);
	if (status) return status;
	float *sums = calloc(summed_floats(&variables) + 1, sizeof *sums);
	if (sums) {
		uint32_t size = (uint32_t)words.size;
		hdf5_writer *writer = hdf5_begin();
		add_groups(writer, &model->net);
		add_variables(writer, &variables, model->parameters, sums);
		hdf5_add_dataset(writer, KERAS_DESCRIPTION, HDF5_BYTES, 1, &size, words.data);
		status = hdf5_finish(writer, file, error);
	} else {
		status = fail(error, UNROLL_OUT_OF_MEMORY, "file", "There is not enough memory for the file.");
	}
	free(sums);
	unroll_bytes_free(&words);
	return status;
}

unroll_status write_keras(const unroll_model *model, unroll_bytes *file, unroll_error *error) {
	static const char metadata[] = "{\"keras_version\": \"3.0.0\", \"date_saved\": \"1980-01-01@00:00:00\"}";
	unroll_bytes weights;
	byte_writer config = {0}, out = {0};
	unroll_status status = write_keras_weights(model, &weights, error);
	if (status) return status;
	write_keras_config(&config, &model->net);
	out.failed = config.failed;
	const zip_file files[] = {{"metadata.json", (const uint8_t *)metadata, sizeof metadata - 1},
	                          {"config.json", config.data, config.failed ? 0 : config.size},
	                          {"model.weights.h5", weights.data, weights.size}};
	status = write_zip(&out, files, sizeof files / sizeof *files, error);
	if (status) free(out.data);
	if (!status) status = finish_bytes(&out, file, error);
	free(config.data);
	unroll_bytes_free(&weights);
	return status;
}
