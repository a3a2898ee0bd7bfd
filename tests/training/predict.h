/* One prediction with a predictor of its own. */
#ifndef TESTS_PREDICT_H
#define TESTS_PREDICT_H

#include "../cmocka_all.h"
#include "unroll/unroll.h"

static inline unroll_status predict(const unroll_model *model, const char *text, size_t size,
                                    unroll_prediction *prediction, unroll_error *error) {
	unroll_predictor *predictor;
	assert_int_equal(unroll_predictor_create(model, &predictor, NULL), UNROLL_OK);
	unroll_status status = unroll_predictor_predict(predictor, text, size, prediction, error);
	unroll_predictor_destroy(predictor);
	return status;
}

#endif
