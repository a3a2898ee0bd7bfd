#include "import/import.h"

#include <stdlib.h>

#include "base/fail.h"
#include "text/corpus_builder.h"

static const import_kind *const kinds[] = {&import_imdb, &import_keras, &import_csv};

unroll_import_options unroll_default_import_options(void) {
	return (unroll_import_options){.corpus = unroll_default_corpus_options(),
	                               .csv = {.delimiter = ',', .quotes = true, .columns = 2, .label = 1},
	                               .test = 0.2,
	                               .source = "reviews of your own"};
}

unroll_status unroll_import_create(unroll_import_kind kind, const unroll_import_options *options,
                                   unroll_import **import, unroll_error *error) {
	unroll_status status = corpus_options_check(&options->corpus, error);
	if (status != UNROLL_OK) return status;
	unroll_import *made = calloc(1, sizeof *made);
	if (!made)
		return fail(error, UNROLL_OUT_OF_MEMORY, "import", "There is not enough memory to import reviews.");
	unroll_error why = {.status = UNROLL_OK};
	made->kind = kinds[kind];
	made->state = made->kind->create(options, &why);
	if (!made->state) {
		free(made);
		if (error) *error = why;
		return why.status;
	}
	*import = made;
	return UNROLL_OK;
}

void unroll_import_destroy(unroll_import *import) {
	if (!import) return;
	import->kind->destroy(import->state);
	free(import);
}

unroll_status unroll_import_begin(unroll_import *import, const char *name, bool *wanted,
                                  unroll_error *error) {
	return import->kind->begin(import->state, name, wanted, error);
}

unroll_status unroll_import_add(unroll_import *import, const uint8_t *bytes, size_t size,
                                unroll_error *error) {
	return import->kind->add(import->state, bytes, size, error);
}

unroll_status unroll_import_end(unroll_import *import, unroll_error *error) {
	return import->kind->end(import->state, error);
}

unroll_status unroll_import_unpack(unroll_import *import, const uint8_t *bytes, size_t size,
                                   unroll_error *error) {
	return tar_read(&import->tar, import, bytes, size, error);
}

unroll_status unroll_import_finish(unroll_import *import, unroll_bytes *file, unroll_account *account,
                                   unroll_error *error) {
	return import->kind->finish(import->state, file, account, error);
}

uint32_t unroll_import_count(const unroll_import *import) {
	return import->kind->count(import->state);
}
