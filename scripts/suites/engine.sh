# the C tests with gcc and with clang, which must give the same bits
# shellcheck shell=bash
for preset in native native-clang; do
	if need_preset "$preset"; then c_tests "$preset"; fi
done
