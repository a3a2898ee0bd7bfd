// Writes src/text/lower_case_table.h: `node tools/make_lower_case.mjs > src/text/lower_case_table.h`.
// Each code point's lower case comes from String.prototype.toLowerCase(), that is from Unicode's tables; where it has
// several code points, which is so for U+0130 alone, the first is taken.

const ranges = [];
for (let code = 0x80; code <= 0x10ffff; code++) {
	if (code >= 0xd800 && code <= 0xdfff) continue;
	const lower = String.fromCodePoint(code).toLowerCase().codePointAt(0);
	if (lower === code) continue;
	const last = ranges.at(-1);
	const joins = last && last.shift === lower - code && code - last.last <= 2;
	const step = joins ? code - last.last : 1;
	if (joins && (last.first === last.last || step === last.step)) {
		last.last = code;
		last.step = step;
	} else {
		ranges.push({ first: code, last: code, step: 1, shift: lower - code });
	}
}

const hexadecimal = (code) => `0x${code.toString(16).padStart(4, '0')}`;
const lines = ranges.map(
	({ first, last, step, shift }) => `\t{${hexadecimal(first)}, ${last - first}, ${step}, ${shift}},`,
);
console.log(`/* Made by tools/make_lower_case.mjs from Unicode ${process.versions.unicode}; not to be edited.
 * Of the code points from \`first\` to \`first + span\`, each \`step\`-th has its lower case \`shift\` further on. */
#ifndef TEXT_LOWER_CASE_TABLE_H
#define TEXT_LOWER_CASE_TABLE_H

#include <stdint.h>

typedef struct lower_case_range {
	uint32_t first : 21, span : 9, step : 2;
	int32_t shift;
} lower_case_range;

// clang-format off
static const lower_case_range lower_case_ranges[] = {
${lines.join('\n')}
};
// clang-format on

#endif`);
