#!/usr/bin/env bash
# usage: scripts/find-reviews.sh [--local]
#
# Prints the path of the archive of reviews: $IMDB_ARCHIVE, or data/aclImdb_v1.tar.gz, or the subset beside
# the repository; otherwise it downloads the official archive into data/ (with --local: fails, silently). Exit code 3
# where that fails, and 1 where IMDB_ARCHIVE is wrong.
# IMDB_URL may name another server of the same file.
set -euo pipefail
# shellcheck source=scripts/say.sh
source "$(dirname "${BASH_SOURCE[0]}")/say.sh"

# Maas et al., "Learning Word Vectors for Sentiment Analysis", ACL 2011.
official=https://ai.stanford.edu/~amaas/data/sentiment/aclImdb_v1.tar.gz
bytes=84125825
md5=7c2ac02c03563afcf9b574c7e56c153a

if [ -n "${IMDB_ARCHIVE:-}" ]; then
	[ -r "$IMDB_ARCHIVE" ] || stop "IMDB_ARCHIVE names $IMDB_ARCHIVE, which cannot be read. Please correct or unset it."
	echo "$IMDB_ARCHIVE"
	exit
fi
for archive in data/aclImdb_v1.tar.gz ../shared/imdb/aclImdb_subset.tar.gz; do
	if [ -e "$archive" ]; then
		echo "$archive"
		exit
	fi
done
if [ "${1:-}" = --local ]; then
	exit 1
fi
say "Downloading the Large Movie Review Dataset, 84 MB, into data/" >&2
bash "$(dirname "${BASH_SOURCE[0]}")/download.sh" "${IMDB_URL:-$official}" data/aclImdb_v1.tar.gz $bytes $md5 >&2 || exit 3
echo data/aclImdb_v1.tar.gz
