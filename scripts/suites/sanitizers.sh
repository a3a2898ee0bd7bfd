# the C tests under AddressSanitizer, UBSan and MemorySanitizer, and what uses threads under ThreadSanitizer
# shellcheck shell=bash
for preset in native-sanitize native-memory; do
	if need_preset "$preset" c_tests; then c_tests "$preset"; fi
done
threaded=(test_threads test_readers_share_a_model)
if need_preset native-threads "${threaded[@]}"; then c_tests native-threads "${threaded[@]}"; fi
