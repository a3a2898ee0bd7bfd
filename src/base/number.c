#include "base/number.h"

#include <stddef.h>

/* Powers of ten that a double holds exactly. */
static const double power_of_ten[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
                                      1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
enum { LARGEST_POWER = 22, LARGEST_DIGITS = 15 };

/* digits · 10^exponent, correctly rounded, for digits below 10^15 and |exponent| at most 22. */
static double scale(uint64_t digits, int exponent) {
	double value = (double)digits;
	return exponent < 0 ? value / power_of_ten[-exponent] : value * power_of_ten[exponent];
}

static bool is_digit(char character) {
	return character >= '0' && character <= '9';
}

/* Reads "e-4"; leaves `*exponent` as it is where there is none. */
static bool parse_exponent(const char **text, int *exponent) {
	if (**text != 'e' && **text != 'E') return true;
	(*text)++;
	bool negative = **text == '-';
	if (**text == '-' || **text == '+') (*text)++;
	if (!is_digit(**text)) return false;
	int value = 0;
	while (is_digit(**text)) {
		if (value < 1000) value = value * 10 + (**text - '0');
		(*text)++;
	}
	*exponent += negative ? -value : value;
	return true;
}

bool parse_number(const char *text, double *value) {
	bool negative = *text == '-';
	if (negative) text++;
	uint64_t digits = 0;
	int count = 0, exponent = 0;
	bool any = false, fraction = false;
	for (; is_digit(*text) || (*text == '.' && !fraction); text++) {
		if (*text == '.') {
			fraction = true;
			continue;
		}
		any = true;
		if (digits || *text != '0') count++;
		if (count > LARGEST_DIGITS) return false;
		digits = digits * 10 + (uint64_t)(*text - '0');
		if (fraction) exponent--;
	}
	if (!any || !parse_exponent(&text, &exponent) || *text != '\0') return false;
	if (digits == 0) exponent = 0;
	for (; exponent < -LARGEST_POWER && digits % 10 == 0 && digits; exponent++) digits /= 10;
	if (exponent < -LARGEST_POWER || exponent > LARGEST_POWER) return false;
	*value = negative ? -scale(digits, exponent) : scale(digits, exponent);
	return true;
}

bool parse_integer(const char *text, uint32_t *value) {
	uint64_t result = 0;
	size_t count = 0;
	for (; is_digit(text[count]) && count < 10; count++) result = result * 10 + (uint64_t)(text[count] - '0');
	if (count == 0 || text[count] != '\0' || result > UINT32_MAX) return false;
	*value = (uint32_t)result;
	return true;
}

/* Writes d.ddd or d.ddde-x for digits · 10^exponent, `digits` having `count` digits and no zero at its end. */
static void write_digits(char *text, uint64_t digits, int count, int exponent) {
	char figures[24] = "";
	for (int i = count; i-- > 0; digits /= 10) figures[i] = (char)('0' + digits % 10);
	int point = count + exponent; /* the decimal point stands before figure `point` */
	if (point > -5 && point <= 0) {
		*text++ = '0';
		*text++ = '.';
		for (int i = point; i < 0; i++) *text++ = '0';
		for (int i = 0; i < count; i++) *text++ = figures[i];
	} else if (point > 0 && point <= LARGEST_DIGITS) {
		for (int i = 0; i < count || i < point; i++) {
			if (i == point) *text++ = '.';
			*text++ = i < count ? figures[i] : '0';
		}
	} else {
		*text++ = figures[0];
		if (count > 1) *text++ = '.';
		for (int i = 1; i < count; i++) *text++ = figures[i];
		*text++ = 'e';
		int power = point - 1;
		if (power < 0) *text++ = '-';
		if (power < 0) power = -power;
		if (power >= 100) *text++ = (char)('0' + power / 100);
		if (power >= 10) *text++ = (char)('0' + power / 10 % 10);
		*text++ = (char)('0' + power % 10);
	}
	*text = '\0';
}

/* value rounded to `count` digits: an integer of that many digits, and the exponent that goes with it. */
static uint64_t round_to_digits(double value, int count, int *exponent) {
	int power = 0; /* value is about 10^power */
	double scaled = value;
	while (scaled >= 10) scaled /= 10, power++;
	while (scaled < 1) scaled *= 10, power--;
	int shift = count - 1 - power; /* value · 10^shift has `count` digits before the point */
	double whole = value;
	for (int left = shift; left > 0; left -= LARGEST_POWER)
		whole *= power_of_ten[left < LARGEST_POWER ? left : LARGEST_POWER];
	for (int left = -shift; left > 0; left -= LARGEST_POWER)
		whole /= power_of_ten[left < LARGEST_POWER ? left : LARGEST_POWER];
	uint64_t digits = (uint64_t)(whole + 0.5);
	*exponent = -shift;
	return digits;
}

void format_number(double value, char text[NUMBER_TEXT]) {
	if (value != value) {
		text[0] = 'n', text[1] = 'a', text[2] = 'n', text[3] = '\0';
		return;
	}
	if (value < 0) *text++ = '-', value = -value;
	if (value > 1.7976931348623157e308) {
		text[0] = 'i', text[1] = 'n', text[2] = 'f', text[3] = '\0';
		return;
	}
	if (value == 0) {
		text[0] = '0', text[1] = '\0';
		return;
	}
	for (int count = 1; count <= LARGEST_DIGITS; count++) {
		int exponent;
		uint64_t digits = round_to_digits(value, count, &exponent);
		bool exact =
		    exponent >= -LARGEST_POWER && exponent <= LARGEST_POWER && scale(digits, exponent) == value;
		if (!exact && count < LARGEST_DIGITS) continue;
		while (digits % 10 == 0) digits /= 10, exponent++;
		int figures = 0;
		for (uint64_t rest = digits; rest; rest /= 10) figures++;
		write_digits(text, digits, figures, exponent);
		return;
	}
}
