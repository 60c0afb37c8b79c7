#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The whole journey by `demo`, judged by programs that we did not write.
set -u
. "${srcdir:-.}/tests/lib.sh"
. "${srcdir:-.}/tests/judges.sh"
dir=$work/demo
mine=$dir/identities/alice@example.org

"$SMIME_SETUP" demo "$dir" >"$work/told" 2>&1 </dev/null
status=$?
[ "$status" = 0 ] || cat "$work/told"
ok 'demo ends well' [ "$status" = 0 ]
for n in 1 2 3 4 5 6 7 8 9; do
    ok "step $n is told" grep -q "Step $n of 9" "$work/told"
done
fails 3 'a second demo in the same folder is refused' \
    "$SMIME_SETUP" demo "$dir"

# The password of the bundle is shown once, at the end.
sed -n 's/^Password of the bundle: //p' "$work/told" >"$work/word"
chmod 600 "$work/word"
ok 'the password of the bundle is shown' test -s "$work/word"

ok 'the rehearsal ends it' sh -c 'tail -n 12 "$1" |
    grep -q "The text is the one that was written"' - "$work/told"
ok 'its letters are kept' sh -c 'set -- "$1"/bundles/*.eml; [ $# = 2 ]' - "$mine"
if have openssl; then
    # Two letters, by somebody else's hands.
    openssl pkcs12 -in "$dir/alice.p12" -passin "file:$work/word" -nodes \
        -nocerts -out "$work/rehearsed.key" 2>/dev/null
    ok 'openssl opens the encrypted one' openssl cms -decrypt \
        -in "$mine"/bundles/*-encrypted.eml -inkey "$work/rehearsed.key" \
        -recip "$mine/certificate.pem" -out "$work/opened.eml"
    ok 'and finds it signed' openssl cms -verify -in "$work/opened.eml" \
        -CAfile "$dir/authority/certificate.pem" -purpose smimesign -out /dev/null
fi

ok 'all is well with the identity' "$SMIME_SETUP" --home "$dir" check
ok 'the way on is shown' grep -q '^Hand-over sheet: ' "$work/told"
judge_certificate "$mine/certificate.pem" "$dir/authority/certificate.pem" rsa
judge_bundle "$dir/alice.p12" "$work/word" 0 rsa

# Only what is meant to be seen is, and only by its owner.
ok 'no private key is open on disk' sh -c \
    '! grep -rqE "BEGIN (RSA |EC )?PRIVATE KEY" "$1"' - "$dir"
ok 'no file that holds a secret can be read by others' sh -c \
    '[ -z "$(find "$1" \( -name "*key.pem" -o -name "*.p12" \) \
        -perm /077)" ]' - "$dir"
if have openssl; then
    openssl pkcs12 -in "$dir/alice.p12" -passin "file:$work/word" -nodes \
        -nocerts -out "$work/plain.key" 2>/dev/null
    judge_use "$mine/certificate.pem" "$work/plain.key" \
        "$dir/authority/certificate.pem"
fi
finish
