/* Proves that a new network has Keras' initial values, or PyTorch's, in the right places: each tensor's range, the forget
 * gate's bias, the moments of PyTorch's distributions, and streams of random numbers that no two tensors share. */
#include "../kernels/guarded.h"

#include <math.h>

#include "training/network.h"

enum { MOST_WEIGHTS = 5000, MOST_SCRATCH = 1024 };

static unroll_settings settings_of(unroll_cell cell, unroll_input input) {
	unroll_settings settings = unroll_default_settings();
	settings.cell = cell;
	settings.input = input;
	settings.layers = 2;
	settings.units[0] = 7;
	settings.units[1] = 5;
	settings.dense = 19;
	settings.embedding = 6;
	settings.words = 60;
	return settings;
}

/* Initializes between guards, scratch too. The caller frees `weights` with net->parameters. */
static float *initialized(const network *net) {
	size_t scratch_bytes = network_scratch(net) * sizeof(double);
	assert_true(net->parameters <= MOST_WEIGHTS && network_scratch(net) <= MOST_SCRATCH);
	float *weights = guarded_new(net->parameters);
	double *scratch = test_malloc(scratch_bytes); /* cmocka guards its ends */
	network_initialize(net, weights, scratch);
	test_free(scratch);
	return weights;
}

static void assert_uniform(const float *values, size_t count, double limit) {
	double highest = 0;
	for (size_t i = 0; i < count; i++) highest = fmax(highest, fabs((double)values[i]));
	assert_true(highest <= limit * (1 + 1e-7));
	assert_true(highest > limit * (count > 100 ? 0.97 : 0.3));
}

static void assert_orthonormal(const float *values, size_t rows, size_t columns) {
	for (size_t a = 0; a < rows; a++)
		for (size_t b = 0; b <= a; b++) {
			double product = 0;
			for (size_t n = 0; n < columns; n++)
				product += (double)values[a * columns + n] * (double)values[b * columns + n];
			assert_true(fabs(product - (a == b)) < 1e-6);
		}
}

/* Zeros, but ones for the second gate of an LSTM. */
static void assert_biases(const float *values, size_t count, unroll_cell cell, size_t units) {
	for (size_t i = 0; i < count; i++) {
		bool forget = cell == UNROLL_LSTM && i >= units && i < 2 * units;
		assert_true(same_float(values[i], forget ? 1.0f : 0.0f));
	}
}

static bool ends_with(const char *name, const char *end) {
	size_t size = strlen(name), end_size = strlen(end);
	return size >= end_size && strcmp(name + size - end_size, end) == 0;
}

static void check_tensor(const network *net, const network_tensor *tensor, const float *weights) {
	const float *values = weights + tensor->offset;
	size_t rows = tensor->shape[0], columns = tensor->shape[1], count = tensor_floats(tensor);
	size_t gates = cell_of(net->settings.cell)->gates;
	if (ends_with(tensor->name, "/embeddings"))
		assert_uniform(values, count, 0.05);
	else if (ends_with(tensor->name, "/recurrent_kernel"))
		assert_orthonormal(values, rows, columns);
	else if (ends_with(tensor->name, "/kernel"))
		assert_uniform(values, count, sqrt(6.0 / (double)(rows + columns)));
	else if (strncmp(tensor->name, "dense", 5) == 0)
		assert_biases(values, count, UNROLL_SIMPLE_RNN, 0);
	else
		assert_biases(values, count, net->settings.cell, (columns > 1 ? columns : rows) / gates);
}

static void every_tensor_has_keras_initial_values(void **state) {
	(void)state;
	for (unroll_cell cell = UNROLL_SIMPLE_RNN; cell <= UNROLL_GRU; cell++)
		for (unroll_input input = UNROLL_EMBEDDING; input <= UNROLL_ONE_HOT; input++) {
			unroll_settings settings = settings_of(cell, input);
			network net = network_of(&settings);
			float *weights = initialized(&net);
			for (uint32_t i = 0; i < net.tensor_count; i++) check_tensor(&net, &net.tensors[i], weights);
			guarded_free(weights, net.parameters);
		}
}

/* Mean and mean square within five standard errors, where `fourth` is the mean of the fourth powers; these are symmetric about 0. */
static void assert_moments(const float *values, size_t count, double square, double fourth) {
	double sum = 0, squares = 0, n = (double)count;
	for (size_t i = 0; i < count; i++) {
		sum += (double)values[i];
		squares += (double)values[i] * (double)values[i];
	}
	assert_true(fabs(sum / n) < 5 * sqrt(square / n));
	assert_true(fabs(squares / n - square) < 5 * sqrt((fourth - square * square) / n));
}

