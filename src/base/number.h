/* Numbers to text and back, the same on every machine: no locale, no C library. */
#ifndef BASE_NUMBER_H
#define BASE_NUMBER_H

#include <stdbool.h>
#include <stdint.h>

#define NUMBER_TEXT 32 /* bytes that every formatted number fits into, with the '\0' */

/* Reads a decimal number ("12", "-0.5", "1e-4") that fills the whole text: at most 15 significant digits,
 * and a power of ten of at most 22 either way after the digits are read as an integer, so that one exact
 * multiplication or division gives the nearest double (Clinger, "How to read floating point numbers
 * accurately", 1990). False where the text is no such number. */
bool parse_number(const char *text, double *value);

/* Reads a whole number of at most 10 digits, without sign, that fits 32 bits. */
bool parse_integer(const char *text, uint32_t *value);

/* Writes the shortest decimal of at most 15 digits that parse_number() reads back as the same value; where
 * none does, 15 digits. "nan", "inf" and "-inf" where the value is that. */
void format_number(double value, char text[NUMBER_TEXT]);

#endif
