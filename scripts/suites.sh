# Running tests and counting their cases. Sourced by the verb test.
# shellcheck shell=bash
# shellcheck source=scripts/say.sh
source scripts/say.sh

reports=build/reports
tally=$reports/tally

begin_suites() {
	rm -rf "$reports"
	mkdir -p "$reports"
	: >"$tally"
}

# count NAME REPORT EXIT_CODE: adds the cases of a report to the tally.
count() { node scripts/count-tests.mjs "$@" >>"$tally"; }

# must NAME COMMAND…: something tests depend on. It counts only where it fails: as one failed case.
must() {
	local code=0
	"${@:2}" || code=$?
	[ "$code" = 0 ] || count "$1" none "$code"
	return "$code"
}

# c_tests PRESET: every C test program of a build.
c_tests() {
	local program name report code
	say "C tests: $1"
	for program in $(find "build/$1/tests" -maxdepth 1 -name 'test_*' -type f -executable | sort); do
		name=$(basename "$program")
		report=$reports/$1-$name.xml
		code=0
		CMOCKA_MESSAGE_OUTPUT=xml timeout 600 "$program" >"$report" 2>&1 || code=$?
		if [ "$code" = 77 ]; then # SKIPPED in tests/kernels/guarded.h: this processor cannot run it
			echo "$1/$name: $(cat "$report")"
			echo '0 0 1' >>"$tally"
			continue
		fi
		if [ "$code" != 0 ]; then cat "$report"; fi
		count "$1/$name" "$report" "$code"
	done
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

# Prints the last line; fails where a case failed.
end_suites() {
	echo
	node scripts/count-tests.mjs --sum "$tally"
}
