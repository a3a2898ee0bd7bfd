# the fingerprints of training on 64-bit ARM, under qemu
# shellcheck shell=bash
if need_preset aarch64 test_fingerprint; then c_tests aarch64 test_fingerprint; fi
