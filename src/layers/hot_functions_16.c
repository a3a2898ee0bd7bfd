/* The hot functions on vectors of sixteen lanes: AVX-512. */
#define LANES         16
#define HOT_FUNCTIONS hot_functions_16
#include "layers/hot_functions_of_width.h"
