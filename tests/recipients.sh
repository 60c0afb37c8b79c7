#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The address book by its commands: what is put in, in any form, comes out in
# any form, as openssl sees it; secrets of others are refused.
set -u
. "${srcdir:-.}/tests/lib.sh"
have openssl || skip 'openssl is not here'
cd "$work" || exit 99

run() { "$SMIME_SETUP" --home "$work/home" "$@"; }

# Bob, by openssl alone: a certificate of an authority of his own.
cat >conf <<'CONF'
[req]
distinguished_name = dn
[dn]
[ca]
basicConstraints = critical, CA:true
keyUsage = critical, keyCertSign
subjectKeyIdentifier = hash
[bob]
basicConstraints = CA:false
keyUsage = critical, digitalSignature, keyEncipherment
extendedKeyUsage = emailProtection
subjectAltName = email:bob@example.org
authorityKeyIdentifier = keyid
CONF
made() { openssl "$@" >>log 2>&1 </dev/null || { cat log; exit 99; }; }
made req -x509 -newkey rsa:2048 -nodes -keyout ca.key -out ca.pem -days 900 \
    -subj '/CN=Lab root' -config conf -extensions ca
made req -newkey rsa:2048 -nodes -keyout bob.key -out bob.csr \
    -subj '/CN=Bob Example' -config conf
made x509 -req -in bob.csr -CA ca.pem -CAkey ca.key -set_serial 77 -days 400 \
    -extfile conf -extensions bob -out bob.pem
made x509 -in bob.pem -outform DER -out bob.cer
made crl2pkcs7 -nocrl -certfile bob.pem -certfile ca.pem -outform DER -out bob.p7b
made pkcs12 -export -in bob.pem -inkey bob.key -passout pass:x -out bob.p12
printf 'Hello\n' >text
made cms -sign -in text -signer bob.pem -inkey bob.key -certfile ca.pem \
    -from bob@example.org -subject Hello -out bob.eml
made cms -sign -in text -signer bob.pem -inkey bob.key -outform DER -out bob.p7s
{
    printf 'BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Bob\r\nKEY;TYPE=X509;ENCODING=b:'
    openssl base64 -A -in bob.cer
    printf '\r\nEND:VCARD\r\n'
} >bob.vcf
{
    printf 'dn: cn=Bob\nuserCertificate;binary:: '
    openssl base64 -A -in bob.cer
    printf '\n'
} >bob.ldif
print=$(openssl x509 -in bob.pem -noout -fingerprint -sha256 | sed 's/.*=//')

ok 'an empty book lists nobody' run recipients list
ok 'and says so' grep -q 'Nobody' out
ok 'and is no file yet' test ! -e home/recipients.sqlite
for form in pem cer p7b eml p7s vcf ldif; do
    rm -rf home
    ok "bob.$form is taken in" run recipients add bob.$form
    ok 'for his address' grep -q bob@example.org out
    ok 'and shown' run recipients show BOB@example.org
    ok 'with the fingerprint openssl tells' \
        sh -c 'tr -d " \n" <out | grep -q "$(echo "$1" | cut -c1-40)"' - "$print"
done
rm -rf home
ok 'several files at once' run recipients add bob.pem bob.eml bob.p7b
ok 'are two certificates' grep -q '^\[ok\] 2 certificates are new' out
ok 'nobody else may read the book' \
    [ "$(stat -c %a home/recipients.sqlite 2>/dev/null || stat -f %Lp home/recipients.sqlite)" = 600 ]
ok 'and no journal is left' [ "$(ls home)" = recipients.sqlite ]

fails 3 'a .p12 is refused' run recipients add bob.p12
ok 'with the word of what it means' grep -q 'they sent you their secret key' out
fails 3 'so is a private key' run recipients add bob.key
fails 3 'what is no certificate is refused' run recipients add text
fails 3 'one bad file does not keep the good ones out' \
    run recipients add text bob.pem
ok 'they are there' grep -q 'was there already' out
fails 3 'a file that is not there is told' run recipients add missing

fails 1 'his signed mail is looked at' run check bob.eml
ok 'and called one' grep -q '^bob.eml: a signed mail$' out
ok 'with whose it is' grep -q 'Signed by  *Bob Example' out
sed 's/^Hello/Hallo/' bob.eml >changed.eml
fails 1 'one that was changed as well' run check changed.eml
ok 'and that is said' grep -q 'signature is not confirmed' out

