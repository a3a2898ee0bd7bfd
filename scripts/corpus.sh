# From the archive of reviews to the corpus that the page loads. Sourced by the verbs.
# shellcheck shell=bash
# shellcheck source=scripts/say.sh
source scripts/say.sh

corpus=build/corpus/imdb.safetensors
page_corpus=build/corpus/page.safetensors

# make_corpus ARCHIVE: the corpus file and the page's copy, again only where archive or program changed. The page trains
# and never scores the test half, so its copy does without.
make_corpus() {
	local made_of
	made_of=$(stat --format='%n %s %Y' "$1" build/native/unroll)
	if [ -e "$page_corpus.zst" ] && [ "$(cat "$corpus.made-of" 2>/dev/null)" = "$made_of" ]; then
		return
	fi
	say "Reading the reviews of $1"
	mkdir -p "$(dirname "$corpus")"
	build/native/unroll corpus imdb "$1" -o "$corpus" &&
		build/native/unroll corpus imdb "$1" --half train -o "$page_corpus" &&
		zstd --quiet --ultra -22 --force "$page_corpus" -o "$page_corpus.zst" &&
		echo "$made_of" >"$corpus.made-of"
}

# place_page_corpus: the page's copy of the corpus, compressed, in the site and in its catalogue.
place_page_corpus() {
	mkdir -p build/site/corpus
	cp "$page_corpus.zst" build/site/corpus/imdb.safetensors.zst
	node scripts/catalogue.mjs
}

# place_reviews: completes the site with the reviews, and where they cannot be had says how it goes without them. A wrong
# IMDB_ARCHIVE is an error all the same.
place_reviews() {
	local archive code=0
	archive=$(bash scripts/find-reviews.sh) || code=$?
	if [ "$code" = 0 ]; then
		make_corpus "$archive" && place_page_corpus && say "The site is complete: $PWD/build/site"
	elif [ "$code" = 3 ] && [ -e build/site/corpus/imdb.safetensors.zst ]; then
		say "The site keeps the reviews it already has: $PWD/build/site"
	elif [ "$code" = 3 ]; then
		say "The site is complete, without the reviews: $PWD/build/site
   They were not found and could not be downloaded. The page trains on synthetic reviews instead, generated from word pairs
   of the real ones, and predicts with the models of models/. To use the real ones, put the archive at
   data/aclImdb_v1.tar.gz, or set IMDB_ARCHIVE to its path, and run this again."
	else
		return "$code"
	fi
}
