# what is published, as its users have it: the site's zip and the npm packages, in Node, bundlers and Chromium
# shellcheck shell=bash
if need_site && need_preset native unroll && need modules require_modules tests/packages; then node_tests packages; fi
