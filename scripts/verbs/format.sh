#!/usr/bin/env bash
# formats the C sources with clang-format
set -euo pipefail
# shellcheck source=scripts/requirements.sh
source scripts/requirements.sh

require_packages 'clang-format|clang-format|to format C'
find include src tests bench -not -path "*/node_modules/*" -name '*.[ch]' -exec clang-format -i {} +
