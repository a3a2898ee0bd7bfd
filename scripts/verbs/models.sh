#!/usr/bin/env bash
# rebuilds models/ from the reviews, byte for byte, and measures it on the test reviews
set -euo pipefail
# shellcheck source=scripts/build-all.sh
source scripts/build-all.sh
# shellcheck source=scripts/corpus.sh
source scripts/corpus.sh

require_packages "$to_build"
require_node
build_preset native unroll
archive=$(bash scripts/find-reviews.sh)
found=$(bash scripts/find-korean-reviews.sh) || stop "The Korean reviews are needed too: ratings_test.txt of NSMC in data/, or NSMC_ARCHIVE."
[ ! -d "$found" ] || found=$found/ratings_test.txt
divide_korean "$found"
say "Training"
node scripts/models.mjs "$archive" "$@"
