# the page in Chromium and Firefox
# shellcheck shell=bash
if need_site; then page_tests test:browser; fi
