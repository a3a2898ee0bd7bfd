/* Proves that exporting and importing report each allocation that fails, and leave nothing behind. */
#include "../base/failing_allocations.h"

#include <stdio.h>

#include "exported_models.h"

static unroll_status export_and_import(void *context, unroll_error *error) {
	const unroll_model *model = context;
	unroll_status status = UNROLL_OK;
	for (unsigned format = 0; !status && format < UNROLL_FORMATS; format++) {
		unroll_bytes file = {NULL, 0};
		unroll_model *back = NULL;
		status = unroll_model_export(model, (unroll_format)format, &file, error);
		if (!status && format != UNROLL_FORMAT_ONNX)
			status = unroll_model_import(file.data, file.size, NULL, NULL, &back, error);
		unroll_bytes_free(&file);
		unroll_model_destroy(back);
	}
	return status;
}

static void each_allocation_is_reported(void **state) {
	(void)state;
	unroll_model *model = exported_model(0);
	assert_true(fail_each_allocation(export_and_import, model) > 50);
	unroll_model_destroy(model);
}

int main(void) {
	const struct CMUnitTest tests[] = {cmocka_unit_test(each_allocation_is_reported)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
