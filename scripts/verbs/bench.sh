#!/usr/bin/env bash
# measures speed and memory: natively, in Node and in the page; ./dev bench --help lists the options
set -euo pipefail
# shellcheck source=scripts/build-all.sh
source scripts/build-all.sh

# Progress goes to standard error; standard output has only the tables.
prepare() {
	require_packages "$to_build
chromium|chromium|to measure the page"
	require_node
	require_modules web
	build_preset native unroll_bench
	build_engines
	build_page
	case " $* " in *firefox*) require_packages "firefox-esr|firefox-esr|to measure Firefox" ;; esac
	case " $* " in *' --peers '*) require_modules bench/peers ;; esac
}

case " $* " in
*' --help '*) require_node >&2 ;;
*) prepare "$@" >&2 ;;
esac
exec node bench/bench.mjs "$@"
