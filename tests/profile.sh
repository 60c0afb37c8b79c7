#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Profiles as others see them: Python's plistlib finds what was asked for and
# nothing else, openssl opens the bundle inside, no secret is in the file.
set -u
. "${srcdir:-.}/tests/lib.sh"
have openssl || skip 'openssl is not here'
for python in python3 /usr/bin/python3; do
    "$python" -c 'import plistlib' 2>/dev/null && break
    python=
done
[ -n "$python" ] || skip 'no python3 with plistlib'

# Names as hostile as an address and a certificate allow.
me="a.b+'c&d@example.org" name='<b>&lt;Ä]]></string>"'
printf 'correct horse battery staple\n' >"$work/phrase"
printf 'kiwi-7-lemon-42-otter\n' >"$work/word"
chmod 600 "$work/phrase" "$work/word"
home=$work/home

ours() { "$SMIME_SETUP" --home "$home" --passphrase-file "$work/phrase" "$@"; }

# --- an issuer outside, with an intermediate ---

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
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
END

issuer() {
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes \
        -keyout "$work/root.key" -out "$work/root.pem" -days 3650 \
        -subj '/O=Tests/CN=Root <i>&amp;' -config "$work/ca.cnf" \
        -extensions root &&
        openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes \
            -keyout "$work/middle.key" -out "$work/middle.csr" \
            -subj '/O=Tests/CN=Issuing' -config "$work/ca.cnf" &&
        openssl x509 -req -in "$work/middle.csr" -CA "$work/root.pem" \
            -CAkey "$work/root.key" -days 1800 -extfile "$work/ca.cnf" \
            -extensions middle -out "$work/middle.pem"
}

# answer: a certificate for the request, with its chain.
answer() {
    openssl x509 -req -in "$work/me.csr" -CA "$work/middle.pem" \
        -CAkey "$work/middle.key" -days 365 -copy_extensions copy \
        -out "$work/leaf.pem" &&
        cat "$work/leaf.pem" "$work/middle.pem" "$work/root.pem" \
            >"$work/answer.pem"
}

# --- what Python sees ---

cat >"$work/look.py" <<'END'
import base64, plistlib, re, ssl, sys
path, work, wanted = sys.argv[1], sys.argv[2], sys.argv[3].split()
raw = open(path, 'rb').read()
top = plistlib.loads(raw, fmt=plistlib.FMT_XML)
der = lambda name: ssl.PEM_cert_to_DER_cert(open(work + '/' + name).read())
kinds = {'com.apple.security.root': 'root', 'com.apple.security.pkcs1':
         'issuer', 'com.apple.security.pkcs12': 'identity',
         'com.apple.mail.managed': 'mail'}
assert top['PayloadType'] == 'Configuration' and top['PayloadVersion'] == 1
assert set(top) == {'PayloadType', 'PayloadVersion', 'PayloadIdentifier',
                    'PayloadUUID', 'PayloadDisplayName', 'PayloadDescription',
                    'PayloadOrganization', 'PayloadContent'}, set(top)
parts = top['PayloadContent']
assert [kinds[p['PayloadType']] for p in parts] == wanted, parts
uuid = re.compile('[0-9A-F]{8}-[0-9A-F]{4}-4[0-9A-F]{3}-[89AB][0-9A-F]{3}-'
                  '[0-9A-F]{12}')
uuids = [p['PayloadUUID'] for p in parts + [top]]
assert len(set(uuids)) == len(uuids) and all(map(uuid.fullmatch, uuids))
names = [p['PayloadIdentifier'] for p in parts]
assert len(set(names)) == len(names), names
assert all(n.startswith(top['PayloadIdentifier'] + '.') for n in names)
for p in parts:
    kind = kinds[p['PayloadType']]
    assert p['PayloadVersion'] == 1
    if kind == 'root':
        assert p['PayloadContent'] == der('root.pem')
        assert p['PayloadDisplayName'] == 'Root <i>&amp;', p
    if kind == 'issuer':
        assert p['PayloadContent'] == der('middle.pem')
    if kind == 'identity':
        open(work + '/inside.p12', 'wb').write(p['PayloadContent'])
        mine = p['PayloadUUID']
    if kind == 'mail':
        assert p['EmailAddress'] == "a.b+'c&d@example.org"
        assert p['IncomingMailServerUsername'] == '<user>&'
        assert p['SMIMESigningCertificateUUID'] == mine
        assert p['SMIMEEncryptionCertificateUUID'] == mine
        assert p['SMIMESigningEnabled'] and p['SMIMEEncryptByDefault']
    assert not set(p) & {'Password', 'IncomingPassword', 'OutgoingPassword',
                         'SMIMEEnabled', 'SMIMEEnablePerMessageSwitch'}, set(p)
# No secret, in any of the ways it could stand there.
secrets = [open(work + '/word', 'rb').read().strip(),
           open(work + '/phrase', 'rb').read().strip()]
if len(sys.argv) > 4:
    secrets.append(bytes.fromhex(open(sys.argv[4]).read()))
everything = raw + b''.join(p.get('PayloadContent', b'') for p in parts)
for s in secrets:
    for form in (s, base64.b64encode(s), s.hex().encode(),
                 s.decode('latin-1').encode('utf-16-be')):
        assert form not in everything, form
