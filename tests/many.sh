#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# "check" of many certificates in one run, held against openssl verify: both
# say of the same ones that something stands in their way.
set -u
. "${srcdir:-.}/tests/lib.sh"
have openssl || skip 'no openssl on this machine'
tool=$srcdir/../shared/tools/make-pki.sh
[ -f "$tool" ] || skip "no $tool"
KEYPOOL=2 BAD_PERCENT=30 sh "$tool" 50 "$work/pki" >"$work/err" 2>&1 || {
    cat "$work/err"
    skip 'no material: it needs a compiler and GnuTLS'
}
pki=$work/pki

ours() {
    "$SMIME_SETUP" --home "$work/home" check --chain "$pki/chain-$ca.pem" \
        --roots "$pki/root.pem" "$@"
}

# Names of those that something stands in the way of.
bad_of_ours() { sed -n 's|^.*/\([0-9]*\.pem\): .*([a-z0-9-]*)$|\1|p' "$1" | sort; }
bad_of_openssl() {
    openssl verify -purpose smimesign -CAfile "$pki/root.pem" \
        -untrusted "$pki/chain-$ca.pem" "$pki/leaves-$ca"/*.pem 2>&1 |
        sed -n 's|^error .*/\([0-9]*\.pem\): verification failed$|\1|p' | sort
}

for ca in rsa ec nc; do
    fails 1 "$ca: the worst of many is the status" ours "$pki/leaves-$ca"/*.pem
    cp "$work/out" "$work/lines"
    bad_of_ours "$work/lines" >"$work/ours"
    bad_of_openssl >"$work/theirs"
    ok "$ca: some are bad" test -s "$work/theirs"
    ok "$ca: the same ones as with openssl" diff "$work/ours" "$work/theirs"
    ok "$ca: a line for each, and one for all" \
        test "$(wc -l <"$work/lines")" = 51
    fails 1 "$ca: and so in one file" ours "$pki/leaves-$ca.pem"
    ok "$ca: as many of them" test "$(grep -c '([a-z0-9-]*)$' "$work/out")" = \
        "$(wc -l <"$work/theirs")"
done

for good in "$pki/leaves-$ca"/*.pem; do
    grep -qx "${good##*/}" "$work/ours" || break
done
ok 'a single one has a page' ours "$good"
ok 'with what was in order' grep -q 'found in order' "$work/out"
ok 'several have pages where that is wanted' ours -v "$good" "$good"
ok 'one each' test "$(grep -c 'found in order' "$work/out")" = 2
ok 'else a line' ours "$good" "$good"
ok 'and no more' test "$(wc -l <"$work/out")" = 3
fails 3 'one that is not there stops no other' ours "$good" "$work/none" "$good"
ok 'they are judged' grep -q '^2 were judged' "$work/out"
fails 2 'JSON is one object' ours --json "$good" "$good"
ok 'of one file' ours --json "$good"
finish
