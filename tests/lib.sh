# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh
# What the shell tests share: a scratch directory, skipping, and counting what
# is wrong. A test ends with `finish`; automake reads 0, 1, and 77 for skipped.
: "${srcdir:=.}" "${SMIME_SETUP:=./smime-setup}"
wrong=0 checked=0

work=$(mktemp -d "${TMPDIR:-/tmp}/smime-setup-test.XXXXXX") || exit 99
trap 'chmod -R u+rwX "$work" 2>/dev/null; rm -rf "$work"' EXIT
trap 'exit 99' HUP INT TERM

skip() { echo "skipped: $*"; exit 77; }
have() { command -v "$1" >/dev/null 2>&1; }
note() { echo "not tried: $*"; }

# Whether the program under test has the address sanitizer in it.
is_sanitized() { grep -q __asan_init "$SMIME_SETUP"; }

# fails STATUS SENTENCE COMMAND...: the command has to end with that status.
# What it says is in $work/out afterwards; one that says nothing (a grep -q on
# that file) leaves it as it was. The command may be a function with variables
# of its own, so nothing but these two is kept across it.
fails() {
    wanted_status=$1 sentence_now=$2
    shift 2
    checked=$((checked + 1))
    "$@" >"$work/now" 2>&1 </dev/null
    got_status=$?
    if [ "$got_status" = "$wanted_status" ]; then
        echo "ok: $sentence_now"
    else
        wrong=$((wrong + 1))
        echo "FAILED: $sentence_now (status $got_status, not $wanted_status)"
        echo "  $*"
        sed 's/^/  | /' "$work/now" | head -n 20
    fi
    [ ! -s "$work/now" ] || mv "$work/now" "$work/out"
}

# ok SENTENCE COMMAND...: the command has to succeed.
ok() { fails 0 "$@"; }

# judged CLIENT ABILITY VERDICT: by the last output, which is `check --json`.
judged() {
    awk -v is="\"client\": \"$1\",\"ability\": \"$2\",\"verdict\": \"$3\"," '
        { sub(/^ */, "") }
        /^"client":/ { said = "" }
        /^"(client|ability|verdict)":/ { said = said $0 }
        said == is { found = 1 }
        END { exit !found }' "$work/out"
}

finish() {
    echo "$checked checked, $wrong wrong"
    [ "$checked" -gt 0 ] || exit 99
    [ "$wrong" = 0 ] || exit 1
    exit 0
}
