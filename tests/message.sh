#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Letters signed and encrypted by us are read by openssl and NSS, and theirs by
# us: line ends, 8-bit text, sizes; and nothing is left of what failed.
set -u
. "${srcdir:-.}/tests/lib.sh"
have openssl || skip 'no openssl here'
home=$work/home
root=$home/authority/certificate.pem
cert=$home/identities/alice@example.org/certificate.pem
"$SMIME_SETUP" demo "$home" >"$work/told" 2>&1 </dev/null || skip 'no demo'
printf 'demonstration key\n' >"$work/phrase"
sed -n 's/^Password of the bundle: //p' "$work/told" >"$work/word"
chmod 600 "$work/phrase" "$work/word"
openssl pkcs12 -in "$home/alice.p12" -passin "file:$work/word" -nodes \
    -nocerts -out "$work/key.pem" 2>/dev/null
cd "$work" || exit 99

ours() {
    said=$1
    shift
    "$SMIME_SETUP" --home "$home" --passphrase-file phrase message "$said" "$@" \
        2>said
}
# body FILE: what stands behind the first empty line, with LF.
body() { tr -d '\r' <"$1" | sed '1,/^$/d'; }
same() { body "$1" >a; body "$2" >b; cmp a b; }
verified() {
    openssl cms -verify -in "$1" -CAfile "$root" -purpose smimesign -out "$2"
}
opened() { openssl cms -decrypt -in "$1" -inkey key.pem -recip "$cert" -out "$2"; }

letter() {
    printf 'From: Alice <alice@example.org>\nTo: bob@example.org\n'
    printf 'Subject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=\n'
    printf 'Content-Type: text/plain; charset=utf-8\n'
    printf 'Content-Transfer-Encoding: 8bit\n\n'
}
plain() {
    printf 'From: Alice <alice@example.org>\nTo: bob@example.org\n\n'
}

# --- ours, read by openssl ---

{ letter; printf 'Gr\303\274\303\237e \nFrom here\n.\n'; } >umlaut
{ plain; printf 'Hello\nBob\n'; } >lf
sed 's/$/\r/' lf >crlf
printf 'From: a@example.org\nContent-Type: multipart/mixed; boundary=x\n
--x\n\nHello\n--x\nContent-Type: image/png\n\n\211PNG\001\n--x--\n' >parts
for name in umlaut lf crlf parts; do
    ok "$name is signed" ours sign "$name" -o "$name.s"
    ok "openssl finds $name intact" verified "$name.s" "$name.v"
    ok "$name is signed inside" ours sign --opaque "$name" -o "$name.o"
    ok "openssl finds $name intact inside" verified "$name.o" "$name.v"
    ok "$name is encrypted" ours encrypt "$name.s" -o "$name.e"
    ok "openssl opens $name" opened "$name.e" "$name.d"
    ok "openssl finds $name intact in it" verified "$name.d" "$name.v"
    tr -d '\r' <"$name.s" >"$name.lf"
    sed 's/\r*$/\r/' "$name.s" >"$name.crlf"
    ok "$name holds with LF" verified "$name.lf" "$name.v"
    ok "$name holds with CRLF" verified "$name.crlf" "$name.v"
    ok "$name comes back" ours verify "$name.e" -o "$name.back"
done
ok 'its text is what it was' same lf lf.back
ok 'its line ends are those it had' sh -c '! grep -q "$(printf "\r")" lf.back &&
    grep -q "$(printf "\r")" crlf.back'
ok '8-bit text is encoded' grep -q '^Gr=C3=BC=C3=9Fe=20' umlaut.back
ok 'the subject stays' grep -q '^Subject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=' umlaut.s
ok 'no byte of it needs eight bits' sh -c \
    '! LC_ALL=C grep -q "[^ -~$(printf "\t")]" umlaut.s parts.s'

# --- sizes, through pipes ---

