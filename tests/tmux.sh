# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh
# What the tests of the wizard share: a terminal of its own, keys into it, and
# what stands on it. $dir is the person's home; a test goes on until `fail`.
program=${SMIME_SETUP:-./smime-setup}
for judge in tmux openssl; do
    command -v "$judge" >/dev/null || {
        echo "skipped: $judge is not here"
        exit 77
    }
done
program=$(cd "$(dirname "$program")" && pwd)/$(basename "$program")
[ -x "$program" ] || {
    echo "skipped: $program is not built"
    exit 77
}

dir=$(mktemp -d "${TMPDIR:-/tmp}/smime-wizard.XXXXXX") || exit 99
TMUX_TMPDIR=$dir
export TMUX_TMPDIR
unset TMUX
screens=0

tm() {
    tmux -L wizard -f /dev/null "$@"
}

# A session of its own keeps the server alive between two tests.
tm new-session -d -s keeper cat || exit 99

put_away() {
    tm kill-server 2>/dev/null
    rm -rf "$dir"
}
trap put_away EXIT

# start COLUMNS LINES [LOCALE]: a shell, the program in it with $arguments, and
# how it ended.
start() {
    tm new-session -d -s wizard -x "$1" -y "$2" \
        "cd '$dir'; env -u NO_COLOR SMIME_SETUP_HOME='$dir/home' HOME='$dir' \
        LC_ALL=${3:-C.UTF-8} '$program' ${arguments-}; echo \"left with \$?,\$(stty -a | grep -o -e ' -*echo ')\"; cat"
}

close() {
    tm kill-session -t wizard
}

screen() {
    tm capture-pane -t wizard -p | sed 's/ *$//'
}

fail() {
    echo "FAILED: $1" >&2
    screen >&2
    exit 1
}

# Waits until a text is on the screen; at most 30 seconds.
see() {
    tries=0
    until screen | grep -qF -- "$1"; do
        tries=$((tries + 1))
        [ $tries -lt 200 ] || fail "not on the screen: $1"
        sleep 0.05
    done
}

# The same, and counts it as one of the screens a person goes through.
reach() {
    see "$1"
    screens=$((screens + 1))
}

unseen() {
    ! screen | grep -qF -- "$1" || fail "on the screen: $1"
}

key() {
    tm send-keys -t wizard "$@"
}

word() {
    tm send-keys -t wizard -l -- "$1"
}

# The process id of the program.
pid() {
    tm list-panes -t wizard -F '#{pane_pid}' | xargs ps -o pid= --ppid | tr -d ' '
}
