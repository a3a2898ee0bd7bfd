/* One table a width: this file is compiled for each. */
#include "training/hot_functions.h"

const hot_functions hot_functions_of_width = {LANES, pass_run, optimizer_step};
