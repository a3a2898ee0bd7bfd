/* What the code takes for granted of a compiler and its target, asserted where it is compiled. */
#ifndef BASE_ASSUMPTIONS_H
#define BASE_ASSUMPTIONS_H

#include <float.h>
#include <limits.h>
#include <stddef.h>

/* float and double are IEC 60559's binary32 and binary64, and every operation rounds to its own type: the same seed must give the
 * same bits. Contraction of a·b + c is switched off by -ffp-contract=off, which no macro shows. */
_Static_assert(FLT_RADIX == 2 && FLT_MANT_DIG == 24 && FLT_MIN_EXP == -125 && FLT_MAX_EXP == 128,
               "float is not binary32");
_Static_assert(DBL_MANT_DIG == 53 && DBL_MIN_EXP == -1021 && DBL_MAX_EXP == 1024, "double is not binary64");
_Static_assert(sizeof(float) == 4 && sizeof(double) == 8, "a floating-point type is padded");
_Static_assert(FLT_EVAL_METHOD == 0, "floating-point operations are evaluated in a wider type (x87?)");
#if defined(__FAST_MATH__) || (defined(__FINITE_MATH_ONLY__) && __FINITE_MATH_ONLY__)
#error "Compile without -ffast-math: sums must be in their written order, and NaN must stay NaN."
#endif

/* Files are read and written as they lie in memory, and fingerprints are taken of it. */
_Static_assert(CHAR_BIT == 8, "a byte does not have 8 bits");
_Static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "the target is not little-endian");

/* Sizes of memory are counted in size_t, and of files up to 4 GB on 32 bits. */
_Static_assert(sizeof(size_t) == 4 || sizeof(size_t) == 8, "size_t has neither 32 nor 64 bits");

#endif
