# the structure of the repository and its scripts
# shellcheck shell=bash
for folder in structure setup; do node_tests "$folder"; done
