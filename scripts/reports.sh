# Running tests, counting their cases, and measuring how long each suite takes. Sourced by the verb test.
# shellcheck shell=bash
# shellcheck source=scripts/build-all.sh
source scripts/build-all.sh

reports=build/reports

begin_suites() {
	rm -rf "$reports"
	mkdir -p "$reports"
	: >"$reports/tally" # a line for each program or suite: passed failed skipped
	: >"$reports/times" # a line for each suite: name, seconds, cases
}

# suite NAME: runs scripts/suites/NAME.sh, which counts its cases.
suite() {
	local began=$SECONDS
	tally=$reports/$1.tally
	: >"$tally"
	say "Suite: $1"
	# shellcheck source=/dev/null
	source "scripts/suites/$1.sh"
	cat "$tally" >>"$reports/tally"
	printf '%-14s %5d s   %s\n' "$1" "$((SECONDS - began))" "$(node scripts/count-tests.mjs --sum "$tally" || true)" >>"$reports/times"
}

# Prints how long each suite took and, as the last line, the sum of all cases; fails where a case failed.
end_suites() {
	echo
	cat "$reports/times"
	printf '%-14s %5d s\n\n' 'in all' "$SECONDS"
	node scripts/count-tests.mjs --sum "$reports/tally"
}

# count (NAME REPORT EXIT_CODE)…: adds the cases of reports to the tally.
count() { node scripts/count-tests.mjs "$@" >>"$tally"; }

# need WHAT COMMAND…: something tests depend on, made once for all suites. It counts only where it fails: as one failed case.
declare -A needs
need() {
	local code=0
	if [ -z "${needs[$1]:-}" ]; then
		"${@:2}" || code=$?
		needs[$1]=$code
		[ "$code" = 0 ] || count "build $1" none "$code"
	fi
	return "${needs[$1]}"
}

# need_preset PRESET [TARGET]: a build of the engine.
need_preset() { need "$*" build_preset "$@"; }

# run_c_test PRESET NAME: runs a test program and keeps its report and exit code.
run_c_test() {
	local report=$reports/$1-$2 code=0 program=(timeout 600 "build/$1/tests/$2")
	if [ "$1" = aarch64 ]; then program=(timeout 600 qemu-aarch64 "build/$1/tests/$2"); fi
	CMOCKA_MESSAGE_OUTPUT=xml "${program[@]}" >"$report.xml" 2>&1 || code=$?
	echo "$code" >"$report.code"
}

# c_tests PRESET [NAME…]: the C test programs of a build, or some of them, as many at a time as there are processors.
c_tests() {
	local names=("${@:2}") name report code ended=()
	say "C tests: $1"
	if [ $# = 1 ]; then mapfile -t names <"build/$1/tests/c_tests.txt"; fi
	export -f run_c_test
	export reports
	printf '%s\n' "${names[@]}" | xargs -P "$(nproc)" -I '{}' bash -c "run_c_test $1 {}"
	for name in "${names[@]}"; do
		report=$reports/$1-$name
		code=$(cat "$report.code")
		if [ "$code" = 77 ]; then # SKIPPED in tests/kernels/guarded.h: this processor cannot run it
			echo "$1/$name: $(cat "$report.xml")"
			echo '0 0 1' >>"$tally"
			continue
		fi
		if [ "$code" != 0 ]; then tail -n 100 "$report.xml"; fi
		ended+=("$1/$name" "$report.xml" "$code")
	done
	count "${ended[@]}"
}

# node_tests FOLDER: the tests of a folder under tests/ that Node runs.
node_tests() {
	local report=$reports/$1.xml code=0
	say "Tests: $1"
	node --test --test-reporter=spec --test-reporter-destination=stdout \
		--test-reporter=junit --test-reporter-destination="$report" tests/"$1"/*.test.mjs || code=$?
	count "$1" "$report" "$code"
}

# page_tests SCRIPT: an npm script of web/ that runs Vitest.
page_tests() {
	local name=page-${1//:/-} code=0
	say "Tests of the page: npm run $1"
	npm run --prefix web "$1" -- --reporter=default --reporter=junit --outputFile.junit="$PWD/$reports/$name.xml" || code=$?
	count "$name" "$reports/$name.xml" "$code"
}

# check NAME COMMAND…: a checker without a report, counted as one case.
check() {
	local code=0
	say "Check: $1"
	"${@:2}" || code=$?
	if [ "$code" = 0 ]; then echo "1 0 0" >>"$tally"; else count "$1" none "$code"; fi
}
