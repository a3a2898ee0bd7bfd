/* A traced GRU has the hidden states that ONNX Runtime computes from the same weights and ids. */
#include "../training/golden_run.h"
#include "inspection/network_trace.h"

static void gru_states(void **state) {
	(void)state;
	golden_run run;
	golden_run_open(&run, "gru_forward");
	const unroll_settings *settings = &run.net.settings;
	size_t steps = settings->length, reviews = settings->batch, units = settings->units[0];
	const uint16_t *ids = golden_tensor(&run.file, "ids", SAFETENSORS_U16, reviews * steps);
	const float *states =
	    golden_tensor(&run.file, "states", SAFETENSORS_F32, steps * reviews * units); /* (T, B, H) */

	arena counting = arena_counting(), memory;
	network_trace_layout(&counting, &run.net);
	assert_true(arena_open(&memory, counting.used));
	network_trace trace = network_trace_layout(&memory, &run.net);
	network_trace_begin(&trace, run.parameters);
	for (size_t r = 0; r < reviews; r++) {
		network_trace_forward(&trace, ids + r * steps);
		for (size_t t = 0; t < steps; t++)
			golden_check(&run.file, "states", network_trace_before(&trace, 0, t + 1),
			             states + (t * reviews + r) * units, units);
	}
	arena_close(&memory);
	golden_run_close(&run);
}

int main(void) {
	const struct CMUnitTest tests[] = {cmocka_unit_test(gru_states)};
	return cmocka_run_group_tests_name("golden trace", tests, NULL, NULL);
}
