#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Archives of mail scanned for certificates: the same ones as openssl finds in
# signed parts that verify, and those the generator put there; a second time only
# what is new; stopped, or killed at any write, the address book is whole.
set -u
. "${srcdir:-.}/tests/lib.sh"
have openssl || skip 'no openssl'
case $SMIME_SETUP in /*) ;; *) SMIME_SETUP=$PWD/$SMIME_SETUP ;; esac
case $srcdir in /*) ;; *) srcdir=$PWD/$srcdir ;; esac
shared=$srcdir/../shared
cd "$work" || exit 99

scan() { "$SMIME_SETUP" --home home recipients scan "$@"; }
says() { grep -qF -e "$1" "$work/out"; }
not_praised() { ! grep -q '^\[ok\]' "$work/out"; }

# The fingerprints in the book, as the list has them.
prints() {
    "$SMIME_SETUP" --home home recipients list --json >people.json || return 1
    grep -o '"address": *"[^"]*"' people.json | sort -u |
        sed 's/.*: *"//; s/"$//' >people
    : >found
    while read -r address; do
        "$SMIME_SETUP" --home home recipients show "$address" --json \
            >>found || return 1
    done <people
    grep -o '"fingerprint": *"[0-9A-Fa-f:]*"' found | sed 's/.*: *"//; s/"$//' |
        tr -d : | tr A-F a-f | sort -u
}

# All of them, issuers' too, by another program's eyes.
all_prints() {
    /usr/bin/python3 - home/recipients.sqlite <<'END'
import sqlite3, sys
book = sqlite3.connect(sys.argv[1])
for (print_,) in book.execute("SELECT print FROM certificate"):
    print(print_.hex())
END
}

# --- a letter of our own, in every form an archive has ---

openssl req -x509 -newkey rsa:2048 -nodes -keyout key.pem -out cert.pem \
    -subj '/CN=Alice/emailAddress=alice@example.org' -days 30 \
    -addext 'basicConstraints=critical,CA:FALSE' \
    -addext 'subjectAltName=email:alice@example.org' 2>/dev/null || exit 99
print=$(openssl x509 -in cert.pem -noout -fingerprint -sha256 |
    sed 's/.*=//' | tr -d : | tr A-F a-f)
printf 'Hello Bob,\n\nsee you.\n' >text
openssl cms -sign -in text -signer cert.pem -inkey key.pem -text \
    -from alice@example.org -to bob@example.org -subject Hello -out one.eml ||
    exit 99
{
    printf 'From alice@example.org Mon Jan  1 00:00:00 2024\n'
    cat one.eml
    printf '\nFrom bob@example.org Mon Jan  1 00:00:01 2024\nTo: x\n\nText\n\n'
} >inbox
mkdir -p box/cur box/new box/tmp
cp one.eml 'box/cur/1.M1.host:2,S'

for what in one.eml inbox box; do
    rm -rf home
    ok "$what is scanned" scan "$what"
    ok 'and has one new certificate' says '1 new certificate is in'
    ok 'which is the one' [ "$(prints)" = "$print" ]
    ok 'a second time' scan "$what"
    ok 'there is nothing new' says 'no certificate that was not'
done
sed 's/see you/see me/' one.eml >changed.eml
rm -rf home
ok 'a changed letter is read' scan changed.eml
ok 'and nothing is taken from it' says '1 signature is not good'
ok 'nobody is in the book' [ -z "$(prints)" ]
printf 'From: bob@example.org\nContent-Type: message/rfc822\n\n' >forward.eml
cat one.eml >>forward.eml
ok 'a forwarded letter is read' scan forward.eml
ok 'but not what is inside' says 'inside of one that was'
ok 'unless that is wanted' scan --forwarded forward.eml
ok 'then it counts' [ "$(prints)" = "$print" ]
fails 3 'a path that is not there is told' scan nowhere
ok 'by name' says 'nowhere could not be read'
ok 'and with no word of success' not_praised
once() { [ "$(grep -c 'No such file' "$work/out")" = 1 ]; }
ok 'once' once
mkdir empty
ok 'a folder with nothing in it is read' scan empty
ok 'and said to hold no mail' says 'No mail was found there'
ok 'with no word of success, either' not_praised
in_column() { [ "$(sed -n 's/^\(  .* \)0$/\1x/p' "$work/out" |
    awk '{ print length($0) }' | sort -u | wc -l)" = 1 ]; }
ok 'values stand in one column' in_column
rm -rf home
fails 3 'the others are read all the same' scan nowhere one.eml
ok 'and found' [ "$(prints)" = "$print" ]
ok 'what came of it is JSON, too' scan --json one.eml
ok 'with a schema' says '"schema": 1'
fails 2 'scan needs a path' scan
fails 2 'the option is for scan alone' "$SMIME_SETUP" --home home \
    recipients list --forwarded

# --- the corpus: what openssl verifies, no more and no fewer ---

# by_openssl FILE: fingerprints of what verifies, and of what is signed inside
# of that.
by_openssl() {
    cp "$1" layer
    chmod u+w layer
    while :; do
        rm -f certs.pem
        openssl cms -verify -noverify -in layer -certsout certs.pem \
            -out inside 2>/dev/null || break
        awk '/BEGIN CERT/ { n++ } { print > ("c" n ".pem") }' certs.pem
        for one in c[0-9]*.pem; do
            [ ! -e "$one" ] ||
                openssl x509 -in "$one" -noout -fingerprint -sha256 |
                sed 's/.*=//' | tr -d : | tr A-F a-f
        done
        rm -f c[0-9]*.pem
        mv inside layer
    done | sort -u
}

# ours FILE: what is in the book, issuers too.
ours() {
    rm -rf home
    scan "$1" >/dev/null 2>&1
    [ ! -e home/recipients.sqlite ] || all_prints | sort -u
}

agree() {
    by_openssl "$1" >theirs
    ours "$1" >mine
    cmp -s theirs mine || { echo "$1"; diff theirs mine; }
}

if [ -d "$shared/corpus" ] && [ -x /usr/bin/python3 ]; then
    n=0
    for mail in "$shared"/corpus/*/*.eml "$shared"/corpus/*/*/*.eml; do
        [ -f "$mail" ] || continue
        n=$((n + 1))
        agree "$mail"
    done >differ
    ok "$n letters of the corpus teach what openssl verifies" \
        sh -c '[ ! -s differ ] || { cat differ; exit 1; }'
    ok 'there were some' [ "$n" -gt 20 ]
