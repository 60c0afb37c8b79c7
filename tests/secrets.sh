#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Looks for the passphrase, the bundle's password and the private key in the
# memory of the program as it ends, and in the files it leaves (security.md
# 13, 15, 18-20).
set -u
. "${srcdir:-.}/tests/lib.sh"
. "$srcdir/tests/scene.sh"
needs strace openssl
! is_sanitized || skip 'with a sanitizer free() does not wipe'
grep -q __libc_free "$SMIME_SETUP" || skip 'no __libc_free on this system'
secrets_on_file

# scan KEY ARGUMENTS...: a key is searched for too where there is one already.
# The passphrases come by descriptors, as the program is not to open files that
# the search would find.
scan() {
    key=$1
    shift
    "$python" "$work/tools/secretscan.py" -s "$phrase" -s "$word" \
        ${key:+--key "$key" --needkey "$phrase"} --hold 1.5 \
        --json "$work/scan.json" -- sh -c '
            p=$1 w=$2
            shift 2
            exec "$@" 3<"$p" 4<"$w"' - "$work/phrase" "$work/word" \
        "$SMIME_SETUP" --home "$work/home" --passphrase-fd 3 \
        --password-fd 4 "$@" || return 1
    grep -q 'scanned pid' "$work/scan.json" && grep -q 'rc 0' "$work/scan.json"
}

# The authority's commands are the same for each type: they are scanned once.
if [ "${SMIME_TORTURE:-}" = 1 ]; then
    types='rsa-3072 p-256 rsa-2048 rsa-4096 p-384 p-521 ed25519'
else
    types='rsa-3072 p-256'
fi
for type in $types; do
    rm -rf "${work:?}/home" "$work/out.p12"
    key=$work/home/identities/$me/key.pem
    issuer=$work/home/authority/key.pem
    cert=$work/cert.$type.pem
    ok "$type: key leaves nothing" scan '' key "$me" --type "$type"
    ok "$type: request leaves nothing" scan "$key" request
    if [ "$type" = rsa-3072 ]; then
        ok 'authority create leaves nothing' scan '' authority create
        ok 'authority issue leaves nothing' scan "$issuer" \
            authority issue -o "$cert"
        ok 'import leaves nothing' scan '' import "$cert"
    else
        must run "$work/home" authority create
        must run "$work/home" authority issue -o "$cert"
        must run "$work/home" import "$cert"
    fi
    # A bundle is for encrypting too, which this kind of key cannot.
    [ "$type" = ed25519 ] && continue
    ok "$type: export leaves nothing" scan "$key" \
        export --for apple -o "$work/out.p12"
    ok "$type: check of a bundle leaves nothing" scan "$key" \
        check "$work/out.p12"
done
ok 'no file holds a secret' "$python" "$work/tools/secretscan.py" \
    -s "$phrase" -s "$word" --dir "$work/home"

# And that the search does find what is there.
ok 'the search finds a secret where there is one' sh -c \
    '! "$@"' - "$python" "$work/tools/secretscan.py" -s "$phrase" \
    --file "$work/phrase"
finish
