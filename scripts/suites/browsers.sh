# the page in Chromium, Firefox and WebKit
# shellcheck shell=bash
if need_site; then page_tests test:browser; fi
