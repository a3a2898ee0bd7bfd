#!/usr/bin/env bash
# removes build/ and the installed npm packages; a downloaded archive in data/ is kept
set -euo pipefail
rm -rf build web/node_modules bench/peers/node_modules
