#include "text/class_names.h"

#include <string.h>

#include "base/fail.h"

static const char *const keys[2] = {"negative", "positive"};

class_names read_class_names(const safetensors_file *file) {
	class_names names = {{"", ""}};
	for (int label = 0; label < 2; label++) {
		const char *name = safetensors_metadata(file, keys[label]);
		if (name) format_text(names.of[label], sizeof names.of[label], "%s", name);
	}
	return names;
}

const char *class_name(const class_names *names, uint32_t label) {
	const char *name = names->of[label != 0];
	return *name ? name : keys[label != 0];
}

void add_class_names(safetensors_writer *writer, const class_names *names) {
	for (int label = 1; label >= 0; label--)
		if (strcmp(class_name(names, (uint32_t)label), keys[label]) != 0)
			safetensors_add_metadata(writer, keys[label], names->of[label]);
}
