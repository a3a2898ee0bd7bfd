/* The hot functions on vectors of four lanes: SSE, NEON, WebAssembly, or plain floats. */
#define LANES         4
#define HOT_FUNCTIONS hot_functions_4
#include "layers/hot_functions_of_width.h"
