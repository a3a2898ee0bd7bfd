/* The memory of engine.wasm, in bytes: the build hands these numbers to the linker, and web/src/engine/load.ts makes the shared
 * memory by them. */
#ifndef WASM_MEMORY_H
#define WASM_MEMORY_H

#include <stddef.h>

#define WASM_PAGE           65536      /* the unit in which WebAssembly counts memory */
#define WASM_INITIAL_MEMORY 16777216   /* at the start */
#define WASM_MAXIMUM_MEMORY 2147483648 /* what it may grow to: reserved, not taken */
#define WASM_STACK          5242880    /* of the worker that owns the engine */
#define WASM_HELPER_STACK   65536      /* a part's calls are a dozen deep, their arrays below a kilobyte */

_Static_assert(sizeof(void *) == 4 && sizeof(size_t) == 4, "TypeScript reads pointers and sizes of 32 bits");
_Static_assert(WASM_INITIAL_MEMORY % WASM_PAGE == 0 && WASM_MAXIMUM_MEMORY % WASM_PAGE == 0,
               "memory is no whole number of pages");
_Static_assert(WASM_STACK % 16 == 0 && WASM_HELPER_STACK % 16 == 0, "a stack is aligned to 16 bytes");
_Static_assert(2 * WASM_STACK < WASM_INITIAL_MEMORY, "the stack leaves no room for the first objects");
_Static_assert(WASM_INITIAL_MEMORY <= WASM_MAXIMUM_MEMORY, "there is more memory at first than there may be");

#endif
