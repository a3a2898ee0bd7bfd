# From the archive of reviews to the corpus that the page loads. Sourced by the verbs.
# shellcheck shell=bash
# shellcheck source=scripts/say.sh
source scripts/say.sh

corpus=build/corpus/imdb.safetensors
page_corpus=build/corpus/page.safetensors
test_reviews=build/corpus/imdb-test.safetensors

# pack_test_reviews CORPUS FILE: its test half, packed, as a corpus of its own.
pack_test_reviews() {
	node scripts/test-reviews.mjs "$1" -o "$2" && zstd --quiet --ultra -22 --force "$2" -o "$2.zst"
}

# make_corpus ARCHIVE: the corpus file and the page's copies, again only where archive or program changed. The page trains on one without the
# test half, and fetches that when a network is evaluated on it.
make_corpus() {
	local made_of
	made_of=$(stat --format='%n %s %Y' "$1" build/native/unroll)
	if [ -e "$page_corpus.zst" ] && [ -e "$test_reviews.zst" ] && [ "$(cat "$corpus.made-of" 2>/dev/null)" = "$made_of" ]; then
		return
	fi
	say "Reading the reviews of $1"
	mkdir -p "$(dirname "$corpus")"
	build/native/unroll corpus imdb "$1" -o "$corpus" &&
		build/native/unroll corpus imdb "$1" --half train -o "$page_corpus" &&
		zstd --quiet --ultra -22 --force "$page_corpus" -o "$page_corpus.zst" &&
		pack_test_reviews "$corpus" "$test_reviews" &&
		echo "$made_of" >"$corpus.made-of"
}

# place_page_corpus: the page's copies of the corpus, compressed, in the site and in its catalogue.
place_page_corpus() {
	mkdir -p build/site/corpus
	cp "$page_corpus.zst" build/site/corpus/imdb.safetensors.zst
	cp "$test_reviews.zst" build/site/corpus/imdb-test.safetensors.zst
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

korean_files=build/corpus/nsmc
korean_corpus=build/corpus/nsmc.safetensors
page_korean_corpus=build/corpus/nsmc-page.safetensors
korean_test_reviews=build/corpus/nsmc-test.safetensors

# divide_korean FOUND: ratings_train.txt and ratings_test.txt in $korean_files. Of one file alone, a fifth of the rows, the last ones,
# becomes the test file.
divide_korean() {
	mkdir -p "$korean_files"
	if [ -d "$1" ]; then
		cp "$1/ratings_train.txt" "$1/ratings_test.txt" "$korean_files"
		return
	fi
	local all=$korean_files/all.txt rows
	case $1 in
	*.xz) xz --decompress --stdout "$1" >"$all" ;;
	*) cp "$1" "$all" ;;
	esac
	rows=$(($(grep -c '' "$all") - 1)) # also where the last line has no end
	head -n $((1 + rows - rows / 5)) "$all" >"$korean_files/ratings_train.txt"
	{ head -n 1 "$all" && tail -n $((rows / 5)) "$all"; } >"$korean_files/ratings_test.txt"
	rm "$all"
}

# make_korean_corpus FOUND: the corpus of NSMC in subwords, and the page's copy without the test half, again only where files or
# program changed.
make_korean_corpus() {
	local made_of
	made_of=$(stat --format='%n %s %Y' "$1" build/native/unroll)
	if [ -e "$page_korean_corpus.zst" ] && [ -e "$korean_test_reviews.zst" ] && [ "$(cat "$korean_corpus.made-of" 2>/dev/null)" = "$made_of" ]; then
		return
	fi
	say "Reading the Korean reviews of $1"
	divide_korean "$1" &&
		build/native/unroll corpus csv "$korean_files"/ratings_{train,test}.txt --subwords 6000 -o "$korean_corpus" &&
		build/native/unroll corpus csv "$korean_files/ratings_train.txt" --test 0 --subwords 6000 -o "$page_korean_corpus" &&
		zstd --quiet --ultra -22 --force "$page_korean_corpus" -o "$page_korean_corpus.zst" &&
		pack_test_reviews "$korean_corpus" "$korean_test_reviews" &&
		echo "$made_of" >"$korean_corpus.made-of"
}

# place_korean_reviews: adds the Korean reviews to the site where their files are at hand; without them the page does without.
place_korean_reviews() {
	local found code=0
	found=$(bash scripts/find-korean-reviews.sh) || code=$?
	if [ "$code" = 0 ]; then
		make_korean_corpus "$found" &&
			mkdir -p build/site/corpus && cp "$page_korean_corpus.zst" build/site/corpus/nsmc.safetensors.zst &&
			cp "$korean_test_reviews.zst" build/site/corpus/nsmc-test.safetensors.zst &&
			node scripts/catalogue.mjs && say "With Korean reviews, from $found"
	elif [ "$code" != 3 ]; then
		return "$code"
	fi
}
