#include "layers/hot_functions.h"

const hot_functions *hot_functions_of(unsigned lanes) {
	if (lanes == 4) return &hot_functions_4;
#if defined(UNROLL_WIDE)
	__builtin_cpu_init();
	if (lanes == 8 && __builtin_cpu_supports("avx2")) return &hot_functions_8;
	if (lanes == 16 && __builtin_cpu_supports("avx512f")) return &hot_functions_16;
#endif
	return NULL;
}

const hot_functions *widest_hot_functions(void) {
	const hot_functions *found = hot_functions_of(16);
	if (!found) found = hot_functions_of(8);
	return found ? found : hot_functions_of(4);
}

const cell_description *cell_of(unroll_cell cell) {
	return hot_functions_4.cells[cell];
}
