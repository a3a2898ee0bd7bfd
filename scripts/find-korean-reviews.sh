#!/usr/bin/env bash
# usage: scripts/find-korean-reviews.sh
#
# Prints where the files of NSMC (the Naver Sentiment Movie Corpus) are: $NSMC_ARCHIVE, data/ or the folder beside the repository. It is
# a folder with ratings_train.txt and ratings_test.txt, or one of those files alone, as it is or packed with xz. Exit code 3
# where there is none, and 1 where NSMC_ARCHIVE is wrong.
set -euo pipefail
# shellcheck source=scripts/say.sh
source "$(dirname "${BASH_SOURCE[0]}")/say.sh"

# in_folder FOLDER: the files of a folder, as they are printed; nothing where it has none.
in_folder() {
	local name
	if [ -r "$1/ratings_train.txt" ] && [ -r "$1/ratings_test.txt" ]; then
		echo "$1"
		return
	fi
	for name in ratings_train.txt ratings_train.txt.xz ratings_test.txt ratings_test.txt.xz; do
		if [ -r "$1/$name" ]; then
			echo "$1/$name"
			return
		fi
	done
}

if [ -n "${NSMC_ARCHIVE:-}" ]; then
	found=$NSMC_ARCHIVE
	[ ! -d "$found" ] || found=$(in_folder "$found")
	if [ -z "$found" ] || [ ! -r "$found" ]; then
		stop "NSMC_ARCHIVE names $NSMC_ARCHIVE, where there are no ratings_train.txt and ratings_test.txt. Please correct or unset it."
	fi
	echo "$found"
	exit
fi
for folder in data ../shared/nsmc; do
	found=$(in_folder "$folder")
	if [ -n "$found" ]; then
		echo "$found"
		exit
	fi
done
exit 3
