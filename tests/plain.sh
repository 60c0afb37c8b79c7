#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The journey through --plain with answers from a pipe, from an empty home to a
# bundle; then what a pipe that ends early, or answers badly, leaves behind.
set -u
. "${srcdir:-.}/tests/lib.sh"
home=$work/home
dir=$home/identities/alice@example.org

# answers LINE...: one line each to the program; what it says goes to $work/said.
answers() {
    printf '%s\n' "$@" | "$SMIME_SETUP" --plain --home "$home" >"$work/said" 2>&1
}
says() { grep -q -e "$1" "$work/said"; }
has() { [ -s "$1" ]; }
not() { ! "$@"; }

# An empty line takes the default, which is the next step.
walk() {
    answers '' '' alice@example.org 'Alice Example' '' \
        '' 4 'hunter two' 'hunter two' \
        '' 'hunter two' '' \
        '' 2 'sesame open' 'sesame open' \
        '' '' 'hunter two' '' '' \
        '' '' '' \
        6 q
}
ok 'the whole way goes through with answers from a pipe' walk
cp "$work/said" "$work/walked"
ok 'details are saved' has "$dir/identity.conf"
ok 'the key is there, for the owner only' [ "$(stat -c %a "$dir/key.pem")" = 600 ]
ok 'the request is there' has "$dir/request.pem"
ok 'the certificate is there' has "$dir/certificate.pem"
ok 'every step but the rehearsal is done' grep -q '^8 \[ok\]' "$work/walked"
ok 'the sheet for the device is shown' \
    grep -q '^Hand-over sheet: iPhone' "$work/walked"
ok 'the three answers are given' grep -q 'Read encrypted mail: yes' "$work/walked"
ok 'what Enter takes of a list stands there as its number' \
    grep -q '^1\. Begin \[1\]: ' "$work/walked"
ok 'a new passphrase is rated' \
    [ "$(grep -c 'How hard it is to guess: [a-z]*\.$' "$work/walked")" = 2 ]
ok 'no passphrase was printed' not grep -q -e 'hunter two' -e 'sesame open' "$work/walked"
ok 'no line ends in a dash' not grep -q -e ' - $' "$work/walked"
password=$(sed -n 's/^Password of the bundle: //p' "$work/walked")
ok 'the password of the bundle was shown once' \
    [ "$(grep -c '^Password of the bundle: ' "$work/walked")" = 1 ]