print(top['PayloadIdentifier'])
END

holds() { "$python" "$work/look.py" "$@"; }

# The private scalar, out of openssl's own text, is put in scalar.hex.
private_half() {
    openssl pkcs12 -in "$work/inside.p12" -passin "file:$work/word" -nodes \
        -nocerts 2>/dev/null | openssl pkey -noout -text 2>/dev/null |
        awk '/^pub:/ { on = 0 } on; /^priv:/ { on = 1 }' |
        tr -d ' :\n' | sed 's/^00//' >"$work/scalar.hex"
    [ "$(wc -c <"$work/scalar.hex")" -ge 60 ]
}

mode() { [ "$(ls -l "$2" | cut -c 1-10)" = "$1" ]; }

# --- with nothing, and with an authority only ---

cd "$work" || exit 99
fails 3 'without identity or authority there is no profile' ours profile
ok 'an authority is made' ours authority create --name 'Family'
ok 'its root alone makes a profile' ours profile
ok 'which is named after it' mode -rw-r--r-- authority.mobileconfig
ours authority show >"$work/family.pem" 2>/dev/null
ok 'and holds just that root' "$python" -c '
import plistlib, ssl, sys
top = plistlib.load(open(sys.argv[1], "rb"))
p, = top["PayloadContent"]
assert p["PayloadType"] == "com.apple.security.root"
assert p["PayloadContent"] == ssl.PEM_cert_to_DER_cert(
    open(sys.argv[2]).read())' authority.mobileconfig "$work/family.pem"

# --- with an identity ---

ok 'there is an issuer' issuer
ok 'a key is made' ours key "$me" --name "$name" --type p-256
fails 3 'a key is not enough for a profile with it' \
    ours profile --with-identity -o never.mobileconfig
ok 'a request is written' ours request -o "$work/me.csr"
ok 'the issuer signs it' answer
ok 'the answer is taken in' ours import "$work/answer.pem"

ok 'a profile of issuers is written' ours profile -o trust.mobileconfig
ok 'it holds the root and the intermediate' holds trust.mobileconfig "$work" \
    'root issuer'
ok 'everybody may read it' mode -rw-r--r-- trust.mobileconfig
fails 3 'it is never replaced' ours profile -o trust.mobileconfig

ok 'a profile with the identity is written' ours profile --with-identity \
    --password-file "$work/word" -o one.mobileconfig
ok 'it is a secret file' mode -rw------- one.mobileconfig
ok 'it holds issuers and identity' holds one.mobileconfig "$work" \
    'root issuer identity'
cp "$work/out" "$work/first"
opens() {
    openssl pkcs12 -in "$work/inside.p12" -passin "file:$work/word" -nodes \
        -out "$work/opened"
}
ok 'openssl opens the bundle in it' opens
ok 'which has the key' grep -q 'BEGIN PRIVATE KEY' "$work/opened"
ok 'and no root' sh -c \
    '[ "$(grep -c "BEGIN CERTIFICATE" "$1")" = 2 ]' - "$work/opened"
ok 'the private key can be got by its password' private_half
ok 'and is nowhere in the profile without' holds one.mobileconfig "$work" \
    'root issuer identity' "$work/scalar.hex"

ok 'a second one is written' ours profile --with-identity \
    --password-file "$work/word" -o two.mobileconfig
ok 'with an identifier' holds two.mobileconfig "$work" 'root issuer identity'
ok 'that is the same: it replaces the first' cmp "$work/first" "$work/out"

mail() {
    ours profile --with-identity --password-file "$work/word" \
        --mail-type imap --mail-in imap.example.org:993 \
        --mail-out smtp.example.org --mail-user '<user>&' "$@"
}
fails 2 'half a mail account is refused' mail -o never.mobileconfig
ok 'a profile with a mail account is written' mail --mail-smime both \
    -o mail.mobileconfig
ok 'it holds issuers, identity and account' holds mail.mobileconfig "$work" \
    'root issuer identity mail'
ok 'nothing was written on the way to a refusal' sh -c \
    '[ ! -e never.mobileconfig ]'

# --- and the way back ---

for file in trust one mail; do
    ! have xmllint ||
        ok "$file is well-formed XML" xmllint --noout --nonet \
            "$file.mobileconfig"
    ! have plistutil ||
        ok "$file is read by plistutil" plistutil -i "$file.mobileconfig"
    ok "$file has no blocker" ours check "$file.mobileconfig"
done
ok 'the bundle in it is judged with its password' ours check \
    mail.mobileconfig --password-file "$work/word" --address "$me" \
    --roots "$work/root.pem" --json
ok 'as one an iPhone imports' judged ios-17 import yes
ok 'a profile is JSON too' ours check mail.mobileconfig --json
ok 'of its kind' grep -q '"kind": *"profile"' "$work/out"
sign() {
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes \
        -keyout "$work/sign.key" -out "$work/sign.pem" -subj '/CN=Signer' &&
        openssl smime -sign -signer "$work/sign.pem" -nodetach -binary \
            -inkey "$work/sign.key" -outform der -in mail.mobileconfig \
            -out signed.mobileconfig
}
ok 'openssl signs it' sign
ok 'the signed one is opened' ours check signed.mobileconfig
ok 'and its signer named' grep -q 'Signed by  *Signer' "$work/out"
finish
