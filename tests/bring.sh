#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Files brought to the wizard: an issuer's .p12 in the forms that programs
# write becomes one that an iPhone takes, in two screens; a certificate finds
# its key; all else is named.
set -u
. "${srcdir:-.}/tests/tmux.sh"

form=$(cd "${srcdir:-.}" && pwd)/tests/apple-form.py
address=bob@example.net
phrase="a sentence nobody guesses"
cd "$dir" || exit 99

# A root, an intermediate, and a certificate as issuers make them.
issue() {
    printf '%s\n' 'basicConstraints=critical,CA:TRUE' \
        'keyUsage=critical,keyCertSign,cRLSign' >ca.ext
    printf '%s\n' "subjectAltName=email:$address" \
        'keyUsage=critical,digitalSignature,keyEncipherment' \
        'extendedKeyUsage=emailProtection' >leaf.ext
    openssl req -x509 -newkey rsa:2048 -nodes -keyout root.key -subj /CN=Root \
        -days 900 -out root.pem -addext keyUsage=critical,keyCertSign &&
        sign mid root '/CN=Middle' ca.ext &&
        sign leaf mid '/CN=Bob Example' leaf.ext
}

# sign NAME ISSUER SUBJECT EXTENSIONS
sign() {
    openssl req -newkey rsa:2048 -nodes -keyout "$1.key" -subj "$3" \
        -out "$1.csr" &&
        openssl x509 -req -in "$1.csr" -CA "$2.pem" -CAkey "$2.key" \
            -CAcreateserial -days 400 -extfile "$4" -out "$1.pem"
}

# bundle NAME OPTION...: by OpenSSL.
bundle() {
    out=$1
    shift
    openssl pkcs12 -export "$@" -inkey leaf.key -in leaf.pem -certfile mid.pem \
        -name 'My certificate' -passout pass:issuers-word -out "$out"
}

{
    issue && cat root.pem mid.pem >chain.pem &&
        bundle aes256.p12 -keypbe AES-256-CBC -certpbe AES-256-CBC &&
        bundle rc2-40.p12 -legacy -certpbe PBE-SHA1-RC2-40
} >made 2>&1 || {
    cat made >&2
    fail "OpenSSL does not make the files to bring"
}
forms="aes256 rc2-40"
if certtool --to-p12 --load-privkey leaf.key --load-certificate leaf.pem \
    --load-ca-certificate mid.pem --p12-name bob --password issuers-word \
    --pkcs-cipher aes-128 --outder --outfile aes128.p12 >made 2>&1; then
    forms="$forms aes128"
else
    echo "not tried: certtool"
fi

# What the screen gave away is what opens it; judged by another decoder.
judge() {
    made=$(ls "$dir/home/identities/$address/bundles/"*.p12)
    PASSWORD=$1 openssl pkcs12 -legacy -in "$made" -passin env:PASSWORD \
        -nodes 2>/dev/null >opened || fail "$2: OpenSSL does not open it"
    openssl rsa -in opened -modulus -noout 2>/dev/null |
        cmp -s - leaf.modulus || fail "$2: it is another key"
    if /usr/bin/python3 -c 'import asn1crypto, cryptography' 2>/dev/null; then
        /usr/bin/python3 "$form" apple "$made" "$1" "$address" 2 ||
            fail "$2: not in the form an iPhone takes"
    else
        echo "not tried: asn1crypto"
    fi
}
openssl rsa -in leaf.key -modulus -noout >leaf.modulus 2>/dev/null

# to_device FORM: from the first page on, and counts what asks for something.
to_device() {
    screens=0
    reach "New passphrase"
    word "$1.p12"
    key Enter
    word "issuers-word"
    key Enter
    word "$phrase"
    key Enter
    word "$phrase"
    key Enter
    unseen "$phrase"
    unseen "issuers-word"
    see "> [ Save and go on ]"
    key Enter
    see "are taken in"
    see "Whoever made this bundle has had your private key"
    key Enter
    reach "7 Bundle for a device"
    see "(as typed before)"
    key F2
    see "read back and opened"
    [ $screens = 2 ] || fail "$screens screens that ask, not 2"
    key p
    see "Write it down now"
    password=$(screen | sed -n '/Password of the bundle/{n;s/^ *//;p;}')
    judge "$password" "$1"
    key Escape
    see "Overview"
    key q
    see "left with 0"
    close
}

