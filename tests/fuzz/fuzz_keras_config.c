/* Networks as Keras describes them, in JSON of any bytes: what is read is a network whose own config.json says the same; what is refused leaves the settings as they were. */
#include "exchange/keras_config.h"
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
	uint8_t *json = copy_of((fuzz_input){data, size});
	unroll_settings settings = unroll_default_settings(), before = settings, again = settings;
	unroll_error error;
	if (succeeded(read_keras_config(json, size, &settings, &error), &error)) {
		must(unroll_settings_check(&settings, &error) == UNROLL_OK);
		byte_writer out = {0};
		network net = network_of(&settings);
		write_keras_config(&out, &net);
		must(!out.failed && read_keras_config(out.data, out.size, &again, &error) == UNROLL_OK);
		net = network_of(&again);
		size_t once = out.size;
		write_keras_config(&out, &net);
		must(out.size == 2 * once && memcmp(out.data, out.data + once, once) == 0);
		free(out.data);
	} else {
		must(memcmp(&settings, &before, sizeof settings) == 0);
	}
	free(json);
	return 0;
}
