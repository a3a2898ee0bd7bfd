#!/usr/bin/env bash
# build, then the reviews into build/site: a folder that any web server can serve
set -euo pipefail
# shellcheck source=scripts/build-all.sh
source scripts/build-all.sh
# shellcheck source=scripts/corpus.sh
source scripts/corpus.sh

require_tools
build_everything
place_reviews
