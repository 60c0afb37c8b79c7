# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh
# Other programs as judges of what we write; sourced behind lib.sh. Each that
# is not here is named, not passed over.

# Importers that ask for one word of a password on standard input.
gpgsm_import() {
    keyring=$work/gpgsm
    rm -rf "$keyring"
    mkdir -m 700 "$keyring"
    echo disable-crl-checks >"$keyring/gpgsm.conf"
    echo allow-loopback-pinentry >"$keyring/gpg-agent.conf"
    gpgsm --homedir "$keyring" --batch --no-tty --pinentry-mode loopback \
        --passphrase-fd 0 --import "$1" <"$2" 2>&1
    gpgsm --homedir "$keyring" --batch --no-tty -K 2>&1
    found=$(gpgsm --homedir "$keyring" --batch --no-tty --with-colons -K \
        2>/dev/null | grep -c '^crs:')
    gpgconf --homedir "$keyring" --kill all
    [ "$found" = 1 ]
}

nss_import() {
    rm -rf "$work/nss"
    mkdir "$work/nss"
    certutil -N -d "sql:$work/nss" --empty-password &&
        pk12util -i "$1" -d "sql:$work/nss" -w "$2" -K '' &&
        certutil -K -d "sql:$work/nss" | grep -v orphan | grep '<  *0>'
}

# NSS lists a file it cannot read as empty, with status 0.
nss_list() {
    pk12util -l "$1" -w "$2" -d "sql:$work/nss" | tee "$work/list" &&
        grep -q '^Key' "$work/list" && grep -q '^Certificate' "$work/list"
}

python_opens() {
    /usr/bin/python3 - "$1" "$2" "$3" <<'END'
import sys
from cryptography.hazmat.primitives.serialization import pkcs12
data = open(sys.argv[1], 'rb').read()
word = open(sys.argv[2], 'rb').readline().rstrip(b'\n')
key, leaf, others = pkcs12.load_key_and_certificates(data, word)
assert key.public_key().public_numbers() == leaf.public_key().public_numbers()
print(leaf.subject, len(others), 'further')
assert len(others) == int(sys.argv[3]), 'wrong number of issuers'
END
}

# Only what is asked for by default: no -legacy, no provider.
openssl_opens() {
    openssl pkcs12 -in "$1" -passin "file:$2" -nodes -out "$work/opened.pem" &&
        grep -q 'PRIVATE KEY' "$work/opened.pem" &&
        [ "$(grep -c 'BEGIN CERT' "$work/opened.pem")" = $(($3 + 1)) ]
}

certtool_opens() {
    certtool --p12-info --inder --infile "$1" --password "$(cat "$2")" \
        >"$work/p12" 2>&1 && cat "$work/p12" && grep -q 'PRIVATE KEY' "$work/p12"
}

java_lists() {
    keytool -list -keystore "$1" -storetype PKCS12 \
        -storepass "$(cat "$2")" >"$work/keystore" 2>&1
    cat "$work/keystore"
    grep -q 'PrivateKeyEntry' "$work/keystore"
}

# judge_bundle FILE PASSWORD-FILE ISSUERS KIND [FORM]: KIND is rsa or ec, FORM
# apple, which is what is meant where it is absent, or modern.
judge_bundle() {
    if have openssl; then
        ok 'openssl opens the bundle by default' openssl_opens "$1" "$2" "$3"
        [ "${5:-apple}" != apple ] ||
            ok 'the bundle is in the form all Apple releases read' \
                apple_form "$1" "$2"
    else
        note 'openssl'
    fi
    if have pk12util && have certutil; then
        ok 'NSS imports the bundle' nss_import "$1" "$2"
        ok 'NSS lists key and certificates' nss_list "$1" "$2"
    else
        note 'pk12util'
    fi
    if have certtool; then
        ok 'certtool opens the bundle' certtool_opens "$1" "$2"
    else
        note 'certtool'
    fi
    if have keytool; then
        ok 'Java lists the key' java_lists "$1" "$2"
    else
        note 'keytool'
    fi
    # gpgsm 2.2 does not know the modern form; 2.2.40 dies of any bundle with an
    # EC key, openssl's too, and opens one in sixty of the others under a wrong
    # key: gpgsm-trips.py.
    if ! have gpgsm || ! have gpg-agent; then
        note 'gpgsm'
    elif [ "$4" = ec ] || [ "${5:-apple}" != apple ]; then
        note 'gpgsm with this kind of bundle'
    elif /usr/bin/python3 "$srcdir/tests/gpgsm-trips.py" "$1" "$2" \
        2>/dev/null; then
        note 'gpgsm, which trips over the salt of this bundle'
    else
        ok 'gpgsm imports the bundle' gpgsm_import "$1" "$2"
    fi
    if /usr/bin/python3 -c 'import cryptography' 2>/dev/null; then
        ok "Python's cryptography opens the bundle" python_opens "$1" "$2" "$3"
    else
        note "Python's cryptography"
    fi
}

# Triple DES twice, and a SHA-1 MAC, as Apple's oldest importer wants it.
apple_form() {
    openssl pkcs12 -info -in "$1" -passin "file:$2" -noout 2>"$work/info"
    cat "$work/info"
    [ "$(grep -c 'pbeWithSHA1And3-KeyTripleDES-CBC' "$work/info")" = 2 ] &&
        grep -q '^MAC: sha1' "$work/info"
}

verifies() {
    openssl verify -purpose "$1" -CAfile "$2" \
        ${4:+-untrusted "$4"} "$3" | grep ': OK$'
}

# judge_certificate CERTIFICATE ROOT KIND [CHAIN]: as openssl sees S/MIME. It
# wants keyEncipherment of every key; for EC that is keyAgreement (RFC 5480
# section 3), so there its word does not count.
judge_certificate() {
    have openssl || { note openssl; return; }
    ok 'openssl: the certificate may sign mail' \
        verifies smimesign "$2" "$1" "${4:-}"
    [ "$3" = ec ] || ok 'openssl: others may encrypt mail to it' \
        verifies smimeencrypt "$2" "$1" "${4:-}"
}

# judge_use CERTIFICATE KEY ROOT [CHAIN]: a letter there and back.
judge_use() {
    have openssl || { note openssl; return; }
    printf 'Content-Type: text/plain\r\n\r\nHello.\r\n' >"$work/letter"
    ok 'a letter is signed' openssl cms -sign -in "$work/letter" -signer "$1" \
        -inkey "$2" ${4:+-certfile "$4"} -out "$work/signed"
    ok 'the signature holds' openssl cms -verify -in "$work/signed" \
        -CAfile "$3" -purpose smimesign -out "$work/back"
    ok 'a letter is encrypted to the certificate' openssl cms -encrypt \
        -aes256 -in "$work/letter" -out "$work/secret" "$1"
    ok 'and is opened with the key' openssl cms -decrypt \
        -in "$work/secret" -recip "$1" -inkey "$2" -out "$work/back"
    ok 'and is what it was' cmp "$work/letter" "$work/back"
}
