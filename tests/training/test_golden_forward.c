/* A GRU runs forward as ONNX Runtime's does: from the same weights and ids, the hidden state after every
 * timestep is the same. */
#include "golden_run.h"

#include "kernels/block.h"

static void gru_forward_states(void **state) {
	(void)state;
	golden_run run;
	golden_run_open(&run, "gru_forward");
	golden_run_batch(&run, 0);
	pass_run(&run.pass, run.parameters, &run.batch, (random_stream){0, 0}, NULL, NULL);

	size_t steps = run.net.settings.length, reviews = run.batch.reviews, units = run.net.settings.units[0];
	const float *states =
	    golden_tensor(&run.file, "states", SAFETENSORS_F32, steps * reviews * units); /* (T, B, H) */
	const float *hidden = run.pass.memories[0].recurrent[0].memory.hidden;            /* (T + 1, H, 16) */
	float ours[256];
	assert_in_range(reviews * units, 1, sizeof ours / sizeof *ours);
	for (size_t t = 0; t < steps; t++) {
		for (size_t r = 0; r < reviews; r++)
			for (size_t u = 0; u < units; u++)
				ours[r * units + u] = hidden[((t + 1) * units + u) * BLOCK + r];
		char what[32];
		snprintf(what, sizeof what, "states after step %zu", t + 1);
		golden_check(&run.file, what, ours, states + t * reviews * units, reviews * units);
	}
	golden_run_close(&run);
}

int main(void) {
	const struct CMUnitTest tests[] = {cmocka_unit_test(gru_forward_states)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
