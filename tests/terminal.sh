#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# What a terminal may do to the wizard at any moment: another size, a pause, an
# end; two sizes and two encodings; and nothing is lost, nor a secret seen.
set -u
. "${srcdir:-.}/tests/tmux.sh"
phrase="a sentence nobody guesses"

# The identity that the screens are about.
home=$dir/home
printf '%s\n' "$phrase" >"$dir/phrase"
chmod 600 "$dir/phrase"
ours() {
    "$program" --home "$home" --passphrase-file "$dir/phrase" "$@" \
        >"$dir/said" 2>&1 || fail "$*: $(cat "$dir/said")"
}
ours key zo@example.org --name "Zo$(printf '\303\253')" --type p-256
ours request -o "$dir/zo.csr"
ours authority create --name "Own" --type p-256
ours authority issue "$dir/zo.csr" -o "$dir/zo.pem"
ours import "$dir/zo.pem"

# whole KEY TITLE [KEY-LINE]: the screen behind a key has its title, its help
# and every line of it within the window, and Esc leaves it.
whole() {
    key "$1"
    see "$2"
    see "${3:-Help}"
    ! screen | grep -q '.\{'$((cols + 1))'\}' || fail "wider than the window"
    key Escape
    see "Overview"
}

# The walk behind the first symptom: the question and where to look.
whole_walk() {
    key Enter
    see "I can sign but not"
    [ "$cols" -lt 60 ] || see "Look at"
    ! screen | grep -q '.\{'$((cols + 1))'\}' || fail "wider than the window"
    key Escape
    see "What do you see?"
    key Escape
    see "Overview"
}

for window in "80 24 C.UTF-8" "60 16 C.UTF-8" "80 24 C" "60 16 C" "30 8 C"; do
    cols=${window%% *}
    # shellcheck disable=SC2086
    start $window
    see "Overview"
    see "Enter Open"
    [ "$cols" -lt 60 ] || see "q Quit"
    whole 1 "1 Your details"
    whole 2 "2 Key pair"
    whole 3 "3 Certificate req"
    whole 4 "4 Certificate"
    whole 5 "5 Issuer's chain"
    whole 7 "7 Bundle"
    whole 8 "8 Hand over"
    whole 9 "9 Rehearsal"
    whole 0 "10 Renewal"
    whole b "Bring a file"
    whole c "Check"
    whole d "What do you see?"
    key d
    see "What do you see?"
    whole_walk
    whole i "Addresses"
    whole g "Words"
    whole '?' "Help: Overview" Back
    whole F3 "Details" Back
    whole 1 "1 Your details"
    case $window in
    *UTF-8) see "Zo$(printf '\303\253')" ;;
    "30"*) ;;
    *) see 'Zo\u{00EB}' ;;
    esac
    key q
    see "left with 0"
    close
done

# Any size at any moment, and what was typed is still there.
start 80 24
see "Overview"
key 7
see "> Where will it go"
key Tab
word "$phrase"
for size in "20 5" "30 8" "200 60" "60 16" "1 1" "500 200" "80 24"; do
    tm resize-window -t wizard -x "${size% *}" -y "${size#* }"
    unseen "$phrase"
done
see "[*************************"
key Escape
see "Overview"
close

# Words are found, again and from the top, in lists and in texts.
start 80 24
see "Overview"
key g
see "> alias"
key /
see "Find: _"
word "THUMB"
key Enter
see "> fingerprint"
key / Enter
see "> fingerprint"
key /
word "no such word"
key Enter
see "Not here: no such word"
key Escape '?'
see "Keys on this screen"
key /
word "something is wrong"
key Enter
see "[!!]"
key Escape Escape
see "Overview"
close

# A pause in a shell gives the terminal back; going on paints it anew.
tm new-session -d -s wizard -x 80 -y 24 "env SMIME_SETUP_HOME='$home' HOME='$dir' \
    LC_ALL=C.UTF-8 PS1='ready> ' bash --norc --noprofile -i"
see "ready>"
word "'$program'"
key Enter
see "Overview"
key 7
see "> Where will it go"
key C-z
see "Stopped"
unseen "Overview"
word "stty -a | grep -o ' -*echo ' && stty -a | grep -o ' -*icanon'"
key Enter
see " echo"
unseen " -echo "
word "fg"
key Enter
see "> Where will it go"
tm resize-window -t wizard -x 60 -y 20
see "> Where will it go"
tm resize-window -t wizard -x 80 -y 24
key Escape
see "Overview"
key q
see "ready>"
close

# Plain: behind a pause the question stands there again, and a passphrase is
# typed unseen, also where the pause was one that cannot be noticed.
pause() {
    key C-z
    see "Stopped"
    word "clear; fg"
    key Enter
}
tm new-session -d -s wizard -x 80 -y 24 "env SMIME_SETUP_HOME='$dir/paused' \
    HOME='$dir' LC_ALL=C.UTF-8 PS1='ready> ' bash --norc --noprofile -i"
see "ready>"
word "'$program' --plain"
key Enter
see "What next?"
pause
see "What next?"
key Enter
see "1. Begin"
pause
see "1. Begin"
see "   2 "
key Enter
see "Mail address:"
word "ann@example.org"
key Enter
see "Your name"
key Enter
see "Other addresses"
key Enter
see "What next?"
key Enter
see "1. Kind of key"
key Enter
see "2. New passphrase:"
pause
see "2. New passphrase:"
word "$phrase"
key Enter
see "once more:"
program_pid=$(ps -o pid= --ppid "$(tm list-panes -t wizard -F '#{pane_pid}')")
kill -STOP $program_pid
see "Stopped"
word "clear; fg"
key Enter
see "once more:"
word "$phrase"
key Enter
see "What next?"
tm capture-pane -t wizard -p -S - | grep -qF -- "$phrase" &&
    fail "a passphrase is seen behind a pause"
key q Enter
see "ready>"
close

# An end from outside, at rest and in the middle of work: the terminal is as it
# was, and the files are whole.
ends() {
    kill "-$1" "$(pid)"
    see "left with $2, echo"
    unseen "S/MIME setup"
    close
    "$program" --home "$home" check >"$dir/said" 2>&1
    [ $? -le 1 ] || fail "the files are not whole: $(cat "$dir/said")"
}
start 80 24
see "Overview"
ends HUP 129
start 80 24
see "Overview"
key b
word "half a na"
ends TERM 143
start 80 24
see "Overview"
key 0
see "10 Renewal"
key Down Down Down Down Space
key Tab
word "$phrase"
key Enter
word "$phrase"
key F2
ends TERM 143
start 80 24
see "Overview"
key 7
see "> Where will it go"
key Tab
word "$phrase"
key F2
see "Show the password"
key p
see "Write it down now"
password=$(screen | sed -n '/Password of the bundle/{n;s/^ *//;p;}')
kill -TERM "$(pid)"
see "left with 143"
tm capture-pane -t wizard -p -S - | grep -qF -- "$password" &&
    fail "the password stays behind"
close
echo "the terminal may do what it wants"
