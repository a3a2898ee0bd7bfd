#!/usr/bin/env bash
# retakes the pictures of docs/screenshots, or the named ones
set -euo pipefail
# shellcheck source=scripts/build-all.sh
source scripts/build-all.sh

require_packages "$to_build
chromium|chromium|to take the pictures"
require_node
require_modules web
build_engines
build_page
exec node scripts/screenshots.mjs "$@"
