#!/usr/bin/env bash
# runs a fuzzer: ./dev fuzz NAME [SECONDS] [memory]; without a name, lists them
set -euo pipefail
# shellcheck source=scripts/build-all.sh
source scripts/build-all.sh

list_fuzzers() {
	echo 'usage: ./dev fuzz NAME [SECONDS] [memory]'
	echo
	echo 'Runs for SECONDS (60) under AddressSanitizer and UBSan, or under MemorySanitizer. An input'
	echo 'that shows a fault is written to build/fuzz/found. FUZZ_OPTIONS are options of libFuzzer.'
	echo
	for file in tests/fuzz/fuzz_*.c; do
		printf '  %-12s %s\n' "$(basename "$file" .c | sed 's/^fuzz_//')" "$(sed -n '1s,^/\* \([^.:]*\).*,\1,p' "$file")"
	done
}

name=${1:-} seconds=${2:-60} preset=fuzz${3:+-$3}
if [ -z "$name" ]; then
	list_fuzzers
	exit
fi
if [ ! -f "tests/fuzz/fuzz_$name.c" ]; then
	echo "./dev fuzz: there is no fuzzer '$name'" >&2
	list_fuzzers >&2
	exit 2
fi

require_packages "$to_build$(test_packages sanitizers)"
build_preset "$preset" "fuzz_$name"
# What libFuzzer finds worth keeping goes to the first folder, and is there the next time.
mkdir -p "build/fuzz/corpora/$name" build/fuzz/found
read -ra options <<<"${FUZZ_OPTIONS:-}"
exec "build/$preset/tests/fuzz_$name" -max_total_time="$seconds" -max_len=8192 -timeout=10 -rss_limit_mb=1024 -malloc_limit_mb=512 \
	-artifact_prefix="build/fuzz/found/$name-" -print_final_stats=1 ${options[@]+"${options[@]}"} \
	"build/fuzz/corpora/$name" "tests/fuzz/corpora/$name"
