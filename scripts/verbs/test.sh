#!/usr/bin/env bash
# installs what is missing, builds everything and runs every test; the last line counts them
set -euo pipefail
# shellcheck source=scripts/build-all.sh
source scripts/build-all.sh
# shellcheck source=scripts/corpus.sh
source scripts/corpus.sh
# shellcheck source=scripts/suites.sh
source scripts/suites.sh

require_packages "$to_build$to_test"
require_node
require_modules web
begin_suites

for preset in native native-clang native-sanitize; do
	if must "build $preset" build_preset "$preset"; then c_tests "$preset"; fi
done

# The page is tested with the reviews where they are at hand; nothing is downloaded for a test.
build_site() {
	build_engines && build_page || return
	local archive
	if archive=$(bash scripts/find-reviews.sh --local); then
		make_corpus "$archive" && place_page_corpus
	else
		say "The reviews are not here (./dev demo downloads them): the tests that need them are skipped"
	fi
}
must "build the site" build_site || true

for folder in structure setup bench instructions cli wasm; do
	node_tests "$folder"
done
check "types of the page" npm run --prefix web check
page_tests test
page_tests test:browser

end_suites
