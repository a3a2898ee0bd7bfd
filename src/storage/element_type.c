#include "storage/safetensors.h"

const char *safetensors_type_name(safetensors_type type) {
	static const char *const names[] = {
#define NAME(name, text, bytes) text,
	    SAFETENSORS_TYPE_MAP(NAME)
#undef NAME
	};
	return names[type];
}

size_t safetensors_type_size(safetensors_type type) {
	static const uint8_t sizes[] = {
#define SIZE(name, text, bytes) bytes,
	    SAFETENSORS_TYPE_MAP(SIZE)
#undef SIZE
	};
	return sizes[type];
}
