/* The engine trains in lockstep with other implementations: from the same weights, on the same batches, every
 * loss, the gradients of the first step and the weights after steps 1, 5 and 20 are the same. */
#include "golden_run.h"
#include "plain_network.h"

/* The engine keeps what the golden file's masks keep. */
static void check_mask(const golden_run *run, uint32_t step, const unroll_layer_summary *layer,
                       const char *kind, random_stream stream, double rate, size_t units) {
	char name[2 * NETWORK_NAME];
	snprintf(name, sizeof name, "mask/%s/%s", layer->name, kind);
	size_t widest = run->net.settings.batch;
	const uint8_t *kept = golden_tensor(&run->file, name, SAFETENSORS_U8, run->file.steps * widest * units);
	for (size_t r = 0; r < run->batch.reviews; r++)
		for (size_t u = 0; u < units; u++)
			if ((dropout_factor(stream, (float)rate, r, u) > 0) != kept[(step * widest + r) * units + u])
				fail_msg("%s: %s of step %u drops others than review %zu, unit %zu", run->file.name, name,
				         step, r, u);
}

static void check_masks(const golden_run *run, uint32_t step, random_stream masks) {
	const unroll_settings *settings = &run->net.settings;
	for (uint32_t i = 0; i < settings->layers; i++) {
		const unroll_layer_summary *layer = &run->net.layers[i + run->net.embedded].summary;
		recurrent_shape shape = run->net.recurrent[i].shape;
		check_mask(run, step, layer, "input", random_substream(masks, 2 * i), settings->dropout,
		           shape.inputs);
		check_mask(run, step, layer, "recurrent", random_substream(masks, 2 * i + 1),
		           settings->recurrent_dropout, shape.units);
	}
}

/* The layers of dropout keep what the golden file's masks keep: (steps, B, values of a review). */
static void check_dropout_layers(const golden_run *run, uint32_t step, random_stream masks) {
	for (uint32_t i = 0; i < run->net.layer_count; i++) {
		const network_layer *layer = &run->net.layers[i];
		if (layer->rate <= 0) continue;
		char name[2 * NETWORK_NAME];
		snprintf(name, sizeof name, "mask/%s", layer->summary.name);
		size_t count = layer->summary.features * (size_t)(layer->summary.steps ? layer->summary.steps : 1),
		       widest = run->net.settings.batch;
		const uint8_t *kept =
		    golden_tensor(&run->file, name, SAFETENSORS_U8, run->file.steps * widest * count);
		for (size_t r = 0; r < run->batch.reviews; r++) {
			random_stream of_review = random_substream(random_substream(masks, layer->masks), r);
			for (size_t n = 0; n < count; n++)
				assert_int_equal(plain_factor(of_review, layer->rate, n) > 0,
				                 kept[(step * widest + r) * count + n]);
		}
	}
}

static void lockstep(void **state) {
	golden_run run;
	golden_run_open(&run, *state);
	uint32_t classes = run.net.settings.classes;
	if (safetensors_find(run.file.tensors, "class_weights"))
		memcpy(run.pass.class_weights, golden_tensor(&run.file, "class_weights", SAFETENSORS_F64, classes),
		       classes * sizeof *run.pass.class_weights);
	const float *losses = golden_tensor(&run.file, "losses", SAFETENSORS_F32, run.file.steps);
	for (uint32_t step = 0; step < run.file.steps; step++) {
		random_stream masks = random_stream_of(run.net.settings.seed, RANDOM_DROPOUT, step);
		golden_run_batch(&run, step);
		if (run.net.settings.dropout > 0) check_masks(&run, step, masks);
		check_dropout_layers(&run, step, masks);
		pass_run(&run.pass, run.parameters, &run.batch, masks, run.gradient, NULL);
		float loss = (float)pass_loss(&run.pass);
		golden_check(&run.file, "loss", &loss, &losses[step], 1);
		if (step == 0) golden_run_check(&run, "gradient", run.gradient);
		optimizer_touch(&run.optimizer, run.batch.distinct, run.batch.distinct_count);
		optimizer_step(&run.optimizer, run.parameters, run.gradient, step + 1, NULL);
		char prefix[16];
		snprintf(prefix, sizeof prefix, "step/%u", step + 1);
		if (step + 1 == 1 || step + 1 == 5 || step + 1 == 20) golden_run_check(&run, prefix, run.parameters);
	}
	golden_run_close(&run);
}

#define LOCKSTEP(name)                                                                                       \
	{ #name, lockstep, NULL, NULL, #name }

int main(void) {
	const struct CMUnitTest tests[] = {
	    /* TensorFlow.js */
	    LOCKSTEP(simple_rnn),
	    LOCKSTEP(simple_rnn_one_hot),
	    LOCKSTEP(simple_rnn_masked),
	    LOCKSTEP(lstm_masked),
	    LOCKSTEP(simple_rnn_stacked),
	    LOCKSTEP(lstm),
	    LOCKSTEP(lstm_one_hot),
	    LOCKSTEP(lstm_stacked),
	    LOCKSTEP(lstm_sgd),
	    /* tests/golden/reference.js */
	    LOCKSTEP(lstm_adam),
	    LOCKSTEP(lstm_clipped),
	    LOCKSTEP(gru),
	    LOCKSTEP(gru_one_hot),
	    LOCKSTEP(gru_stacked),
	    LOCKSTEP(gru_masked),
	    LOCKSTEP(gru_masked_dropout),
	    LOCKSTEP(simple_rnn_dropout),
	    LOCKSTEP(lstm_dropout),
	    LOCKSTEP(gru_dropout),
	    LOCKSTEP(gru_one_hot_dropout),
	    /* PyTorch */
	    LOCKSTEP(torch_lstm_adamw),
	    LOCKSTEP(torch_gru_nadam),
	    LOCKSTEP(torch_gru_objective),
	    LOCKSTEP(torch_simple_rnn_one_hot_l2),
	    LOCKSTEP(lstm_bidirectional),
	    LOCKSTEP(gru_bidirectional_one_hot),
	    LOCKSTEP(simple_rnn_bidirectional),
	    LOCKSTEP(gru_bidirectional_masked),
	    LOCKSTEP(lstm_bidirectional_masked),
	    LOCKSTEP(mixed),
	    LOCKSTEP(mixed_bidirectional_masked),
	    LOCKSTEP(lstm_relu),
	    LOCKSTEP(gru_mean_tanh_masked),
	    LOCKSTEP(gru_mean),
	    LOCKSTEP(lstm_max),
	    LOCKSTEP(lstm_mean_masked),
	    LOCKSTEP(gru_max_masked),
	    LOCKSTEP(lstm_dropout_layers),
	    LOCKSTEP(gru_dropout_layers_masked),
	    LOCKSTEP(gru_classes),
	    LOCKSTEP(lstm_classes_masked),
	    LOCKSTEP(simple_rnn_classes),
	    /* PyTorch, in its own convention */
	    LOCKSTEP(pytorch_simple_rnn),
	    LOCKSTEP(pytorch_lstm),
	    LOCKSTEP(pytorch_gru),
	    LOCKSTEP(pytorch_lstm_one_hot),
	    LOCKSTEP(pytorch_gru_nadam),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
