#!/usr/bin/env bash
# packs a build for publication, the same bytes each time: the site as a zip, and the npm packages (build/release)
set -euo pipefail
# shellcheck source=scripts/build-all.sh
source scripts/build-all.sh

require_tools
build_engines
build_page
say "Packing"
node scripts/release.mjs
