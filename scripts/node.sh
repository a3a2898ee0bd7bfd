# Node for the page's tools: the system's where it is new enough, otherwise one of our own under
# build/tools, from the npm registry, at the versions of scripts/node-tools/package-lock.json. Sourced by the verbs.
# shellcheck shell=bash
# shellcheck source=scripts/say.sh
source scripts/say.sh

oldest_node=20.19.0 # what Vite asks for

node_is_new_enough() {
	have node && [ "$(printf '%s\n' "$oldest_node" "$(node --version | tr -d v)" | sort -V | head -n 1)" = "$oldest_node" ]
}

# require_node: afterwards `node` and `npm` are the right ones.
require_node() {
	if node_is_new_enough; then
		return
	fi
	if [ ! build/tools/node_modules/.package-lock.json -nt scripts/node-tools/package-lock.json ]; then
		say "Node $(node --version 2>/dev/null || echo 0) is installed and the page's tools need $oldest_node: fetching one into build/tools"
		mkdir -p build/tools
		cp scripts/node-tools/package.json scripts/node-tools/package-lock.json build/tools/
		npm ci --prefix build/tools --no-audit --no-fund
	fi
	local folder
	for folder in "$PWD"/build/tools/node_modules/{.bin,node-linux-*/bin}; do # npm links its own program into .bin, but not node
		PATH="$folder:$PATH"
	done
	hash -r
	node_is_new_enough || stop "There is no Node for $(uname -m) in build/tools. Please install Node $oldest_node or newer, then run ./dev again."
}

# require_modules FOLDER: installs its npm packages where its lock file has changed since the last time.
require_modules() {
	if [ ! "$1/node_modules/.package-lock.json" -nt "$1/package-lock.json" ]; then
		say "Installing the npm packages of $1"
		npm ci --prefix "$1" --no-audit --no-fund
	fi
}
