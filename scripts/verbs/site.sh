#!/usr/bin/env bash
# builds everything and adds the reviews: build/site, a folder that any web server can serve
set -euo pipefail
# shellcheck source=scripts/build-all.sh
source scripts/build-all.sh
# shellcheck source=scripts/corpus.sh
source scripts/corpus.sh

require_tools
build_everything
place_reviews
place_korean_reviews
