/* The pickle in the file of a numpy array of objects, as far as those objects are lists of whole numbers.
 *
 * A pickle is a program for a stack machine that may call anything (Python's Lib/pickletools.py lists its opcodes). This machine
 * knows the few opcodes of protocols 2 to 5 with which numpy writes such an array, and calls nothing: an array is one list,
 * and its items are the lists that were made after it, each once and in order. So it takes no more memory than the numbers
 * in the file, and needs no recursion. Anything else is refused. */
#ifndef IMPORT_PICKLE_H
#define IMPORT_PICKLE_H

#include <stddef.h>
#include <stdint.h>

#include "import/pickle_machine.h"
#include "unroll/status.h"

#define PICKLE_OPCODE 1024 /* no opcode that is accepted takes more bytes, arguments and all */

/* All zeros but the lists is a reader at the beginning of a pickle. */
void pickle_release(pickle_reader *reader);

/* Takes as many whole opcodes as there are, and sets `*taken` to how many bytes these were. */
unroll_status pickle_read(pickle_reader *reader, const uint8_t *bytes, size_t size, size_t *taken,
                          unroll_error *error);

/* Whether it has ended as it must: with an array of `count` lists. */
unroll_status pickle_end(const pickle_reader *reader, uint64_t count, unroll_error *error);

#endif
