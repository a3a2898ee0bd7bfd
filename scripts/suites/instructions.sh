# how many instructions a training batch takes, against the record
# shellcheck shell=bash
if need_preset native; then node_tests instructions; fi