# No blank at a line's end, so that the text comes back letter by letter.
letters() {
    /usr/bin/python3 -c 'import sys
n = int(sys.argv[1])
s = ("0123456789abcdef" * 4 + "\n") * (n // 65 + 1)
s = s[:n]
sys.stdout.write(s)' "$1"
}
pipes() {
    { plain; letters "$1"; } >in &&
        "$SMIME_SETUP" --home "$home" --passphrase-file phrase message sign \
            <in 2>said |
        "$SMIME_SETUP" --home "$home" message encrypt 2>said |
            "$SMIME_SETUP" --home "$home" --passphrase-file phrase message \
                decrypt 2>said |
            "$SMIME_SETUP" --home "$home" message verify 2>said >out &&
        body in >a && body out >b && cmp a b
}
for n in 0 1 15 16 17 65535 65536 65537 1048575 1048577; do
    ok "$n bytes come back" pipes "$n"
done

# --- theirs, read by us ---

for name in lf crlf; do
    for how in '' -nodetach -binary; do
        # Signed with LF ends it is no signature by RFC 8551 section 3.1.1.
        [ "$how$name" != -binarylf ] || continue
        # shellcheck disable=SC2086
        openssl cms -sign -in "$name" $how -signer "$cert" -inkey key.pem \
            -out t.s 2>/dev/null
        rm -f t.v
        ok "openssl's ${how:-plain} signature of $name holds" \
            ours verify t.s -o t.v
        ok 'and its text is there' grep -q '^Bob' t.v
    done
    for cipher in aes256 aes128 des3; do
        openssl cms -encrypt "-$cipher" -in "$name" -out t.e "$cert"
        rm -f t.d
        ok "openssl's $cipher of $name opens" ours decrypt t.e -o t.d
        ok 'and its text is there' grep -q '^Bob' t.d
    done
done
openssl cms -encrypt -aes-256-gcm -in lf -out t.e "$cert" 2>/dev/null &&
    ok 'GCM opens' ours decrypt t.e
openssl cms -encrypt -aes256 -stream -outform DER -in lf -out t.e "$cert"
ok 'BER without a letter around it opens' ours decrypt t.e
openssl cms -encrypt -aes256 -outform PEM -in lf -out t.e "$cert"
ok 'PEM opens' ours decrypt t.e

# --- NSS ---

if have cmsutil && have pk12util; then
    mkdir db
    certutil -N -d sql:db --empty-password &&
        certutil -A -d sql:db -n root -t ,C, -i "$root" &&
        pk12util -i "$home/alice.p12" -d sql:db -w word -K '' >/dev/null 2>&1
    der() { sed '1,/^$/d' "$1" | openssl base64 -d >"$2"; }
    der lf.o t.der
    ok 'NSS finds ours intact' cmsutil -D -d sql:db -i t.der -o t.v
    der lf.e t.der
    ok 'NSS opens ours' cmsutil -D -d sql:db -i t.der -o t.d
    nick=$(certutil -L -d sql:db | sed -n 's/ *u,u,u *$//p')
    cmsutil -S -d sql:db -N "$nick" -i lf -o t.s -f word 2>/dev/null
    ok "NSS's signature holds" ours verify t.s
    cmsutil -E -d sql:db -r alice@example.org -i lf -o t.e 2>/dev/null
    ok "NSS's letter opens" ours decrypt t.e
else
    note 'cmsutil'
fi

# --- what goes wrong ---

left() { ls -A | grep -E '^\.|^bad' ; ls -A "$home" | grep '^\.'; }
nothing_left() { [ -z "$(left)" ]; }

sed 's/^Hello/Hallo/' lf.s >changed
fails 1 'a changed letter is a finding' ours verify changed -o bad
ok 'and nothing of it is there' nothing_left
ok 'what happened is told' grep -q 'was changed after it was signed' said
head -c 2000 lf.e >cut
fails 1 'a cut letter is a finding' ours decrypt cut -o bad
ok 'nothing of it is there either' nothing_left
{ plain; letters 3000000; } >big
ours encrypt big -o big.e
# The last block: what came before it has been decrypted by then.
/usr/bin/python3 - big.e flipped <<'EOF'
import sys
s = bytearray(open(sys.argv[1], "rb").read().rstrip(b"=\n"))
i = len(s) - 8
s[i] = ord("A") if s[i] != ord("A") else ord("B")
open(sys.argv[2], "wb").write(s)
EOF
fails 1 'a letter that is cut in its last block is a finding' \
    ours decrypt flipped -o bad
ok 'none of its three million letters is there' nothing_left
shown() { ours decrypt flipped >shown; [ ! -s shown ]; }
ok 'nor on standard output' shown
ours encrypt lf -o lf.plain
fails 1 'a letter that is not signed is a finding' ours verify lf.plain
fails 1 'text is no letter of this kind' ours decrypt lf
fails 3 'a file that is there is not replaced' ours sign lf -o lf.s
openssl req -x509 -newkey rsa:2048 -nodes -keyout other.key -out other.pem \
    -subj /CN=other -addext subjectAltName=email:bob@example.org 2>/dev/null
ok 'a certificate can be written to' ours encrypt lf --to other.pem -o both.e
ok 'openssl opens it as the other' openssl cms -decrypt -in both.e \
    -inkey other.key -recip other.pem -out both.d
ok 'and so do we, as the writer' ours decrypt both.e
openssl cms -encrypt -aes256 -in lf -out t.e other.pem
fails 1 'a letter for somebody else is a finding' ours decrypt t.e
ok 'which says so' grep -q 'not encrypted to any certificate you have' said
# --- inspect ---

looked() { "$SMIME_SETUP" --home "$home" message inspect "$@" 2>&1; }
tells() { looked "$1" >told; grep -q -e "$2" told; }
ok 'a common letter has nothing against it' looked lf.e
ok 'it is told for whom it is' tells lf.e 'alice@example.org (you)'
ok 'and who reads it' tells lf.e 'Read by .*Apple Mail'
ok 'by whom it is signed' tells lf.s 'Signed by .*Alice Example'
ok 'what its writer reads' tells lf.s 'Reads .*AES-256-CBC'
fails 1 'a changed letter has' looked changed
fails 1 'a letter for somebody else has' looked t.e
ok 'which is told' tells t.e msg-no-recipient-match
openssl cms -encrypt -aes-256-gcm -in lf -out gcm.e "$cert" 2>/dev/null &&
    ok 'the newer form is told' tells gcm.e msg-authenveloped
openssl cms -encrypt -aes256 -in lf -out oaep.e -recip "$cert" \
    -keyopt rsa_padding_mode:oaep 2>/dev/null &&
    ok 'OAEP is told' tells oaep.e msg-bad-key-transport
sed 's/^From: .*/From: mallory@example.org/' lf.s >mallory
verify_tells() { ours verify "$1" >/dev/null; grep -q -e "$2" said; }
ok 'another sender is told by verify' verify_tells mallory 'another address'
ok 'another sender is told' tells mallory msg-sign-from-mismatch
inside() { ours inspect lf.e >told && grep -q 'Signed by' told; }
ok 'with the key, what is inside is told' inside
as_json() { looked --json "$1" | /usr/bin/python3 -m json.tool >told; }
ok 'a letter to another is told as JSON' as_json t.e
ok 'and by whom that certificate is issued' grep -q '"issuer": "other"' told
ok 'a letter is told as JSON' as_json lf.e
ok 'with its recipients' grep -q '"method": "RSA (PKCS#1 v1.5)"' told

as_json lf.s
ok 'a signed one with what its writer reads' grep -q '"AES-256-CBC"' told
print=$(openssl x509 -in "$cert" -noout -fingerprint -sha256 | sed 's/.*=//')
ok 'and the certificate to encrypt to' \
    grep -q "\"encrypt_to\": \"$print\"" told

fails 2 'an option of another word is refused' ours verify lf.s --opaque
fails 2 'an unknown word is refused' ours send lf
finish
