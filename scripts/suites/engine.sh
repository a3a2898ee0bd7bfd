# the C tests with gcc and with clang, which must give the same bits; the library as its user links it
# shellcheck shell=bash
for preset in native native-clang; do
	if need_preset "$preset"; then c_tests "$preset"; fi
done
if need_preset native; then node_tests library; fi
