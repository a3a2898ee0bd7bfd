#include <string.h>

#include "base/fail.h"
#include "exchange/description.h"
#include "exchange/hdf5.h"
#include "exchange/keras.h"
#include "exchange/keras_config.h"
#include "exchange/keras_variables.h"
#include "exchange/zip.h"

/* Whether the file has a variable of that path and shape. */
static unroll_status check_variable(const hdf5_file *file, const keras_variable *variable,
                                    unroll_error *error) {
	const hdf5_found *found = hdf5_find(file, variable->path);
	bool fits = found && found->type == HDF5_FLOATS && found->rank == variable->rank &&
	            found->shape[0] == variable->shape[0] && found->shape[1] == variable->shape[1];
	if (fits) return UNROLL_OK;
	return fail(error, UNROLL_MISMATCH, variable->path,
	            "The network of these settings has a %s of %u × %u 32-bit floats, and the file has none. "
	            "Give the settings of its network.",
	            variable->path, variable->shape[0], variable->shape[1]);
}

/* Names the first variable of a layer that the network does not have. States of random numbers are none of it. */
static unroll_status refuse_others(const hdf5_file *file, const keras_variables *variables,
                                   unroll_error *error) {
	for (size_t i = 0; i < file->count; i++) {
		const char *path = file->datasets[i].path;
		bool known = strncmp(path, "layers/", 7) != 0 || strstr(path, "/seed_generator/");
		for (size_t k = 0; k < variables->count; k++) known |= strcmp(variables->of[k].path, path) == 0;
		if (!known)
			return fail(
			    error, UNROLL_MISMATCH, path,
			    "The network of these settings has no %s. Give the settings of the file's network; one with "
			    "other layers than Unroll's cannot be imported.",
			    path);
	}
	return UNROLL_OK;
}

static unroll_status check_variables(const hdf5_file *file, const keras_variables *variables,
                                     unroll_error *error) {
	unroll_status status = UNROLL_OK;
	for (size_t i = 0; !status && i < variables->count; i++)
		status = check_variable(file, &variables->of[i], error);
	return status ? status : refuse_others(file, variables, error);
}

static unroll_status take_variables(const hdf5_file *file, const keras_variables *variables,
                                    const description *of, unroll_model **model, unroll_error *error) {
	unroll_status status = described_model(of, model, error);
	for (size_t i = 0; !status && i < variables->count; i++) {
		const hdf5_found *found = hdf5_find(file, variables->of[i].path);
		memcpy((*model)->parameters + variables->of[i].offset, found->data, found->bytes);
	}
	return status;
}

/* --- The file ------------------------------------------------------------------------------------ */

typedef struct keras_file {
	hdf5_file weights;
	zip_file config; /* its data are NULL where the file is weights alone, or has no configuration */
} keras_file;

static unroll_status open_archive(const uint8_t *bytes, size_t size, keras_file *file, unroll_error *error) {
	static const char name[] = "model.weights.h5";
	zip_file weights;
	unroll_status status = find_in_zip(bytes, size, "config.json", &file->config, error);
	if (!status) status = find_in_zip(bytes, size, name, &weights, error);
	if (status) return status;
	if (!weights.data)
		return fail(error, UNROLL_BAD_FILE, name, "The archive has no %s. A .keras file of Keras 3 has one.",
		            name);
	return hdf5_open(weights.data, weights.size, &file->weights, error);
}

static unroll_status open_keras(const uint8_t *bytes, size_t size, keras_file *file, unroll_error *error) {
	memset(file, 0, sizeof *file);
	bool archive = size >= 2 && memcmp(bytes, "PK", 2) == 0;
	return archive ? open_archive(bytes, size, file, error) : hdf5_open(bytes, size, &file->weights, error);
}

/* What Unroll itself has said of the model; NULL in a file of others. */
static const hdf5_found *own_description(const keras_file *file) {
	const hdf5_found *own = hdf5_find(&file->weights, KERAS_DESCRIPTION);
	return own && own->type == HDF5_BYTES ? own : NULL;
}

static unroll_status settings_of(const keras_file *file, unroll_settings *settings, unroll_described *by,
                                 unroll_error *error) {
	const hdf5_found *own = own_description(file);
	description found;
	*by = own ? UNROLL_DESCRIBED_WHOLE : file->config.data ? UNROLL_DESCRIBED_NETWORK : UNROLL_DESCRIBED_NOT;
	if (!own && file->config.data)
		return read_keras_config(file->config.data, file->config.size, settings, error);
	if (!own) return UNROLL_OK;
	unroll_status status = read_description(own->data, own->bytes, &found, error);
	if (status) return status;
	*settings = found.settings;
	unroll_vocabulary_destroy(found.vocabulary);
	return UNROLL_OK;
}

unroll_status keras_settings(const uint8_t *bytes, size_t size, unroll_settings *settings,
                             unroll_described *by, unroll_error *error) {
	keras_file file;
	unroll_status status = open_keras(bytes, size, &file, error);
	if (status) return status;
	status = settings_of(&file, settings, by, error);
	hdf5_close(&file.weights);
	return status;
}

static unroll_status describe(const keras_file *file, const unroll_settings *settings,
                              const unroll_vocabulary *vocabulary, description *found, unroll_error *error) {
	const hdf5_found *own = own_description(file);
	unroll_settings read = unroll_default_settings();
	if (settings) return description_of_settings(settings, vocabulary, found, error);
	if (own) return read_description(own->data, own->bytes, found, error);
	if (!file->config.data) return fail_undescribed(error);
	unroll_status status = read_keras_config(file->config.data, file->config.size, &read, error);
	return status ? status : description_of_settings(&read, vocabulary, found, error);
}

unroll_status read_keras(const uint8_t *bytes, size_t size, const unroll_settings *settings,
                         const unroll_vocabulary *vocabulary, unroll_model **model, unroll_error *error) {
	keras_file file;
	description found;
	unroll_status status = open_keras(bytes, size, &file, error);
	if (status) return status;
	status = describe(&file, settings, vocabulary, &found, error);
	if (!status) {
		network net = network_of(&found.settings);
		keras_variables variables = keras_variables_of(&net);
		status = check_variables(&file.weights, &variables, error);
		if (status)
			unroll_vocabulary_destroy(found.vocabulary);
		else
			status = take_variables(&file.weights, &variables, &found, model, error);
	}
	hdf5_close(&file.weights);
	return status;
}
