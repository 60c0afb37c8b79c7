#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# CMS held against other programs in both directions: openssl, NSS, gpgsm and
# Python's cryptography; and against the corpus of mails.
# shellcheck disable=SC2086 # options are lists
set -u
: "${srcdir:=.}"
# shellcheck source=tests/lib.sh
. "$srcdir/tests/lib.sh"
tool=${SMIME_SETUP%/*}/tests/cms-tool
here=$(cd "$srcdir" && pwd)
corpus=$(cd "$here/../shared/corpus" 2>/dev/null && pwd)
have openssl || skip 'no openssl'
[ -x "$tool" ] || skip 'no tests/cms-tool'
cd "$work" || exit 99

# --- material ---

make_root() {
    openssl req -x509 -newkey rsa:2048 -nodes -keyout root.key -out root.pem \
        -subj '/CN=Root' -days 3650 2>/dev/null
    cat >leaf.ext <<'EOF'
keyUsage=critical,digitalSignature,keyEncipherment,keyAgreement
extendedKeyUsage=emailProtection
subjectKeyIdentifier=hash
EOF
}

make_key() {
    name=$1
    case $1 in
    rsa*) set -- -newkey "rsa:${1#rsa}" ;;
    p*) set -- -newkey ec -pkeyopt "ec_paramgen_curve:P-${1#p}" ;;
    esac
    {
        cat leaf.ext
        echo "subjectAltName=email:$name@example.org"
    } >"$name.ext"
    openssl req -new "$@" -nodes -keyout "$name.key" -subj "/CN=$name" \
        2>/dev/null | openssl x509 -req -CA root.pem -CAkey root.key \
        -CAcreateserial -extfile "$name.ext" -days 3000 -out "$name.pem" \
        2>/dev/null
}

make_texts() {
    : >text.0
    for n in 1 15 16 17 65535 65536 65537 10000000; do
        openssl rand "$n" >"text.$n"
    done
}

# --- one step in each direction ---

ours_to_openssl() { # KEY TEXT OPTIONS
    key=$1 text=$2
    shift 2
    "$tool" encrypt "$@" -c "$key.pem" <"$text" >enc &&
        openssl cms -decrypt -binary -inform DER -in enc -recip "$key.pem" \
            -inkey "$key.key" -out back && cmp "$text" back
}

ours_to_ours() {
    key=$1 text=$2
    shift 2
    "$tool" encrypt -b "$@" -c "$key.pem" <"$text" >enc &&
        "$tool" decrypt -b -c "$key.pem" -k "$key.key" <enc >back &&
        cmp "$text" back
}

openssl_to_ours() { # KEY TEXT OPTIONS, then -- OPTIONS of the recipient
    key=$1 text=$2
    shift 2
    openssl cms -encrypt -binary -in "$text" -outform DER -out enc "$1" $2 \
        -recip "$key.pem" $3 &&
        "$tool" decrypt -c "$key.pem" -k "$key.key" <enc >back &&
        cmp "$text" back
}

signed_to_openssl() { # KEY TEXT OPTIONS
    key=$1 text=$2
    shift 2
    "$tool" sign -t "$now" "$@" -c "$key.pem" -k "$key.key" <"$text" >sig &&
        openssl cms -verify -binary -inform DER -in sig -CAfile root.pem \
            -content "$text" -out back && cmp "$text" back
}

openssl_signed_to_ours() { # KEY TEXT OPTIONS
    key=$1 text=$2
    shift 2
    openssl cms -sign -binary -in "$text" -outform DER -out sig \
        -signer "$key.pem" -inkey "$key.key" "$@" || return 1
    case " $* " in
    *' -nodetach '*)
        "$tool" verify -c "$key.pem" <sig >back && cmp "$text" back ;;
    *) "$tool" verify -f "$text" -c "$key.pem" <sig ;;
    esac
}

# --- the matrix ---

keys='rsa2048 rsa3072 rsa4096 p256 p384 p521'
ciphers='AES-256-CBC AES-192-CBC AES-128-CBC 3DES-CBC AES-256-GCM AES-192-GCM
    AES-128-GCM'

encrypting() {
    for key in $keys; do
        for cipher in $ciphers; do
            for form in '' -l; do
                ok "$cipher to $key $form opens in openssl" \
                    ours_to_openssl "$key" text.65537 -a "$cipher" $form
            done
        done
        for cipher in aes-256-cbc aes-192-cbc aes-128-cbc des3 aes-256-gcm \
            aes-128-gcm; do
            for form in '' -stream -keyid; do
                ok "openssl's $cipher to $key $form opens" \
                    openssl_to_ours "$key" text.65537 "-$cipher" "$form" ''
            done
        done
    done
    for size in 0 1 15 16 17 65535 65536 65537 10000000; do
        for key in rsa2048 p256; do
            for how in '-a AES-256-CBC' '-a AES-256-CBC -l' '-a AES-256-GCM'; do
                ok "$size bytes, $how, to $key open in openssl" \
                    ours_to_openssl "$key" "text.$size" $how
                ok "and here" ours_to_ours "$key" "text.$size" $how
            done
        done
    done
}

schemes() {
    pad='-keyopt rsa_padding_mode:oaep'
    for how in '' '-keyopt rsa_oaep_md:sha256' \
        '-keyopt rsa_oaep_md:sha256 -keyopt rsa_mgf1_md:sha1' \
        '-keyopt rsa_mgf1_md:sha512' '-keyopt rsa_oaep_label:0102'; do
        ok "OAEP $how opens" \
            openssl_to_ours rsa2048 text.17 -aes256 '' "$pad $how"
    done
    for key in p256 p384 p521; do
        for how in sha1 sha256 sha384 sha512; do
            ok "ECDH with $how to $key opens" openssl_to_ours "$key" text.17 \
                -aes256 '' "-keyopt ecdh_kdf_md:$how"
        done
        ok "cofactor ECDH to $key opens" openssl_to_ours "$key" text.17 \
            -aes256 '' '-keyopt ecdh_cofactor_mode:1 -keyopt ecdh_kdf_md:sha256'
    done
}

several_recipients() {
    "$tool" encrypt -c rsa2048.pem -c p256.pem -c p521.pem <text.17 >enc ||
        return 1
    for key in rsa2048 p256 p521; do
        openssl cms -decrypt -binary -inform DER -in enc -recip "$key.pem" \
            -inkey "$key.key" -out back && cmp text.17 back || return 1
        "$tool" decrypt -c "$key.pem" -k "$key.key" <enc >back &&
            cmp text.17 back || return 1
    done
    # Of two certificates it opens by the one whose key is there.
    "$tool" decrypt -c rsa2048.pem -c p256.pem -k rsa2048.key <enc >back &&
        cmp text.17 back
}

signing() {
    for key in $keys; do
        for digest in SHA-256 SHA-384 SHA-512; do
            for form in -d '' -l; do
                ok "$digest by $key $form holds in openssl" \
                    signed_to_openssl "$key" text.65537 -m "$digest" $form
            done
        done
        for how in '-nodetach' '' '-nodetach -stream' '-nodetach -noattr' \
            -noattr '-nodetach -keyid' '-nodetach -md sha512' \
            '-nodetach -nocerts'; do
            ok "openssl's by $key $how holds" \
                openssl_signed_to_ours "$key" text.65537 $how
        done
    done
    for salt in max digest 20 0; do
        ok "PSS with a salt of $salt holds" openssl_signed_to_ours rsa2048 \
            text.17 -nodetach -keyopt rsa_padding_mode:pss \
            -keyopt "rsa_pss_saltlen:$salt"
    done
    for size in 0 1 65536 10000000; do
        for key in rsa2048 p384; do
            for form in -d '' -l; do
                ok "$size bytes by $key $form hold in openssl" \
                    signed_to_openssl "$key" "text.$size" $form
            done
        done
    done
}

two_signers() {
    openssl cms -sign -nodetach -binary -in text.17 -outform DER -out sig \
        -signer rsa2048.pem -inkey rsa2048.key -signer p256.pem \
        -inkey p256.key &&
        "$tool" verify <sig >back 2>told && cmp text.17 back &&
        [ "$(grep -c '^signer .: 1$' told)" = 2 ]
}

# --- NSS ---

nss_import() {
    mkdir nss && certutil -N -d sql:nss --empty-password &&
        certutil -A -d sql:nss -n root -t 'CT,C,C' -i root.pem || return 1
    for key in "$@"; do
        openssl pkcs12 -export -in "$key.pem" -inkey "$key.key" -out p12 \
            -name "$key" -passout pass:x &&
            pk12util -i p12 -d sql:nss -W x -K '' || return 1
    done
}

nss_opens() {
    "$tool" encrypt -a "$2" -c "$1.pem" <text.65537 >enc &&
        cmsutil -D -d sql:nss -i enc -o back && cmp text.65537 back
}

nss_encrypts() {
    cmsutil -E -d sql:nss -r "$1@example.org" -i text.65537 -o enc &&
        "$tool" decrypt -c "$1.pem" -k "$1.key" <enc >back &&
        cmp text.65537 back
}

nss_verifies() {
    "$tool" sign -t "$now" -m "$2" -c "$1.pem" -k "$1.key" <text.65537 >sig &&
        cmsutil -D -d sql:nss -i sig -o back && cmp text.65537 back
}

nss_signs() {
    cmsutil -S -d sql:nss -N "$1" -i text.65537 -o sig -G -P -H "$2" &&
        "$tool" verify <sig >back && cmp text.65537 back
}

nss() {
    have cmsutil && have pk12util && have certutil ||
        { note 'NSS: cmsutil is not here'; return; }
    ok 'NSS takes the keys' nss_import rsa2048 p384
    for cipher in AES-256-CBC AES-128-CBC 3DES-CBC; do
        ok "$cipher opens in NSS" nss_opens rsa2048 "$cipher"
    done
    ok 'what NSS encrypts opens' nss_encrypts rsa2048
    for digest in SHA-256 SHA-384 SHA-512; do
        ok "$digest holds in NSS" nss_verifies rsa2048 "$digest"
    done
    ok 'ECDSA holds in NSS' nss_verifies p384 SHA-384
    ok 'what NSS signs holds' nss_signs rsa2048 SHA256
    ok 'with ECDSA as well' nss_signs p384 SHA384
}

# --- gpgsm ---

gpgsm_run() {
    gpgsm --homedir gnupg --batch --yes --disable-crl-checks \
        --pinentry-mode loopback --passphrase-fd 0 "$@" <passphrase
}

# Anew while gpgsm trips over the salt: one bundle in sixty.
gpgsm_bundle() {
    for _ in 1 2 3 4 5; do
        openssl pkcs12 -export -in rsa2048.pem -inkey rsa2048.key -out p12 \
            -keypbe PBE-SHA1-3DES -certpbe PBE-SHA1-3DES -macalg sha1 \
            -passout pass:x || return 1
        /usr/bin/python3 "$here/tests/gpgsm-trips.py" p12 passphrase 2>/dev/null || return 0
    done
    return 1
}

gpgsm_import() {
    mkdir -m 700 gnupg && echo x >passphrase &&
        echo allow-loopback-pinentry >gnupg/gpg-agent.conf || return 1
    gpgsm_bundle && gpgsm_run --import root.pem p12 || return 1
    print=$(openssl x509 -in root.pem -noout -fingerprint -sha1 |
        sed 's/.*=//; s/://g')
    echo "$print S relax" >gnupg/trustlist.txt
}

gpgsm_opens() {
    "$tool" encrypt -a "$1" -c rsa2048.pem <text.65537 >enc &&
        gpgsm_run -o back --decrypt enc && cmp text.65537 back
}

gpgsm_encrypts() {
    gpgsm_run -o enc -r rsa2048@example.org --encrypt text.65537 &&
        "$tool" decrypt -c rsa2048.pem -k rsa2048.key <enc >back &&
        cmp text.65537 back
}

gpgsm_verifies() {
    "$tool" sign -t "$now" -d -m "$1" -c rsa2048.pem -k rsa2048.key <text.65537 >sig &&
        gpgsm_run --verify sig text.65537
}

gpgsm_signs() {
    gpgsm_run -o sig -u rsa2048@example.org --detach-sign text.65537 &&
        "$tool" verify -f text.65537 <sig
}

gpgsm_all() {
    have gpgsm || { note 'gpgsm: not here'; return; }
    ok 'gpgsm takes the key' gpgsm_import
    for cipher in AES-256-CBC AES-128-CBC 3DES-CBC; do
        ok "$cipher opens in gpgsm" gpgsm_opens "$cipher"
    done
    ok 'what gpgsm encrypts opens' gpgsm_encrypts
    for digest in SHA-256 SHA-384 SHA-512; do
        ok "$digest holds in gpgsm" gpgsm_verifies "$digest"
    done
    ok 'what gpgsm signs holds' gpgsm_signs
    gpgconf --homedir gnupg --kill all 2>/dev/null
}

# --- Python's cryptography ---

python_signs() {
    "$python" - "$1" >sig <<'EOF' || return 1
import sys
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.serialization import pkcs7
name = sys.argv[1]
cert = x509.load_pem_x509_certificate(open(name + '.pem', 'rb').read())
key = serialization.load_pem_private_key(open(name + '.key', 'rb').read(), None)
sys.stdout.buffer.write(
    pkcs7.PKCS7SignatureBuilder().set_data(open('text.17', 'rb').read())
    .add_signer(cert, key, hashes.SHA384())
    .sign(serialization.Encoding.DER, [pkcs7.PKCS7Options.Binary]))
EOF
    "$tool" verify <sig >back && cmp text.17 back
}

python_reads() {
    "$tool" sign -t "$now" -d -c "$1.pem" -k "$1.key" <text.17 >sig &&
        "$python" - sig <<'EOF'
import sys
from cryptography.hazmat.primitives.serialization import pkcs7
certs = pkcs7.load_der_pkcs7_certificates(open(sys.argv[1], 'rb').read())
sys.exit(len(certs) != 1)
EOF
}

python_all() {
    python=/usr/bin/python3
    "$python" -c 'import cryptography.hazmat.primitives.serialization.pkcs7' \
        2>/dev/null || { note "Python's cryptography: not here"; return; }
    for key in rsa2048 p256; do
        ok "what Python's cryptography signs with $key holds" python_signs "$key"
        ok "it finds the certificate of $key" python_reads "$key"
    done
}

# --- what must not open ---

refusing() {
    "$tool" encrypt -c rsa2048.pem <text.17 >enc
    fails 1 'a letter to somebody else does not open' \
        sh -c "'$tool' decrypt -c p256.pem -k p256.key <enc"
    ok 'and says why' grep -q '^msg-no-recipient-match' "$work/out"
    fails 1 'nor without the key' sh -c "'$tool' decrypt -c rsa2048.pem <enc"
    ok 'and says why' grep -q '^msg-needs-old-key' "$work/out"
    "$tool" sign -t "$now" -d -c rsa2048.pem -k rsa2048.key <text.17 >sig
    fails 1 'another text does not hold' \
        sh -c "'$tool' verify -f text.16 <sig"
    ok 'and says why' grep -q '^msg-sign-invalid' "$work/out"
}

mails() {
    [ -n "$corpus" ] && [ -f "$corpus/MAIL-ORACLES.tsv" ] ||
        { note 'mails of the corpus: not here'; return; }
    ok 'the mails of the corpus read as they should' \
        /usr/bin/python3 "$here/tests/cms-mails.py" "$corpus" "$tool" "$work"
}

make_root
for key in $keys; do make_key "$key"; done
now=$(date +%s)
make_texts
ok 'several recipients open it' several_recipients
ok 'two signers hold' two_signers
refusing
encrypting
schemes
signing
nss
gpgsm_all
python_all
mails
finish
