#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The command `guide`: the list, the sheets with and without an identity, and
# whether what they say to type does what they say.
set -u
. "${srcdir:-.}/tests/lib.sh"
home=$work/home
me=alice@example.org
dir=$home/identities/$me
(umask 077 && echo 'Quince-Jam-4711' >"$work/phrase" &&
    echo 'Bundle-Pass-0815' >"$work/word")

run() {
    "$SMIME_SETUP" --home "$home" --passphrase-file "$work/phrase" \
        --password-file "$work/word" "$@"
}
guide() { "$SMIME_SETUP" --home "$home" guide "$@"; }
says() { grep -qF -e "$1" "$work/out"; }
not() { ! "$@"; }
fits() { awk 'length > 80 { wide = 1; print } END { exit wide }' "$@"; }

# --- without any identity ---

ok 'the list of devices is printed' guide
ok 'an iPhone is among them' says iphone
guide >"$work/list"
names=$(sed -n 's/^  \([a-z0-9-]*\) .*/\1/p' "$work/list")
ok 'there are ten' [ "$(echo "$names" | wc -l)" -eq 10 ]
fails 2 'a device that is not known is a usage error' guide nokia
ok 'and the list is named' says 'smime-setup guide'
fails 2 'two devices are too many' guide mac iphone
for name in $names; do
    ok "$name has a sheet without an identity" guide "$name"
    ok "$name fits 80 columns without an identity" fits "$work/out"
    ok "$name has a placeholder for the address" says '<your address>'
    ok "$name is in the manual" grep -qE "^[.]BR? $(echo "$name" | sed 's,-,.-,')" \
        "$srcdir/man/smime-setup.1"
done
if [ -w /dev/full ]; then
    fails 3 'a sheet that could not be printed is no success' \
        sh -c '"$1" --home "$2" guide iphone >/dev/full' - "$SMIME_SETUP" \
        "$home"
fi

# --- with one ---

run key "$me" --name Alice --type rsa-2048 >/dev/null 2>&1
run request -o "$work/request.pem" >/dev/null 2>&1
run authority create --name 'Test root' >"$work/root.pem" 2>/dev/null
ok 'the certificate is issued' run authority issue -o "$work/cert.pem"
ok 'and what to do with it is told' says 'Next: smime-setup import'
ok 'an identity is set up' run import "$work/cert.pem"
ok 'a sheet names the command for the bundle first' guide iphone
ok 'with the address' says "--identity $me"
ok 'the bundle is written' run export
bundle=$(ls "$dir/bundles")
for name in $names; do
    ok "$name has a sheet" guide "$name"
    ok "$name fits 80 columns" fits "$work/out"
    ok "$name names the address" says "$me"
    ok "$name has no placeholder" not says '<'
    ok "$name does not hold the password" not says 'Bundle-Pass-0815'
done
guide iphone >"$work/iphone"
guide mac >"$work/mac"
ok 'an iPhone gets the bundle for Apple' grep -qF "$bundle" "$work/iphone"
ok 'the sheets differ' not cmp -s "$work/iphone" "$work/mac"
ok 'nothing was written by reading' [ ! -e "$dir/handover" ]

# --- what it says to type ---

if have openssl; then
    print=$(openssl x509 -noout -fingerprint -sha256 -in "$work/root.pem")
    print=${print#*=}
    ok 'the fingerprint of the root is the one OpenSSL prints' \
        grep -qF "$(echo "$print" | cut -c1-47)" "$work/iphone"
    # The command of the sheet, with the passwords it would ask for.
    awk '/openssl pkcs12 -export/ { on = 1 }
        on { print } on && !/\\$/ { exit }' "$work/iphone" >"$work/command"
    (cd "$dir" && { sed '$d' "$work/command"
        sed -n '$p' "$work/command" | sed "s,\$, -passin file:$work/phrase \
-passout file:$work/word,"; } | sh) >"$work/said" 2>&1
    ok 'the command on the sheet writes a bundle' [ -s "$dir/mail.p12" ]
    ok 'and every iPhone is likely to take it' run check "$dir/mail.p12"
else
    note 'no openssl: the commands of the sheet'
fi

# --- with two ---

run key bob@example.org --type rsa-2048 >/dev/null 2>&1
fails 2 'with two identities it has to be said whose' guide iphone
ok 'and then it is theirs' guide iphone --identity bob@example.org
ok 'the other address does not stand there' not says "$me"
finish