/* Uniform in ±1/√`inputs`: of a recurrent layer the units, also for its biases, of a dense layer what it gets. */
static void check_by_pytorch(const network *net, const network_tensor *tensor, const float *weights) {
	const float *values = weights + tensor->offset;
	size_t count = tensor_floats(tensor), inputs = net->settings.units[1];
	if (strncmp(tensor->name, "dense_1/", 8) == 0) inputs = net->settings.dense;
	if (ends_with(tensor->name, "/embeddings")) {
		assert_moments(values, count, 1, 3);
		return;
	}
	if (strncmp(tensor->name, "dense", 5) != 0) {
		inputs = tensor->shape[1] / cell_of(net->settings.cell)->gates;
		if (ends_with(tensor->name, "/bias")) assert_int_equal(tensor->shape[0], 2);
	}
	double square = 1 / (3 * (double)inputs);
	for (size_t i = 0; i < count; i++) {
		assert_true(fabs((double)values[i]) <= sqrt(3 * square) * (1 + 1e-7));
		assert_true(values[i] != 0.0f && values[i] != 1.0f);
	}
	assert_moments(values, count, square, 9 * square * square / 5);
	if (count >= 10) assert_uniform(values, count, sqrt(3 * square));
}

static void every_tensor_has_pytorchs_initial_values(void **state) {
	(void)state;
	for (unroll_cell cell = UNROLL_SIMPLE_RNN; cell <= UNROLL_GRU; cell++)
		for (unroll_input input = UNROLL_EMBEDDING; input <= UNROLL_ONE_HOT; input++) {
			unroll_settings settings = settings_of(cell, input);
			settings.convention = UNROLL_CONVENTION_PYTORCH;
			network net = network_of(&settings);
			float *weights = initialized(&net);
			for (uint32_t i = 0; i < net.tensor_count; i++) check_by_pytorch(&net, &net.tensors[i], weights);
			guarded_free(weights, net.parameters);
		}
}

/* The correlation of the first `count` values of two tensors. */
static double correlation(const float *a, const float *b, size_t count) {
	double ab = 0, aa = 0, bb = 0;
	for (size_t i = 0; i < count; i++) {
		ab += (double)a[i] * (double)b[i];
		aa += (double)a[i] * (double)a[i];
		bb += (double)b[i] * (double)b[i];
	}
	return ab / sqrt(aa * bb);
}

/* Two tensors that drew from one stream would be each other's multiple; five standard errors are chance. */
static void check_streams(unroll_convention convention) {
	unroll_settings settings = settings_of(UNROLL_SIMPLE_RNN, UNROLL_EMBEDDING);
	settings.convention = convention;
	settings.units[0] = settings.units[1] = 31;
	network net = network_of(&settings);
	float *weights = initialized(&net);
	for (uint32_t i = 0; i < net.tensor_count; i++)
		for (uint32_t j = 0; j < i; j++) {
			size_t a = tensor_floats(&net.tensors[i]), b = tensor_floats(&net.tensors[j]),
			       count = a < b ? a : b;
			bool bias = ends_with(net.tensors[i].name, "bias") || ends_with(net.tensors[j].name, "bias");
			if (bias && convention == UNROLL_CONVENTION_KERAS) continue;
			const float *first = weights + net.tensors[i].offset, *second = weights + net.tensors[j].offset;
			assert_true(fabs(correlation(first, second, count)) < 5 / sqrt((double)count));
		}
	guarded_free(weights, net.parameters);
}

static void tensors_draw_from_their_own_streams(void **state) {
	(void)state;
	check_streams(UNROLL_CONVENTION_KERAS);
	check_streams(UNROLL_CONVENTION_PYTORCH);
}

static void the_seed_decides(void **state) {
	(void)state;
	unroll_settings settings = settings_of(UNROLL_LSTM, UNROLL_EMBEDDING), other = settings;
	other.seed++;
	network net = network_of(&settings), other_net = network_of(&other);
	float *weights = initialized(&net), *again = initialized(&net), *different = initialized(&other_net);
	assert_same_floats(again, weights, net.parameters);
	uint32_t equal = 0;
	for (size_t i = 0; i < net.parameters; i++)
		equal += weights[i] != 0.0f && weights[i] != 1.0f && weights[i] == different[i];
	assert_in_range(equal, 0, 1);
	float *all[] = {weights, again, different};
	for (size_t i = 0; i < 3; i++) guarded_free(all[i], net.parameters);
}

int main(void) {
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(every_tensor_has_keras_initial_values),
	    cmocka_unit_test(every_tensor_has_pytorchs_initial_values),
	    cmocka_unit_test(tensors_draw_from_their_own_streams),
	    cmocka_unit_test(the_seed_decides),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
