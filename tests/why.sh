#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# From what somebody sees to its cause: by command, through a pipe, and on the
# screen, with the same trees, questions and cures.
set -u
. "${srcdir:-.}/tests/tmux.sh"
home=$dir/home
phrase="a sentence nobody guesses"
printf '%s\n' "$phrase" >"$dir/phrase"
printf 'kiwi-7-lemon\n' >"$dir/word"
chmod 600 "$dir/phrase" "$dir/word"
cd "$dir" || exit 99

ours() {
    "$program" --home "$home" --passphrase-file "$dir/phrase" "$@" \
        >"$dir/said" 2>&1
}
made() {
    ours "$@" || fail "$*: $(cat "$dir/said")"
}
said() {
    grep -qF -- "$1" "$dir/said" || fail "not said: $1 in: $(cat "$dir/said")"
}
silent() {
    ! grep -qF -- "$1" "$dir/said" || fail "said: $1"
}
made key eve@example.org --name Eve --type rsa-2048
made request -o eve.csr
made authority create --name Own --type p-256
made authority issue eve.csr -o eve.pem
made import eve.pem
made export --for apple-modern --password-file word -o eve.p12

# By command: what can be seen is listed; a known cause ends with 1.
made why
said 'password   The .p12 file says "wrong password"'
ours why nonsense && fail "a symptom that is none is taken"
made why sign
said "(ruled out)"
said "Your turn"
ours why sign --at 2040-01-01T00:00:00Z
[ $? = 1 ] || fail "an expired certificate is no cause"
said "This is the cause: "
said "cert-expired"
ours why password eve.p12 --password-file phrase
[ $? = 1 ] || fail "a wrong password is no cause"
said "p12-wrong-password"
made why password eve.p12 --password-file word --client ios-18
ours why password eve.p12 --password-file word --client ios-17
[ $? = 1 ] || fail "a form that iOS 17 refuses is no cause"
ours why encrypt --to bob@example.org
[ $? = 1 ] || fail "a missing certificate is no cause"
said "rcpt-no-cert"
ours why encrypt
said "Say who you write to: --to ADDRESS"
made why encrypt eve.pem --to eve@example.org

# For scripts: one object, whose steps are those of the text.
made why sign --json --client ios-18
if command -v python3 >/dev/null; then
    python3 - "$dir/said" <<'END' || fail "the JSON is not as told"
import json, sys
o = json.load(open(sys.argv[1]))
assert o["schema"] == 1 and o["symptom"] == "sign" and o["client"] == "ios-18"
assert o["verdict"] == "unknown" and len(o["steps"]) == 9
assert {s["state"] for s in o["steps"]} <= {"ask", "unchecked", "ruled-out"}
asked = [q for s in o["steps"] for q in s["questions"]]
assert asked[0]["finding"] == "cl-sign-off" and "Settings" in asked[0]["look"]
END
fi

# Through a pipe: a question each line; an answer is a cause, and remembered.
printf '%s\n' d 3 y y y y y y y y y y y y q |
    "$program" --plain --home "$home" >"$dir/said" 2>&1
said "What do you see?"
said "You said so. It was not measured here."
printf '%s\n' n n n n n n n n n n n n | ours --plain why sign --client ios-18
said "Is Sign switched on for this account?"
said "This is the cause: "
printf '' | ours --plain why sign --client ios-18
silent "This is the cause"

# On the screen.
start 80 24
see "Overview"
key d
see "What do you see?"
see "Is it for exactly that address?"
# A file is asked for by the tree that has a use for it.
key Enter
see "I can sign but not encrypt"
key b
see "You write to"
word "bob@example.org"
key F2
see "This is the cause: "
see "bob@example.org"
key b
see "[bob@example.org"
key C-u
word "eve@example.org"
key Enter Enter
word "eve.p"
key Tab
see "eve.p12   eve.pem"
word "em"
key F2
see "ruled out"
unseen "bob@example.org"
key Escape
see "What do you see?"
key Down Down Down
see '> The .p12 file says'
key Enter b
see "The file"
word "eve.p12"
key Enter
see "Its password"
word "a wrong word"
key F2
see "This is the cause: "
unseen "a wrong word"
key Escape
see "What do you see?"

# What only the person can see, for one program.
key Home
key Down Down Enter
see "I cannot sign"
see "ruled out"
see "For: all programs"
key c
see "For: iPhone and iPad, up to iOS 17"
key c
see "iOS 18"
see "Is Sign switched on for this account?"
see "Settings > Apps > Mail"
key y
see "Does a tick stand at your certificate"
key u
see "Taken back."
see "Is Sign switched on for this account?"
key n
see "This is the cause: "
see "You said so."
key Enter
see "8 Hand over"
key Escape
see "Overview"
# The answer of before is still known.
key d
key Down Down Enter
see "This is the cause: "
key Escape Escape
see "Overview"

# The list: what one program minds comes first, the rest is set off.
key c
see "Sign mail: yes"
see "For: iPhone and iPad, iOS 18"
see "No matter to this program:"
key c c c
see "Thunderbird"
key v
see "Details"
key Escape
key d
see "What do you see?"
key Escape Escape
see "Overview"
key q
see "left with 0"
echo "a symptom leads to its cause"
