/* The version of the library: of its public interface, as semantic versioning counts (semver.org). The build reads it here. */
#ifndef UNROLL_VERSION_H
#define UNROLL_VERSION_H

#include "unroll/api.h"

#define UNROLL_VERSION_MAJOR 0
#define UNROLL_VERSION_MINOR 2
#define UNROLL_VERSION_PATCH 0

UNROLL_BEGIN

/* "0.2.0", the version of the library itself, where the macros are those of the headers. The text is static. */
const char *unroll_version(void);

UNROLL_END

#endif
