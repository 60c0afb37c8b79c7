#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Shows 508 certificates with escape sequences, bidirectional controls, NUL and
# the like in every field: nothing of it reaches the terminal raw (security.md
# 24-28). SMIME_TORTURE=1 tries more locales and commands.
set -u
. "${srcdir:-.}/tests/lib.sh"
. "$srcdir/tests/scene.sh"
needs openssl
"$python" "$work/tools/hostilecert.py" "$work/hostile" >"$work/out" 2>&1 || {
    cat "$work/out"
    exit 99
}

if [ "${SMIME_TORTURE:-}" = 1 ]; then some=''; else some=cn-; fi

raw() {
    "$python" "$work/tools/escscan.py" --dir "$work/hostile" "$@"
}

ok 'check shows nothing raw' raw -- "$SMIME_SETUP" --home "$work/home" check {}
ok 'check --json shows nothing raw' raw \
    --glob "$some*.pem" -- \
    "$SMIME_SETUP" --home "$work/home" --json check {}
# The same put into the address book, and seen there.
book() { "$SMIME_SETUP" --home "$work/book" recipients "$@"; }
added() { "$SMIME_SETUP" --home "$work/book" recipients add "$work"/hostile/*.pem; }
shown() {
    book list --json | sed -n 's/^ *"fingerprint": "\(.*\)",$/\1/p; s/^ *"address": "\(.*\)",$/\1/p' |
        while read -r whom; do book show "$whom"; done
}
# The file's own name is foreign too.
evil=$work/$(printf 'a\033]0;x\007b\342\200\256c\nd.pem')
ok 'a file name with escapes can be made' cp "$work/hostile/cn-csi_clear.pem" \
    "$evil"
silent() {
    "$@" >"$work/said" 2>&1
    ! LC_ALL=C grep -q "$(printf '[\001-\011\013-\037\177]')" "$work/said" &&
        ! LC_ALL=C grep -q "$(printf '\342\200\256')" "$work/said"
}
ok 'adding to the address book shows nothing raw' silent added
ok 'somebody was added' test "$(book list -v | wc -l)" -gt 100
ok 'the address book lists nothing raw' silent book list -v
ok 'nor in JSON' silent book list --json
ok 'nor each one' silent shown
ok 'a root that is refused shows nothing raw' raw \
    --glob "$some*.pem" -- \
    "$SMIME_SETUP" --home "$work/home" roots add {} \
    --fingerprint 0011223344556677
trusted() {
    mkdir -p "$work/rooted/roots" && cp "$work"/hostile/*.pem "$work/rooted/roots"
    "$SMIME_SETUP" --home "$work/rooted" roots list "$@"
}
ok 'nor do those that were put there by hand' silent trusted
ok 'nor in JSON' silent trusted --json
ok 'a file name is not shown raw' silent \
    "$SMIME_SETUP" --home "$work/home" check "$evil"
ok 'the name of an absent file is not shown raw' silent \
    "$SMIME_SETUP" --home "$work/home" check "$evil.absent"
ok 'a wrong option is not shown raw' silent \
    "$SMIME_SETUP" "--$(printf 'x\033[2J')"
ok 'a wrong command is not shown raw' silent \
    "$SMIME_SETUP" "$(printf 'x\033[2J')"
ok 'a bad address is not shown raw' silent \
    "$SMIME_SETUP" --home "$work/home" key "$(printf 'x\033[2J@example.org')"
if [ "${SMIME_TORTURE:-}" = 1 ]; then
    for locale in C POSIX C.UTF-8 en_US.ISO-8859-1; do
        ok "check shows nothing raw under $locale" raw \
            --env "LC_ALL=$locale" -- \
            "$SMIME_SETUP" --home "$work/home" check {}
    done
fi
finish
