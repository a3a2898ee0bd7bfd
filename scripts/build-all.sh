# Building, from the sources to build/native/unroll and build/site. Sourced by the verbs.
# shellcheck shell=bash
# shellcheck source=scripts/requirements.sh
source scripts/requirements.sh
# shellcheck source=scripts/node.sh
source scripts/node.sh

# require_tools: whatever building takes.
require_tools() {
	require_packages "$to_build"
	require_node
	require_modules web
}

# build_preset NAME [TARGET…]: a CMake preset, all of it or some targets.
build_preset() {
	say "Building: $1"
	local targets=("${@:2}")
	cmake --preset "$1" >/dev/null && cmake --build --preset "$1" --target "${targets[@]:-all}"
}

# place_models: what models/ ships, compressed, in the site: build/site/models/NAME.safetensors.zst, and what was measured
# of it, for the catalogue.
place_models() {
	rm -rf build/site/models
	mkdir -p build/site/models
	cp models/measured.json build/site/models/
	zstd --quiet -19 models/*.safetensors --output-dir-flat build/site/models
}

# build_page: build/site without the reviews.
build_page() {
	say "Building: the page"
	rm -rf build/site/assets # the names of its files change with their contents
	npm run --prefix web build && place_models && node scripts/catalogue.mjs
}

# build_engines: engine.wasm in each of its builds, and importer.wasm.
build_engines() {
	local preset
	for preset in wasm wasm-threads wasm-scalar; do build_preset "$preset" || return; done
}

build_everything() {
	build_preset native unroll
	build_engines
	build_page
}
