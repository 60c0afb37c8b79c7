#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The journey with an issuer outside, played by openssl: our request is signed
# under an intermediate, the answer taken in, the bundle judged by others.
# Then the way back: keys and bundles of others are read by us.
set -u
. "${srcdir:-.}/tests/lib.sh"
. "${srcdir:-.}/tests/judges.sh"
have openssl || skip 'openssl is not here'

printf 'correct horse battery staple\n' >"$work/phrase"
printf 'kiwi-7-lemon-42-otter\n' >"$work/word"
chmod 600 "$work/phrase" "$work/word"

ours() { "$SMIME_SETUP" --home "$home" --passphrase-file "$work/phrase" "$@"; }

# --- an issuer: root, intermediate, and what it answers ---

cat >"$work/ca.cnf" <<'END'
[req]
distinguished_name = dn
[dn]
[root]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash
[middle]
basicConstraints = critical, CA:TRUE, pathlen:0
keyUsage = critical, keyCertSign, cRLSign
extendedKeyUsage = emailProtection
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
END

issuer() {
    openssl req -x509 -newkey rsa:2048 -nodes -keyout "$work/root.key" \
        -out "$work/root.pem" -days 3650 -subj '/O=Tests/CN=Test Root' \
        -config "$work/ca.cnf" -extensions root &&
        openssl req -new -newkey rsa:2048 -nodes -keyout "$work/middle.key" \
            -out "$work/middle.csr" -subj '/O=Tests/CN=Test Issuing' \
            -config "$work/ca.cnf" &&
        openssl x509 -req -in "$work/middle.csr" -CA "$work/root.pem" \
            -CAkey "$work/root.key" -days 1800 -extfile "$work/ca.cnf" \
            -extensions middle -out "$work/middle.pem"
}

# answer REQUEST OUT: the usages and addresses of the request are kept.
answer() {
    openssl x509 -req -in "$1" -CA "$work/middle.pem" \
        -CAkey "$work/middle.key" -days 365 -copy_extensions copy -out "$2"
}

# --- the journey, once for a kind of key ---

request_is_whole() {
    openssl req -in "$1" -noout -verify -text >"$work/text" 2>&1
    cat "$work/text"
    grep -q 'Certificate request self-signature verify OK' "$work/text" &&
        grep -q 'email:alice@example.org' "$work/text" &&
        grep -q 'email:alice@work.example' "$work/text" &&
        grep -q 'E-mail Protection' "$work/text"
}

same_key() {
    openssl pkey -in "$1" -passin "file:$work/phrase" -pubout >"$work/a" &&
        openssl req -in "$2" -noout -pubkey >"$work/b" && cmp "$work/a" "$work/b"
}

# journey TYPE KIND FORM: FORM is how the issuer sends its answer.
journey() {
    echo "# $1, answer as $3"
    home=$work/home-$1
    mine=$home/identities/alice@example.org
    ok 'a key is made' ours key alice@example.org --name 'Älice Example' \
        --alias alice@work.example --type "$1"
    ok 'a request is written' ours request -o "$work/$1.csr"
    ok 'openssl reads the request and finds all in it' \
        request_is_whole "$work/$1.csr"
    ok 'openssl opens the key with its passphrase' \
        same_key "$mine/key.pem" "$work/$1.csr"
    ! have certtool || ok 'certtool reads the request' \
        certtool --crq-info --infile "$work/$1.csr"
    ok 'the issuer signs it' answer "$work/$1.csr" "$work/$1.pem"
    case $3 in
    pem) cat "$work/$1.pem" "$work/middle.pem" >"$work/answer" ;;
    p7b) openssl crl2pkcs7 -nocrl -certfile "$work/root.pem" \
        -certfile "$work/middle.pem" -certfile "$work/$1.pem" \
        -outform DER -out "$work/answer" ;;
    esac
    ok 'the answer is taken in' ours import "$work/answer"
    mkdir -p -m 700 "$home/roots"
    cp "$work/root.pem" "$home/roots/"
    ok 'all is well' ours check
    judge_certificate "$mine/certificate.pem" "$work/root.pem" "$2" \
        "$mine/chain.pem"
    ok 'a bundle is written' ours export --for apple \
        --password-file "$work/word" -o "$work/$1.p12"
    judge_bundle "$work/$1.p12" "$work/word" 1 "$2"
    openssl pkcs12 -in "$work/$1.p12" -passin "file:$work/word" -nodes \
        -nocerts -out "$work/plain.key" 2>/dev/null
    judge_use "$mine/certificate.pem" "$work/plain.key" "$work/root.pem" \
        "$mine/chain.pem"
}

ok 'there is an issuer' issuer
journey rsa-2048 rsa p7b
journey p-256 ec pem

# --- what others have written ---

echo '# bundles of others'
home=$work/home-rsa-2048
openssl pkcs12 -in "$work/rsa-2048.p12" -passin "file:$work/word" -nodes \
    -nocerts -out "$work/plain.key" 2>/dev/null

# read_back STATUS WHOSE OPTION...: what is in other.p12 is seen to be whole.
# Status 1 is of a form that some releases of Apple refuse.
read_back() {
    status=$1 whose=$2
    shift 2
    fails "$status" "$whose bundle: is read" ours check "$work/other.p12" \
        --password-file "$work/word" --roots "$work/root.pem" \
        --address alice@example.org "$@"
    ok "$whose bundle: its certificate is found" \
        grep -q 'lice Example' "$work/out"
}

by_openssl() {
    cat "$work/middle.pem" "$work/root.pem" >"$work/issuers"
    openssl pkcs12 -export -in "$work/rsa-2048.pem" -inkey "$work/plain.key" \
        -certfile "$work/issuers" -passout "file:$work/word" "$@" \
        -out "$work/other.p12"
}
ok 'openssl writes a bundle in the old form' by_openssl \
    -keypbe PBE-SHA1-3DES -certpbe PBE-SHA1-3DES -macalg sha1
read_back 0 "openssl's old"
echo 'another word' >"$work/wrong"
chmod 600 "$work/wrong"
fails 1 'a wrong password is told from damage' ours check "$work/other.p12" \
    --password-file "$work/wrong"
ok 'openssl writes a bundle in its own form' by_openssl
read_back 1 "openssl's own"
fails 1 "openssl's own bundle: is judged as JSON" ours check "$work/other.p12" \
    --password-file "$work/word" --json
ok "openssl's own bundle: older iPhones refuse it" \
    judged ios-17 import no
ok "openssl's own bundle: newer ones do not" \
    judged ios-18 import yes
if have certtool; then
    by_certtool() {
        certtool --to-p12 --outder --load-privkey "$work/plain.key" \
            --p12-name alice --load-certificate "$work/rsa-2048.pem" \
            --password "$(cat "$work/word")" --outfile "$work/other.p12" "$@"
    }
    ok 'certtool writes a bundle' by_certtool --pkcs-cipher 3des-pkcs12 \
        --hash sha1
    read_back 0 "certtool's" --chain "$work/middle.pem"
    # AES-128 is what no Apple release reads (Apple's p12import.c).
    ok 'certtool writes a bundle in its own form' by_certtool
    fails 1 'that Apple cannot read it is found' ours check "$work/other.p12" \
        --password-file "$work/word" --chain "$work/middle.pem"
    ok 'and why' grep -q 'p12-alg-unsupported-apple\|p12-aes128' "$work/out"
else
    note certtool
fi
finish
