#!/usr/bin/env bash
# builds the program (build/native/unroll), the engine for browsers and the page (build/site)
set -euo pipefail
# shellcheck source=scripts/build-all.sh
source scripts/build-all.sh

require_tools
build_everything
