#!/usr/bin/env bash
# runs all tests, or the named suites; the last line counts them; ./dev test --help lists the suites
set -euo pipefail
# shellcheck source=scripts/reports.sh
source scripts/reports.sh
# shellcheck source=scripts/corpus.sh
source scripts/corpus.sh

# In this order: what fails fast comes first.
suites=(scripts engine program page packages instructions arm sanitizers browsers)

list_suites() {
	echo 'usage: ./dev test [SUITE…]'
	echo
	for name in "${suites[@]}"; do
		printf '  %-14s %s\n' "$name" "$(sed -n '1s/^# //p' "scripts/suites/$name.sh")"
	done
}

# The page is tested with the reviews where they are at hand; nothing is downloaded for a test.
build_site() {
	build_engines && build_page || return
	local archive
	if archive=$(bash scripts/find-reviews.sh --local); then
		build_preset native unroll && make_corpus "$archive" && place_page_corpus
	else
		say "The reviews are not here (./dev demo downloads them): the tests that need them are skipped"
	fi
}
need_site() { need site build_site; }

case ${1:-} in -h | --help) list_suites && exit ;; esac
for name in "$@"; do
	if [ ! -f "scripts/suites/$name.sh" ]; then
		echo "./dev test: there is no suite '$name'" >&2
		list_suites >&2
		exit 2
	fi
done
if [ $# -gt 0 ]; then suites=("$@"); fi

require_packages "$to_build$(test_packages "${suites[@]}")"
require_node
require_modules web
begin_suites
for name in "${suites[@]}"; do suite "$name"; done
end_suites
