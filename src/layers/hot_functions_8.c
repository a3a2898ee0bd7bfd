/* The hot functions on vectors of eight lanes: AVX2. */
#define LANES         8
#define HOT_FUNCTIONS hot_functions_8
#include "layers/hot_functions_of_width.h"
