# the program, as its user runs it
# shellcheck shell=bash
if need_preset native; then node_tests cli; fi