else
    note 'the corpus: it, or python3, is not here'
fi

# --- generated: an mbox and a Maildir of 3 MB ---

if [ -f "$shared/tools/make-mbox.py" ] &&
    /usr/bin/python3 "$shared/tools/make-mbox.py" 3 made --seed 7 \
        >make.log 2>&1; then
    for what in archive.mbox maildir; do
        ours "made/$what" >mine
        ok "$what has exactly what the generator put there" \
            cmp made/expected.txt mine
    done
    sort -u made/expected.txt made/nested.txt >all
    rm -rf home
    ok 'with forwarded letters' scan --forwarded made/archive.mbox
    all_prints | sort -u >mine
    ok 'it has these as well' cmp all mine
else
    note 'generated archives: make-mbox.py or python3 is not here'
fi

# --- killed at any write ---

# What a killed run left: an address book that is whole, and that the next scan
# completes.
whole() {
    ASAN_OPTIONS=detect_leaks=0 "$SMIME_SETUP" --home home recipients list \
        >listed 2>&1 && ! grep -q damaged listed && scan inbox >scanned 2>&1 &&
        [ ! -e home/recipients.damaged-1.sqlite ] &&
        [ "$(prints)" = "$print" ]
}

killed_everywhere() {
    for call in pwrite64 fdatasync unlink openat; do
        n=1
        while :; do
            rm -rf home
            ASAN_OPTIONS=detect_leaks=0 strace -qq -o trace -e trace="$call" \
                -e inject="$call:signal=KILL:when=$n" \
                "$SMIME_SETUP" --home home recipients scan inbox \
                >killed 2>&1
            [ $? = 137 ] || break
            whole || { echo "killed at $call number $n"; return 1; }
            n=$((n + 1))
        done
        echo "$call: $((n - 1)) times"
        [ "$call" != pwrite64 ] || [ "$n" -gt 5 ] || return 1
    done
}

if have strace && strace -qq -e trace=none true 2>/dev/null; then
    ok 'killed at any write, the book is whole' killed_everywhere
else
    note 'kills: no strace'
fi

# --- two at once ---

both() {
    rm -rf home
    scan inbox >first 2>&1 &
    scan box >second 2>&1
    r=$?
    wait $! && [ $r = 0 ] && [ "$(prints)" = "$print" ]
}
ok 'two at once both find what is there' both

finish
