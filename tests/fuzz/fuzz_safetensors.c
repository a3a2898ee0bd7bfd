/* The container of all files, any bytes, with a size of the header that fits where the first byte is even. */
#include "fuzz.h"
#include "storage/safetensors.h"

static void check_tensor(const safetensors_file *file, const safetensors_tensor *tensor, const uint8_t *bytes,
                         size_t size) {
	const uint8_t *data = tensor->data;
	must(safetensors_find(file, tensor->name) == tensor);
	must(is_text_of(tensor->name, strlen(tensor->name) + 1));
	must(tensor->rank <= SAFETENSORS_RANK);
	must(data >= bytes && tensor->bytes <= size && data + tensor->bytes <= bytes + size);
	must((size_t)(data - bytes) % safetensors_type_size(tensor->type) == 0);
	uint64_t elements = 1;
	for (uint32_t i = 0; i < tensor->rank; i++) elements *= tensor->shape[i];
	must(elements * safetensors_type_size(tensor->type) == tensor->bytes);
	sum_of(data, tensor->bytes);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
	fuzz_input input = {data, size};
	bool header_fits = take_byte(&input) % 2 == 0;
	size_t empty = header_fits ? take_byte(&input) : 0; /* bytes of data, all 0 */
	size_t total = input.size + (header_fits ? 8 : 0) + empty;
	uint8_t *bytes = calloc(1, total + 1);
	must(bytes);
	if (header_fits) {
		uint64_t header_size = input.size;
		memcpy(bytes, &header_size, 8);
	}
	if (input.size) memcpy(bytes + (header_fits ? 8 : 0), input.data, input.size);

	unroll_error error;
	safetensors_file *file = NULL;
	if (succeeded(safetensors_open(bytes, total, &file, &error), &error)) {
		uint32_t number;
		for (uint32_t i = 0; i < safetensors_count(file); i++)
			check_tensor(file, safetensors_at(file, i), bytes, total);
		const char *format = safetensors_metadata(file, "format");
		if (format) must(is_text_of(format, strlen(format) + 1));
		succeeded(safetensors_require_number(file, "words", 4, 65536, &number, &error), &error);
		safetensors_close(file);
	}
	free(bytes);
	return 0;
}
