#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The whole journey on the screen, by the keys the screen names, in tmux: from
# an empty home to a .p12 that OpenSSL opens.
set -u

. "${srcdir:-.}/tests/tmux.sh"
phrase="a sentence nobody guesses"

no_secret() {
    unseen "$phrase"
}

start 80 24

# From the empty home to the saved request: five screens, three answers.
reach "[ Begin ]"
key Enter
reach "1 Your details"
word "alice@example"
key Enter
see "no dot"
key Up C-e
word ".org"
key Enter
word "Alice Example"
key Enter Enter
see "> [ Save and go on ]"
key Enter
reach "2 Key pair"
word "$phrase"
key Enter
key Up F4
see "  $phrase"
key Enter
no_secret
word "another one"
key Enter
see "The two entries are not the same"
key Up C-u
word "$phrase"
key Enter
see "> [ Make the key ]"
no_secret
key Enter
reach "3 Certificate request"
see "(as typed before)"
key F2
reach "The request is saved."
[ $screens -le 5 ] || fail "$screens screens to the request"
request=$dir/home/identities/alice@example.org/request.pem
openssl req -in "$request" -noout -verify 2>&1 | grep -q "verify OK" ||
    fail "OpenSSL does not take the request"

# A resize in the middle, and a window too small for anything.
tm resize-window -t wizard -x 20 -y 5
see "Window too small"
tm resize-window -t wizard -x 40 -y 15
see "Go on: Certificate"
tm resize-window -t wizard -x 80 -y 24
see "The request is saved."

# Issued by an authority of one's own.
key Enter
see "4 Certificate"
key Down Enter
see "New passphrase for the authority"
word "the other phrase"
key Enter
word "the other phrase"
key F2
see "is stored."
see "Go on: Bundle for a device"
key Enter
see "7 Bundle for a device"
see "(as typed before)"
key F2
see "read back and opened"
key Escape
see "You have not seen the password yet"
key p
see "Write it down now"
password=$(screen | sed -n '/Password of the bundle/{n;s/^ *//;p;}')
key p
see "Show the password"
! screen | grep -qF -- "$password" || fail "the password stays on the screen"

bundle=$(ls "$dir"/home/identities/alice@example.org/bundles/*.p12)
PASSWORD=$password openssl pkcs12 -legacy -in "$bundle" -passin env:PASSWORD \
    -nokeys -clcerts 2>/dev/null |
    openssl x509 -noout -email | grep -qx "alice@example.org" ||
    fail "OpenSSL does not open the bundle with the password shown"

# The way to the device.
see "Go on: Hand over"
key F2
see "8 Hand over"
see "(*) iPhone and iPad, iOS 18 and later"
key F2
see "The sheet is saved"
key PageDown
see "The bundle holds your key and your certificate"

# The letter to oneself, with the password that was written down.
key Escape
see "You act next: Rehearsal"
key Down Enter
see "9 Rehearsal"
word "$password"
key F2
see "The text is the one that was written"

# Home, the check, help, and out.
key Escape
see "All steps are done"
key c
see "Read encrypted mail: yes"
key '?'
see "Keys on this screen"
key Escape
see "Read encrypted mail: yes"
key Escape
see "All steps are done"
key C-c
see "Quit?"
key n
see "All steps are done"

# Leaving gives the screen back.
key q
see "left with 0"
! screen | grep -qF "Overview" || fail "the screen was not given back"
close

# An end from outside.
start 80 24
see "All steps are done"
kill -TERM "$(pid)"
see "left with 143"
! screen | grep -qF "Overview" || fail "the screen was not given back"
echo "the journey works on the screen"
