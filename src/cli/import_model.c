/* unroll import-model: a model of a file of Keras or PyTorch. */
#include <stdio.h>
#include <string.h>

#include "cli/arguments.h"
#include "cli/commands.h"
#include "cli/console.h"
#include "cli/files.h"
#include "cli/json.h"

static const char usage[] = "import-model FILE -o MODEL [--vocabulary FILE] [settings]";
static const char details[] =
    "Makes a model of a .keras or .weights.h5 file of Keras 3, or of a PyTorch state_dict as safetensors,\n"
    "to predict, look inside and go on training. A file that unroll export wrote says itself what it is\n"
    "of, and a .keras file what network. Of any other, the settings say what network the weights belong\n"
    "to. --vocabulary gives its words, one per line, the word with id 4 first; without it the model knows\n"
    "ids alone. --length, --padding and --truncating say how its texts were padded and cut.\n\n"
    "--json prints one object: file, parameters, sha256.";

/* The words of a file; a newline at its end ends the last one. */
static bool open_vocabulary(const char *path, unroll_vocabulary **vocabulary) {
	unroll_bytes bytes;
	unroll_error error;
	if (!read_file(path, &bytes)) return false;
	size_t size = bytes.size;
	if (size && bytes.data[size - 1] == '\n') size--;
	unroll_status status = unroll_vocabulary_create((const char *)bytes.data, size, vocabulary, &error);
	if (status) complain("%s: %s", path, error.message);
	unroll_bytes_free(&bytes);
	return !status;
}

/* Whether a file of that name may describe its network, so that its words alone are missing. */
static bool is_keras_file(const char *path) {
	const char *ending = unroll_format_ending(UNROLL_FORMAT_KERAS);
	size_t size = strlen(path);
	return size > strlen(ending) && strcmp(path + size - strlen(ending), ending) == 0;
}

/* What is given counts before what the file says. */
static unroll_status import_bytes(const unroll_bytes *bytes, const arguments *given,
                                  const unroll_vocabulary *vocabulary, unroll_model **model,
                                  unroll_error *error) {
	unroll_settings settings = unroll_default_settings();
	unroll_described by;
	unroll_status status = unroll_model_file_settings(bytes->data, bytes->size, &settings, &by, error);
	if (status) return status;
	set_given(given, &settings);
	bool whole = by == UNROLL_DESCRIBED_WHOLE && !vocabulary;
	bool by_file = !given->first_setting && (whole || by == UNROLL_DESCRIBED_NOT);
	return unroll_model_import(bytes->data, bytes->size, by_file ? NULL : &settings, vocabulary, model,
	                           error);
}

static unroll_model *import_file(const arguments *given, const unroll_vocabulary *vocabulary) {
	const char *from = given->words[0];
	unroll_bytes bytes;
	unroll_error error;
	unroll_model *model = NULL;
	if (!read_file(from, &bytes)) return NULL;
	if (import_bytes(&bytes, given, vocabulary, &model, &error)) complain("%s: %s", from, error.message);
	unroll_bytes_free(&bytes);
	return model;
}

static bool write_model(const unroll_model *model, const char *to, bool json) {
	unroll_bytes bytes;
	unroll_error error;
	char sha256[65], count[COUNT_TEXT];
	if (unroll_model_save(model, &bytes, &error)) {
		complain("%s: %s", to, error.message);
		return false;
	}
	bool written = write_file(to, &bytes);
	unroll_bytes_free(&bytes);
	unroll_model_fingerprint(model, sha256);
	if (written && !json)
		printf("%s: %s parameters, SHA-256 %s\n", to, count_text(unroll_model_parameters(model), count),
		       sha256);
	if (!written || !json) return written;
	json_begin();
	json_text("file", to);
	json_count("parameters", unroll_model_parameters(model));
	json_text("sha256", sha256);
	json_end();
	return true;
}

int import_model_command(int argc, char **argv) {
	const char *to = NULL, *words = NULL, *json = NULL;
	const option options[] = {{"-o", "MODEL", "the model file to write", &to},
	                          {"--vocabulary", "FILE", "the words of the model, one per line", &words},
	                          {"--json", NULL, "print JSON", &json}};
	const command_syntax command = {usage, details, options, 3, true, 1, 1, "a file of Keras or PyTorch"};
	arguments given;
	unroll_vocabulary *vocabulary = NULL;
	int code;
	if (!read_arguments(&command, argc, argv, &given, &code)) return code;
	if (!to) return wrong_usage(&command, "-o MODEL is needed.");
	if (words && !given.first_setting && !is_keras_file(given.words[0]))
		return wrong_usage(&command, "--vocabulary goes with the settings of the network, or a .keras file.");
	if (!can_write_file(to) || (words && !open_vocabulary(words, &vocabulary))) return FAILED;
	unroll_model *model = import_file(&given, vocabulary);
	bool written = model && write_model(model, to, json != NULL);
	unroll_model_destroy(model);
	unroll_vocabulary_destroy(vocabulary);
	return written ? DONE : FAILED;
}
