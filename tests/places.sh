#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# A bundle for each place, for RSA and EC keys and a name and an address outside
# ASCII, opened by the programs that are said to read it.
set -u
. "${srcdir:-.}/tests/lib.sh"
. "${srcdir:-.}/tests/judges.sh"

printf 'correct horse battery staple\n' >"$work/phrase"
printf 'kiwi-7-lemon-42-otter\n' >"$work/word"
chmod 600 "$work/phrase" "$work/word"

ours() { "$SMIME_SETUP" --home "$home" --passphrase-file "$work/phrase" "$@"; }

# One identity a kind of key, with a certificate of an own authority.
identity() {
    ours key 'alice@b'"$(printf '\303\274')"'cher.example' \
        --name "$(printf '\303\204lice \346\274\242\345\255\227')" \
        --type "$1" && ours request -o "$home.csr" &&
        ours authority create --name 'Own' &&
        ours authority issue "$home.csr" -o "$home.pem" &&
        ours import "$home.pem"
}

# The form by another decoder; asn1crypto is not everywhere.
form_holds() {
    /usr/bin/python3 "${srcdir:-.}/tests/apple-form.py" "$1" "$2" \
        "$(cat "$work/word")" "$3" 1
}

# place NAME FORM KIND: its bundle, read by all that are said to.
place() {
    echo "# $1, $3"
    file=$home-$1.p12
    ok "a bundle for $1 is written" ours export --for "$1" \
        --password-file "$work/word" -o "$file"
    ok 'who reads it is said' grep -q 'Read by' "$work/out"
    judge_bundle "$file" "$work/word" 0 "$3" "$2"
    if /usr/bin/python3 -c 'import asn1crypto, cryptography' 2>/dev/null; then
        ok "the form is $2, field by field" form_holds "$2" "$file" "$name"
    else
        note 'asn1crypto'
    fi
}

places() {
    place apple apple "$1"
    place apple-modern modern "$1"
    place windows apple "$1"
    place android apple "$1"
    place thunderbird modern "$1"
    place java modern "$1"
    place openssl modern "$1"
}

for kind in rsa-2048:rsa p-256:ec; do
    home=$work/home-${kind%:*}
    ok 'an identity is made' identity "${kind%:*}"
    # The name of a bundle is the address.
    name=$(sed -n 's/^address[ =]*//p' "$home"/identities/*/identity.conf)
    places "${kind#*:}"
done

fails 2 'an unknown place is a usage error' ours export --for moon
tr '\n' ' ' <"$work/out" >"$work/line"
ok 'and the places are listed' grep -q 'apple-modern.*openssl' "$work/line"
ok 'the help lists them, too' ours export --help
for word in apple apple-modern windows android thunderbird java openssl; do
    ok "$word is in the help" grep -q "^  $word " "$work/out"
done

# What can be seen without the password, and with it.
file=$home-openssl.p12
fails 1 'a bundle is looked at from outside' ours check "$file"
ok 'its password check is shown' grep -q 'SHA256, 600000 rounds' "$work/out"
ok 'and its cipher' grep -q 'AES-256-CBC, 600000 rounds, salt of 16' "$work/out"
ok 'and the PRF with its NULL' grep -q 'HMAC-SHA256, with its NULL' "$work/out"
fails 1 'and opened' ours check "$file" --password-file "$work/word"
ok 'key and certificate are tied' grep -q 'tied by localKeyID' "$work/out"
ok 'the way on is told' grep -q 'smime-setup export converts it' "$work/out"
fails 1 'from outside, as JSON' ours check "$file" --json
ok 'an older iPhone refuses it' judged ios-17 import no
fails 1 'opened, as JSON' ours check "$file" --password-file "$work/word" --json
ok 'OpenSSL takes it' judged openssl import yes
finish
