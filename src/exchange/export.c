#include <stddef.h>

#include "base/fail.h"
#include "exchange/keras.h"
#include "exchange/onnx.h"
#include "exchange/pytorch.h"
#include "training/model_file.h"
#include "unroll/exchange.h"

static const struct {
	const char *name, *ending;
} formats[UNROLL_FORMATS] = {
#define ENTRY(name, text, ending) [UNROLL_FORMAT_##name] = {text, ending},
    UNROLL_FORMAT_MAP(ENTRY)
#undef ENTRY
};

static bool is_format(unroll_format format) {
	return (unsigned)format < UNROLL_FORMATS;
}

const char *unroll_format_name(unroll_format format) {
	return is_format(format) ? formats[format].name : "";
}

const char *unroll_format_ending(unroll_format format) {
	return is_format(format) ? formats[format].ending : "";
}

unroll_status unroll_model_export(const unroll_model *model, unroll_format format, unroll_bytes *file,
                                  unroll_error *error) {
	unroll_status status = check_block(&model->net, "", model->parameters, error);
	if (status) return status;
	switch (format) {
	case UNROLL_FORMAT_KERAS:
		return write_keras(model, file, error);
	case UNROLL_FORMAT_WEIGHTS_H5:
		return write_keras_weights(model, file, error);
	case UNROLL_FORMAT_PYTORCH:
		return write_pytorch(model, file, error);
	case UNROLL_FORMAT_ONNX:
		return write_onnx(model, file, error);
	default:
		return fail(error, UNROLL_BAD_SETTING, "format", "There is no such format.");
	}
}
