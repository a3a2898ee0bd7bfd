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