ok 'the list has him' run recipients list bob example.org
ok 'in words' grep -q '^bob@example.org (Bob Example): certificate until' out
ok 'and does not say that one can write to him' grep -q 'check --to ADDRESS' out
ok 'a filter leaves him out' run recipients list carol
ok 'and says so' grep -q 'Nobody' out
ok 'JSON lists him' run recipients list --json
if have python3; then
    ok 'as an object' python3 -c '
import json, sys
said = json.load(open("out"))
assert said["schema"] == 1, said
(p,) = said["people"]
assert p["address"] == "bob@example.org" and p["usage"] == "encrypt", p
'
    ok 'JSON shows him' run recipients show bob@example.org --json
    ok 'with where he was seen' python3 -c '
import json, sys
said = json.load(open("out"))
(c,) = said["certificates"]
assert c["fingerprint"] == sys.argv[1], c
assert c["serial"] == "4D" and "AES-256-CBC" in c["ciphers"], c
assert c["first_seen"]["source"].endswith("bob.pem"), c
' "$print"
    ok 'JSON tells what was added' run recipients add bob.pem --json
    ok 'which is nothing new' python3 -c '
import json
said = json.load(open("out"))
assert said["added"] == 0 and said["addresses"] == ["bob@example.org"], said
'
fi
ok 'one certificate is named by its fingerprint' run recipients show "$print"
ok 'with his name' grep -q 'Bob Example' out

# --- export ---
same() { openssl "$@" -outform DER 2>/dev/null | cmp - bob.cer; }
ok 'as PEM to standard output' run recipients export bob@example.org
cp out out.pem
ok 'it is his' same x509 -in out.pem
ok 'as DER' run recipients export bob@example.org --as cer -o out.cer
ok 'it is his, byte by byte' cmp out.cer bob.cer
ok 'with its chain' run recipients export bob@example.org --as p7c -o out.p7c
two() {
    openssl pkcs7 -inform DER -in out.p7c -print_certs -out certs 2>/dev/null &&
        [ "$(grep -c BEGIN certs)" = 2 ] && same x509 -in certs
}
ok 'openssl finds both, his first' two
ok 'as a contact card' run recipients export bob@example.org --as vcard -o out.vcf
ok 'which has no long lines' [ "$(tr -d '\r' <out.vcf | awk 'length > 75' | wc -l)" = 0 ]
key() {
    tr -d '\r' <out.vcf | awk '/^ / { printf "%s", substr($0, 2); next }
        { printf "\n%s", $0 }' | sed -n 's/^KEY.*:b*//p' | openssl base64 -d -A |
        cmp - bob.cer
}
ok 'and his certificate in it' key
ok 'and is taken in again' "$SMIME_SETUP" --home "$work/home2" recipients add out.vcf
fails 3 'a file that is there is not replaced' \
    run recipients export bob@example.org -o out.cer
ok 'the name says the form, too' run recipients export bob@example.org -o named.vcf
ok 'of a card' grep -q BEGIN:VCARD named.vcf
fails 2 'an unknown form is a wrong call' \
    run recipients export bob@example.org --as pfx

if have gpgsm; then
    mkdir -m 700 gnupg
    taken() {
        GNUPGHOME=$work/gnupg gpgsm --batch --disable-dirmngr --import out.p7c &&
            GNUPGHOME=$work/gnupg gpgsm --batch --list-keys bob@example.org
    }
    ok 'gpgsm takes it with its issuer' taken
    ok 'and has him' grep -q 'CN=Bob Example' out
    GNUPGHOME=$work/gnupg gpgconf --kill all 2>/dev/null || :
fi
ok 'where it goes is told' run guide thunderbird --to bob@example.org
ok 'with the command that writes the file' grep -q 'export bob@example.org' out
fails 2 'for an address that is one' run guide mac --to bob

# --- written to ---
cp text letter
fails 3 'nobody writes to an issuer that is not trusted' \
    run message encrypt --to bob@example.org -o out.eml letter
ok 'and hears why' grep -q 'not trust' out
mkdir home/roots && cp ca.pem home/roots
ok 'with a trusted one it is encrypted' \
    run message encrypt --to bob@example.org -o out.eml letter
opened() { openssl cms -decrypt -in out.eml -inkey bob.key -recip bob.pem; }
ok 'Bob opens it' opened
ok 'and reads it' grep -q Hello out
ok 'check takes him out of the book, too' run check --to bob@example.org
ok 'in short' [ "$(wc -l <out)" -le 24 ]
ok 'with the program that may fail' grep -q '^\[! \] Outlook on Windows: not known' out
ok 'and with no other, nor all questions' \
    [ "$(grep -c -e Thunderbird -e '^\[->\]' out)" = 0 ]
