#!/usr/bin/env bash
# usage: scripts/download.sh URL FILE BYTES MD5
#
# Downloads URL to FILE, which appears only once it is whole and has that size and MD5. What has been
# received so far is kept as FILE.part, and the next attempt, or the next run, goes on from there.
# WAIT is the number of seconds before the second attempt (5); it doubles with every further one.
set -euo pipefail
# shellcheck source=scripts/say.sh
source "$(dirname "${BASH_SOURCE[0]}")/say.sh"

url=$1 file=$2 bytes=$3 md5=$4
part=$file.part
attempts=6
wait=${WAIT:-5}

size_of() { if [ -e "$1" ]; then stat --format=%s "$1"; else echo 0; fi; }

is_right() { [ "$(size_of "$1")" = "$bytes" ] && [ "$(md5sum <"$1" | cut -d' ' -f1)" = "$md5" ]; }

# receive: one attempt to complete the part; `code` is then curl's exit code and `answer` the HTTP status.
receive() {
	local progress=--silent
	if [ -t 2 ]; then progress=--progress-bar; fi
	code=0
	# Less than 1 kB/s for half a minute counts as a broken connection.
	answer=$(curl $progress --show-error --fail --location --continue-at - --output "$part" \
		--connect-timeout 30 --speed-limit 1000 --speed-time 30 --max-filesize "$bytes" \
		--write-out '%{http_code}' "$url") || code=$?
}

# Sorts out what cannot become right by trying again.
stop_where_hopeless() {
	case $code in
	0) [ "$(size_of "$part")" -ge "$bytes" ] ||
		stop "$url has another file than expected: $(size_of "$part") bytes instead of $bytes." ;;
	3 | 6) stop "$url cannot be reached: is the address right, and is this computer online?" ;;
	23) stop "$part cannot be written: is the disk full?" ;;
	63) rm -f "$part" && stop "$url has another file than expected: it is larger than $bytes bytes." ;;
	esac
	case $answer in
	408 | 429) ;; # "later", which is what we do
	4*) [ "$answer" = 416 ] || stop "$url is not there (the server answers $answer). The file can be fetched by hand and put at $file." ;;
	esac
}

if [ -e "$file" ]; then
	is_right "$file" || stop "$file is damaged or another file. Please delete it, then run this again."
	exit 0
fi
mkdir -p "$(dirname "$file")"

for ((attempt = 1; $(size_of "$part") != bytes; attempt++)); do
	if ((attempt > attempts)); then
		stop "The download of $url broke off $attempts times. Run this again later: it goes on from $part."
	fi
	if ((attempt > 1)); then
		echo "The connection broke after $(size_of "$part") of $bytes bytes; going on in $wait s." >&2
		sleep "$wait"
		wait=$((wait * 2))
	fi
	receive
	stop_where_hopeless
	# 33 and 416: the server cannot go on in the middle. A server's whole file of another size is no part of ours either.
	if [ "$code" = 33 ] || [ "$answer" = 416 ] || [ "$(size_of "$part")" -gt "$bytes" ]; then
		rm -f "$part"
	fi
done

if ! is_right "$part"; then
	rm -f "$part"
	stop "What $url sent is damaged (its MD5 is not $md5); it has been deleted. Please run this again."
fi
mv "$part" "$file"
