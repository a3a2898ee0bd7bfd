#!/usr/bin/env bash
# installs missing packages, builds the site and serves it; PORT (8000) and HOST (localhost) may be set
set -euo pipefail
bash scripts/verbs/site.sh
# shellcheck source=scripts/node.sh
source scripts/node.sh
require_node
exec node scripts/serve.mjs build/site
