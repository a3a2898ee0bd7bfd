# Installing what building, showing and testing need, where it is missing. Sourced by the verbs.
# shellcheck shell=bash
# shellcheck source=scripts/say.sh
source scripts/say.sh

# Debian package | how to see that it is there: a command, or a header as <name> | what it is for
# shellcheck disable=SC2034 # for those who source this
to_build='
ca-certificates|/etc/ssl/certs/ca-certificates.crt|to trust the servers it downloads from
cmake|cmake|to configure the build
ninja-build|ninja|to run the build
gcc|gcc|to compile the engine and the program
libc6-dev|<stdlib.h>|to compile the engine and the program
libarchive-dev|<archive.h>|to read the archive of reviews
zlib1g-dev|<zlib.h>|to unpack it and see that it is whole
libutf8proc-dev|<utf8proc.h>|to compose the letters of imported texts
zstd|zstd|to pack the corpus for the page
libjsmn-dev|<jsmn.h>|to read the headers of safetensors files
libcmocka-dev|<cmocka.h>|to build the C tests
nodejs|node|to build and serve the page
npm|npm|to install what the page is built with
emscripten|emcc|to compile the engine to WebAssembly
curl|curl|to download the reviews'
# The same for tests, with the suites that need it.
to_test='
clang|clang|to see that another compiler gives the same bits|engine page
pkgconf|pkg-config|to use the installed library|engine
clang-19|clang-19|to build under MemorySanitizer and ThreadSanitizer|sanitizers
libclang-rt-19-dev|/usr/lib/llvm-19/lib/clang/19/lib/linux|to run under them|sanitizers
gcc-aarch64-linux-gnu|aarch64-linux-gnu-gcc|to compile the engine for ARM|arm
libc6-dev-arm64-cross|/usr/aarch64-linux-gnu/include/stdlib.h|to compile the engine for ARM|arm
qemu-user|qemu-aarch64|to run it|arm
valgrind|valgrind|to count the instructions that training takes|instructions
chromium|chromium|to test the page|browsers packages
chromium-headless-shell|chromium-headless-shell|to test it at half the cost|browsers
firefox-esr|firefox-esr|to test the page in another browser|browsers
webkit2gtk-driver|WebKitWebDriver|to test the page in WebKit|browsers
xvfb|Xvfb|to give WebKit a screen|browsers
fonts-noto-cjk|/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc|to show the page in Korean|browsers
python3-h5py|/usr/lib/python3/dist-packages/h5py|to read exported models as Keras does|page
nginx-light|nginx|to try the recipe for it|packages
shellcheck|shellcheck|to check these scripts|scripts'

# test_packages SUITE…: the lines of to_test that these suites need.
test_packages() {
	local suite
	for suite in "$@"; do
		grep -E "[| ]$suite( |$)" <<<"$to_test" || true
	done | sort -u
}

is_there() {
	case $1 in
	/*) [ -e "$1" ] ;;
	\<*) have gcc && printf '#if !__has_include(%s)\n#error\n#endif\n' "$1" | gcc -E -x c - >/dev/null 2>&1 ;;
	*) have "$1" ;;
	esac
}

# missing_packages TABLE: the lines of the table that are not installed.
missing_packages() {
	local package sign purpose
	while IFS='|' read -r package sign purpose _; do
		if [ -n "$package" ] && ! is_there "$sign"; then
			echo "$package|$purpose"
		fi
	done <<<"$1"
}

as_root() {
	if [ "$(id -u)" = 0 ]; then
		"$@"
	else
		sudo "$@"
	fi
}

# require_packages TABLE
require_packages() {
	local missing names
	missing=$(missing_packages "$1")
	if [ -z "$missing" ]; then
		return
	fi
	say 'These are missing:'
	awk -F'|' '{ printf "  %-16s %s\n", $1, $2 }' <<<"$missing"
	names=$(cut -d'|' -f1 <<<"$missing" | tr '\n' ' ')
	have apt-get || stop "This system has no apt. Please install the above by its own means (the names are Debian's), then run ./dev again."
	[ "$(id -u)" = 0 ] || have sudo || stop "There is no sudo. Please run as root: apt-get install $names"

	say "Installing them with apt-get"
	as_root apt-get update --quiet
	# One at a time: a nodejs that is not Debian's brings npm along and excludes Debian's npm.
	for name in $names; do
		if [ -n "$(missing_packages "$(grep "^$name|" <<<"$1")")" ]; then
			as_root env DEBIAN_FRONTEND=noninteractive \
				apt-get install --quiet --quiet --yes --no-install-recommends "$name" ||
				stop "apt-get could not install $name. Its message stands above."
		fi
	done
}
