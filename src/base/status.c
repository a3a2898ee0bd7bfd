#include "unroll/status.h"

#include <stdlib.h>

#include "unroll/bytes.h"

const char *unroll_status_name(unroll_status status) {
	switch (status) {
#define NAME(name, number, meaning)                                                                          \
	case UNROLL_##name:                                                                                      \
		return #name;
		UNROLL_STATUS_MAP(NAME)
#undef NAME
	}
	return "UNKNOWN";
}

const char *unroll_status_meaning(unroll_status status) {
	switch (status) {
#define MEANING(name, number, meaning)                                                                       \
	case UNROLL_##name:                                                                                      \
		return meaning;
		UNROLL_STATUS_MAP(MEANING)
#undef MEANING
	}
	return "unknown status";
}

void unroll_bytes_free(unroll_bytes *bytes) {
	free(bytes->data);
	bytes->data = NULL;
	bytes->size = 0;
}
