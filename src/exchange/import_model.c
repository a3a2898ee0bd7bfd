#include <string.h>

#include "base/fail.h"
#include "exchange/keras.h"
#include "exchange/pytorch.h"
#include "training/model_file.h"
#include "unroll/exchange.h"

static bool begins(const uint8_t *bytes, size_t size, const char *signature) {
	return size >= strlen(signature) && memcmp(bytes, signature, strlen(signature)) == 0;
}

static bool is_of_keras(const uint8_t *bytes, size_t size) {
	return begins(bytes, size, "\x89HDF") || begins(bytes, size, "PK\3\4");
}

unroll_status unroll_model_file_settings(const uint8_t *bytes, size_t size, unroll_settings *settings,
                                         unroll_described *by, unroll_error *error) {
	*by = UNROLL_DESCRIBED_NOT;
	return (is_of_keras(bytes, size) ? keras_settings : pytorch_settings)(bytes, size, settings, by, error);
}

unroll_status unroll_model_import(const uint8_t *bytes, size_t size, const unroll_settings *settings,
                                  const unroll_vocabulary *vocabulary, unroll_model **model,
                                  unroll_error *error) {
	unroll_model *made;
	unroll_status status = (is_of_keras(bytes, size) ? read_keras : read_pytorch)(bytes, size, settings,
	                                                                              vocabulary, &made, error);
	if (status) return status;
	status = check_block(&made->net, "", made->parameters, error);
	if (status)
		unroll_model_destroy(made);
	else
		*model = made;
	return status;
}
