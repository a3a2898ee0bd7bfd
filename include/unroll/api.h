/* What every public header begins and ends with: C linkage for C++, and symbols that are visible outside of the library, in which
 * all others are hidden. */
#ifndef UNROLL_API_H
#define UNROLL_API_H

#ifdef __cplusplus
#define UNROLL_BEGIN _Pragma("GCC visibility push(default)") extern "C" {
#define UNROLL_END                                                                                           \
	}                                                                                                        \
	_Pragma("GCC visibility pop")
#else
#define UNROLL_BEGIN _Pragma("GCC visibility push(default)")
#define UNROLL_END   _Pragma("GCC visibility pop")
#endif

#endif