rehearse() { answers '' "$1" q; }
ok 'the rehearsal asks for it' rehearse wrong
ok 'a wrong one leaves the step open' not says '^9 \[ok\]'
ok 'the right one is taken' rehearse "$password"
ok 'then every step is done' says '^9 \[ok\]'
ok 'and each check is told' says 'The text is the one that was written'
if have openssl; then
    ok 'openssl opens the bundle with it' \
        openssl pkcs12 -in "$dir"/bundles/*.p12 -noout -passin "pass:$password"
fi

# Files are chosen by number where nothing completes a name.
mkdir "$work/files" && cp "$dir/certificate.pem" "$work/files/mine.pem"
answers b "?$work/files" 1 q
ok '? lists files, and what they are' \
    says '^ *1 mine.pem ([0-9-]*, a certificate)'
ok 'a number chooses one' says 'This step takes it in'
answers b "?$work/nowhere" q
ok 'a folder that is not there leaves the question' \
    says 'File or text: $'
mkfifo "$work/files/pipe"
answers b "?$work/files" '' q
ok 'none may be chosen' says 'an answer is missing: File or text'

# A .p12 from elsewhere: by the door for files, and where a certificate was
# asked for. Both lead to a bundle.
cp "$dir"/bundles/*.p12 "$work/brought.p12"
home=$work/brought
answers b "$work/brought.p12" "$password" new new '' '' new '' '' q
ok 'a .p12 that is brought begins an identity' \
    has "$home/identities/alice@example.org/certificate.pem"
ok 'and leads to a bundle at once' \
    [ -n "$(ls "$home"/identities/alice@example.org/bundles/*.p12)" ]
home=$work/instead
answers '' '' alice@example.org '' '' '' 4 one one '' one '' \
    4 1 "$work/brought.p12" "$password" new new 1 q
key=$(cat "$home/identities/alice@example.org/key.pem")
ok 'without a yes the key that waits stays' says 'The key that is here stays in use'
ok 'and has no other set aside for it' \
    not has "$home/identities/alice@example.org/key.pem.~1~"
answers 4 1 "$work/brought.p12" "$password" new new 2 '' '' new '' '' q
ok 'with a yes it is kept beside the other' \
    [ "$key" = "$(cat "$home/identities/alice@example.org/key.pem.~1~")" ]
ok 'a .p12 instead of a certificate is no dead end' \
    [ -n "$(ls "$home"/identities/alice@example.org/bundles/*.p12)" ]
# The same by a command.
printf '%s\n' "$password" >"$work/theirs"
printf 'new\n' >"$work/ours"
chmod 600 "$work/theirs" "$work/ours"
import() {
    "$SMIME_SETUP" --home "$work/command" --password-file "$work/theirs" \
        --passphrase-file "$work/ours" import "$work/brought.p12" "$@" \
        >"$work/said" 2>&1
}
"$SMIME_SETUP" --home "$work/command" --passphrase-file "$work/ours" \
    key alice@example.org --type p-256 >/dev/null
ok 'import keeps the key that is here' import
ok 'and names the option' says '--replace'
key=$work/command/identities/alice@example.org/key.pem
ok 'which has nothing in its place' not has "$key.~1~"
ok 'import --replace' import --replace
ok 'uses the one in the file' has "$key.~1~"

# A profile for Apple devices, with all answers as they stand there.
home=$work/home
answers a '' '' "$work/alice.mobileconfig" 'hunter two' q
ok 'a profile is written' has "$work/alice.mobileconfig"
ok 'with the key' grep -q com.apple.security.pkcs12 "$work/alice.mobileconfig"
ok 'and its password is shown' says '^Password of the bundle in the profile: '
answers a 2 "$work/issuer.mobileconfig" q
ok 'without the key no passphrase is asked for' has "$work/issuer.mobileconfig"
home=$work/nobody
answers a q
ok 'without an identity there is none' says 'hint:'

answers b "$work/walked" q
ok 'a file of no use is named' says 'This file is'

# Mail is searched where programs keep it, or where one says.
mkdir -p "$work/user/Mail/inbox"
printf 'hunter two\n' >"$work/phrase" && chmod 600 "$work/phrase"
printf 'From: alice@example.org\nTo: bob@example.org\nSubject: x\n\nHello\n' |
    "$SMIME_SETUP" --home "$work/home" --passphrase-file "$work/phrase" \
        message sign - -o "$work/user/Mail/inbox/1"
HOME=$work/user
export HOME
home=$work/searched
answers p / '' '' q
ok 'usual places are listed' says '^ *1 Mail folder: ~/Mail, last changed on'
answers p / 1 alice '' '' q
ok 'what is found is told' says '1 new certificate is in the address book'
ok 'and how much was read' says 'Letters in them *1$'
ok 'and is in the book' says 'alice@example.org (Alice Example)'
answers p alice n 'met at the fair' '' q
ok 'a note is written' says 'The note is saved'
answers p alice '' '' q
ok 'and shown' says 'met at the fair'
answers p alice n - '' p alice '' '' q
ok 'and removed' [ "$(grep -c 'met at the fair' "$work/said")" = 2 ]
answers p / '*' '' q
ok 'a second time brings nothing new' says 'no certificate that was not in the'
home=$work/searched-too
answers p / '~/Mail/inbox/1' '' q
ok 'a file is read by its name' says '1 new certificate is in'
answers p / '~/Mail/outbox' '' q
ok 'one that is not there is told, as the person named it' \
    says '~/Mail/outbox could not be read'

home=$work/second
dir=$home/identities/bob@example.org
answers '' '' bob ' bob@example.org ' Bob ''
ok 'a bad address is asked for again' has "$dir/identity.conf"
ok 'and it was said what is wrong' says 'hint:'
answers 2 4 one two
ok 'two entries that differ make no key' not has "$dir/key.pem"
fails 4 'an input that ends in a question cancels' \
    sh -c "echo 2 | '$SMIME_SETUP' --plain --home '$home'"
fails 0 'an input that ends at the menu just ends' \
    sh -c "'$SMIME_SETUP' --plain --home '$home' </dev/null"
ok 'one that cannot be read is not taken for long lines without end' not \
    sh -c "ulimit -t 5; '$SMIME_SETUP' --plain --home '$home' <'$home' 2>&1 | grep -q 'too long'"
finish
