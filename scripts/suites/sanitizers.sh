# the C tests under AddressSanitizer, UBSan and MemorySanitizer, and what uses threads under ThreadSanitizer
# shellcheck shell=bash
for preset in native-sanitize native-memory; do
	if need_preset "$preset" c_tests; then c_tests "$preset"; fi
done
if need_preset native-threads test_threads; then c_tests native-threads test_threads; fi
