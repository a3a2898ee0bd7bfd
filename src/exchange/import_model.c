#include <string.h>

#include "base/fail.h"
#include "exchange/keras.h"
#include "exchange/pytorch.h"
#include "training/model_file.h"
#include "unroll/exchange.h"

static bool begins(const uint8_t *bytes, size_t size, const char *signature) {
	return size >= strlen(signature) && memcmp(bytes, signature, strlen(signature)) == 0;
}

unroll_status unroll_model_import(const uint8_t *bytes, size_t size, const unroll_settings *settings,
                                  const unroll_vocabulary *vocabulary, unroll_model **model,
                                  unroll_error *error) {
	unroll_model *made;
	unroll_status status;
	if (begins(bytes, size, "\x89HDF"))
		status = read_keras_weights(bytes, size, settings, vocabulary, &made, error);
	else if (begins(bytes, size, "PK\3\4"))
		status = read_keras(bytes, size, settings, vocabulary, &made, error);
	else
		status = read_pytorch(bytes, size, settings, vocabulary, &made, error);
	if (status) return status;
	status = check_block(&made->net, "", made->parameters, error);
	if (status)
		unroll_model_destroy(made);
	else
		*model = made;
	return status;
}