ok 'all of it is asked for' run check --to bob@example.org -v
ok 'and is there' sh -c \
    'grep -q "Evolution.*: yes" out && grep -q "mailing list or a group" out'
fails 1 'but for nobody else' run check --to bob+x@example.org
ok 'which is told as what it is' grep -q '(rcpt-alike)' out
ok 'with a text to send' grep -q 'send me a signed mail' out

# --- with an attachment ---
{ cat text; head -c 5000000 /dev/zero | tr '\0' x | fold -w 70; } >long
made cms -sign -in long -signer bob.pem -inkey bob.key -from bob@example.org \
    -subject Pictures -out long.eml
ok 'a signed mail of 5 MB is taken in' \
    "$SMIME_SETUP" --home "$work/home4" recipients add long.eml
ok 'for his address' grep -q bob@example.org out
ok 'and looked at' "$SMIME_SETUP" --home "$work/home4" check --to bob@example.org \
    --roots ca.pem

# --- the same by questions ---
plain() {
    printf '%s\n' "$@" | "$SMIME_SETUP" --plain --home "$work/home3" 2>&1
}
ok 'a file is added by its name' plain p + "$work/bob.eml" '' q
ok 'and told' grep -q '2 certificates are new' out
ok 'he is found, and one can write to him or not' plain p baker+bob '*' '' '' q
ok 'which is told' grep -q 'Encrypt this mail: ' out
ok 'Enter removes nobody' plain p bob r '' '' q
ok 'he is still there' sh -c '"$1" --home home3 recipients list | grep -q bob@' - "$SMIME_SETUP"
ok 'y does' plain p bob r y '' q
ok 'and says so' grep -q '1 certificate was removed' out

# --- note, remove ---
ok 'a note is taken' run recipients note bob@example.org 'met in May'
ok 'the page has it' run recipients show bob@example.org
ok 'at its end' grep -q 'met in May' out
fails 1 'nobody is noted' run recipients note carol@example.org x
fails 1 'who is not there is told' run recipients show b0b@example.org
ok 'with who may be meant' sh -c 'tr -s " \n" " " <out | grep -q "only look alike"'
fails 1 'nobody is removed' run recipients remove carol@example.org
ok 'he is removed' run recipients remove bob@example.org
fails 1 'and gone' run recipients show bob@example.org
fails 2 'an unknown word is a wrong call' run recipients frob
fails 2 'so is a word that is missing' run recipients show
fails 2 'and one too many' run recipients show a@example.org b@example.org
fails 2 'and a foreign option' run recipients list --as pem

# --- one certificate, two mailboxes ---
cat >>conf <<'CONF'
[two]
basicConstraints = CA:false
keyUsage = critical, digitalSignature, keyEncipherment
extendedKeyUsage = emailProtection
subjectAltName = email:bob@example.org, email:office@example.org
CONF
made x509 -req -in bob.csr -CA ca.pem -CAkey ca.key -set_serial 78 -days 400 \
    -extfile conf -extensions two -out two.pem
run recipients add bob.pem two.pem >/dev/null 2>&1
ok 'one of two addresses is removed' run recipients remove bob@example.org
ok 'with his own certificate' grep -q '1 certificate was removed' out
ok 'and what is kept, and for whom' sh -c 'tr -s " \n" " " <out |
    grep -q "kept, because it is also for office@example.org. For bob@"'
ok 'the other is there' run recipients show office@example.org
fails 1 'he is not' run recipients show bob@example.org
fails 1 'nor written to' run check --to bob@example.org
ok 'added again, it is his again' run recipients add two.pem
ok 'and shown' run recipients show bob@example.org
ok 'both are removed in one call' \
    run recipients remove bob@example.org office@example.org
ok 'with all they had' grep -q '1 certificate was removed' out

# --- damage ---
run recipients add bob.pem >/dev/null 2>&1
printf 'garbage garbage garbage' | dd of=home/recipients.sqlite conv=notrunc 2>/dev/null
ok 'a damaged book is replaced' run recipients list
ok 'with a word' grep -q 'was damaged' out
ok 'and kept' test -e home/recipients.damaged-1.sqlite
ok 'and the new one can be used' run recipients add bob.pem
finish