for name in $forms; do
    rm -rf "$dir/home"
    start 80 24
    see "[ Begin ]"
    key Enter
    see "1 Your details"
    key Up
    see ">                  ( ) From a .p12"
    key Space
    see "The .p12 file"
    key Tab
    to_device "$name"
done
echo "an issuer's .p12 becomes one that an iPhone takes"

# brings FILE TEXT: by the one door, and what it says to it.
brings() {
    key b
    see "What can be brought"
    word "$1"
    key Enter
    see "$2"
}

# What belongs nowhere is named and shown; the door stays open.
openssl x509 -in leaf.pem -outform DER -out leaf.der
printf '<!DOCTYPE html><html><body>Log in first</body></html>' >page.pem
start 80 24
see "Overview"
brings leaf.csr "leaf.csr: a certificate request"
key Escape
see "What can be brought"
key C-u
word page.pem
key Enter
see "a web page"
key Escape
key C-u
word nowhere.pem
key Enter
see "The file cannot be read"
key Escape
see "Overview"
key b
see "[nowhere.pem "
key C-u Escape

# A certificate whose key is here goes to its step, whatever it is called.
brings leaf.der "4 Certificate"
see "It is a certificate"
see "> [ Take in the certificate ]"
key Enter
see "was here already."
key Escape
see "Overview"

# Somebody else's goes to the address book, in two keys.
openssl req -newkey rsa:2048 -nodes -keyout bob.key -out bob.csr \
    -subj /CN=Bob 2>/dev/null
echo subjectAltName=email:bob@example.org >bob.ext
openssl x509 -req -in bob.csr -signkey bob.key -days 30 -extfile bob.ext \
    -out bob.pem 2>/dev/null
brings bob.pem "[ Add to the address book ]"
key Down Enter
see "> File or text  [bob.pem"
key F2
see "1 certificate is new in your address book."
key Escape
see "What can be brought"
key Escape
see "Overview"

# A .p12 where a certificate was asked for leads on; Tab completes its name.
key 4
see "4 Certificate"
key Down Down C-u
word "aes2"
key Tab
see "aes256.p12"
key Enter F2
see "1 Your details"
see "It is a PKCS#12 bundle"
see ">"
word "a wrong word"
key Enter
word "$phrase"
key Enter
word "$phrase"
key F2
see "The password of the bundle really is wrong"
see "> Its password"
unseen "a wrong word"
key Escape Escape
see "Overview"

# More than fits is said, and nothing of it is taken.
key b
see "What can be brought"
i=0
while [ $i -lt 6000 ]; do
    echo "this line is one of many that were marked and copied by mistake"
    i=$((i + 1))
done >much
tm load-buffer -b much much
tm paste-buffer -t wizard -p -b much
see "What you pasted is too long"
tm load-buffer -b chain chain.pem
tm paste-buffer -t wizard -p -b chain
see "> File or text  pasted: "
key Enter
see "> [ Look at it ]"
key Enter
see "5 Issuer's chain"
see "> [ Add the missing certificates ]"
key F2
see "Root - root"
key Escape
see "Overview"
key q
see "left with 0"
echo "every file that is brought is known"
close

# What a file manager opens begins where key b would have led.
arguments="open leaf.csr"
start 80 24
see "leaf.csr: a certificate request"
key Escape
see "Overview"
key q
see "left with 0"
close
arguments="open nowhere.pem"
start 80 24
see "nowhere.pem: The file cannot be read"
key q
see "left with 0"
echo "a file that is opened is brought"
