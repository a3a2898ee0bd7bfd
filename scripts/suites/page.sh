# the page: its types, its modules and components under Node, the size of what it loads, the benchmark
# shellcheck shell=bash
if need_site && need_preset native && need_preset native-clang unroll; then
	for folder in wasm bench; do node_tests "$folder"; done
	check "types of the page" npm run --prefix web check
	page_tests test
fi
