#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The unit tests under valgrind: nothing is read that was not written, and
# nothing lost, in a build as it is installed.
set -u
. "${srcdir:-.}/tests/lib.sh"
unit=$(dirname "$SMIME_SETUP")/tests/unit
have valgrind || skip 'valgrind is not here'
[ -x "$unit" ] || skip 'the unit tests are not built'
! is_sanitized || skip 'this build has sanitizers'

# What takes long is the rounds of PBKDF2; those suites have ASan as well.
suites=${SMIME_VALGRIND_SUITES-'util secret text report fsio address der csr
    cert chain recognise check_request check_cert check_trust check_bundle
    client store page answers entry draw'}

# shellcheck disable=SC2086 # a list
ok 'valgrind finds nothing' valgrind -q --error-exitcode=9 --leak-check=full \
    --errors-for-leak-kinds=definite --num-callers=20 "$unit" $suites
finish
