# Messages of ./dev. Sourced by the other scripts.
# shellcheck shell=bash

# say TEXT: reports what is done now.
say() { printf '\n== %s\n' "$*"; }

# stop TEXT: what went wrong and what to do about it. Ends the script.
stop() {
	printf '\n%s\n' "$*" >&2
	exit 1
}

have() { command -v "$1" >/dev/null 2>&1; }
