#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Holds --help, the manual and the completion together: an option or command
# that one of them has, all have; and the manual pages render.
set -u
. "${srcdir:-.}/tests/lib.sh"
LC_ALL=C
export LC_ALL
manual=$srcdir/man/smime-setup.1
completion=completions/made.bash

options() { grep -oE -e '--[a-z][a-z-]*' | sort -u; }

# The manual writes a hyphen as \-.
sed 's/\\-/-/g' "$manual" >"$work/manual"
"$SMIME_SETUP" --help >"$work/help" 2>"$work/err" || {
    cat "$work/err"
    echo 'FAILED: --help'
    exit 1
}
sed -n 's/^  \([a-z][a-z]*\) .*/\1/p' "$work/help" | sort -u \
    >"$work/help.commands"
# Options of its own are told by each command. An option stands first on its
# line there: what others say of it does not count.
for command in $(cat "$work/help.commands"); do
    ok "$command --help tells of it" "$SMIME_SETUP" "$command" --help
    cat "$work/out" >>"$work/help"
done
sed -n 's/^  \(-[a-zA-Z], \)*\(--[a-z-]*\).*/\2/p' "$work/help" | sort -u \
    >"$work/help.options"
grep -v '^\.\\"' "$work/manual" | options >"$work/manual.options"
grep -v '^ *#' "$completion" | options >"$work/completion.options"

# Commands stand in --help, the manual and the completion each in one form.
sed -n 's/^\.SS \([a-z][a-z]*\).*/\1/p' "$work/manual" |
    sort -u >"$work/manual.commands"
sed -n "s/^_smime_setup_commands='\\(.*\\)'\$/\\1/p" "$completion" | tr ' ' '\n' |
    sort -u >"$work/completion.commands"

for what in options commands; do
    ok "--help has some $what" test -s "$work/help.$what"
    ok "$what of --help and of the manual are the same" \
        diff "$work/help.$what" "$work/manual.$what"
    ok "$what of --help and of the completion are the same" \
        diff "$work/help.$what" "$work/completion.$what"
done

# What a screen says of its keys, and the manual's list of them.
for table in "$srcdir"/ui/wizard/screen-*.c; do
    grep -o '{N_("[^"]*"), *[N"]' "$table"
done | sed 's/{N_("//; s/").*//' | sort -u >"$work/keys"
sed -n '/^\.SH KEYS/,/^\.SH OUTPUT/s/^\.B //p' "$work/manual" |
    tr ',' '\n' | sed 's/^ *//' | sort -u >"$work/manual.keys"
ok 'screens name some keys' test -s "$work/keys"
tr ',' '\n' <"$work/keys" | sed 's/^ *//' | sort -u >"$work/screen.keys"
ok 'every key of a screen is in the manual' \
    [ -z "$(comm -23 "$work/screen.keys" "$work/manual.keys")" ]

# Warnings go to standard error, and man --warnings ends with 0 all the same.
renders() {
    if have man && man --version 2>/dev/null | grep -q '^man 2'; then
        said=$(MANWIDTH=80 MANROFFSEQ='' man --warnings -E UTF-8 -l -Tutf8 -Z \
            "$1" 2>&1 >/dev/null)
    elif have groff; then
        said=$(groff -man -ww -Tutf8 -z "$1" 2>&1)
    elif have mandoc; then
        said=$(mandoc -Tlint -W warning "$1" 2>&1)
    else
        echo 'neither man nor groff nor mandoc here'
        return 0
    fi
    printf '%s' "$said"
    [ -z "$said" ]
}
# The page of findings is made by the build.
for page in "$srcdir"/man/*.[1-9] "$srcdir"/man/*/*.[1-9] man/*.[1-9]; do
    [ -f "$page" ] || continue
    ok "${page#"$srcdir/"} renders without a warning" renders "$page"
done

sed -n 's/^FINDING([A-Z0-9_]*, "\([a-z0-9-]*\)".*/\1/p' \
    "$srcdir/src/base/finding-list.h" >"$work/findings"
sed -n 's/\\-/-/g; s/^\.BR \([a-z0-9-]*\) " (.*/\1/p' \
    man/smime-setup-findings.7 >"$work/manual.findings"
sort "$work/manual.findings" >"$work/sorted.findings"
ok 'the manual has each finding' sh -c 'sort "$1" | diff - "$2"' - \
    "$work/findings" "$work/sorted.findings"
explained() {
    while read -r name; do
        "$SMIME_SETUP" explain "$name" >"$work/explained" || return 1
        grep -q "Name  *$name" "$work/explained" || return 1
    done <"$work/findings"
}
ok 'explain knows each finding' explained

if have bash; then
    ok 'the completion is a bash script' bash -n "$completion"
    # offers WORD...: what bash offers for the last word, in a line.
    offers() {
        bash -c '. "$1"; shift; COMP_WORDS=(smime-setup "$@") COMP_CWORD=$#
            _smime_setup; echo "${COMPREPLY[*]}"' - "$completion" "$@"
    }
    offers_only() { wanted=$1; shift; [ "$(offers "$@")" = "$wanted" ]; }
    ok 'bash offers commands' offers_only status sta
    ok 'bash offers options of a command' offers_only --days authority --da
    ok 'bash offers words of a command' offers_only create authority cr
    ok 'bash offers values' offers_only rsa-4096 key --type rsa-4
    ok 'bash takes no value for a command' offers_only status --home x sta
    ok 'bash offers nothing of ours for a file' offers_only '' export -o c
fi
if have zsh; then
    ok 'the completion is a zsh script' zsh -n completions/made.zsh
else
    note 'the completion for zsh: no zsh'
fi
if have fish; then
    # Without a home of its own fish would read the user's.
    fish_offers() {
        HOME=$work fish --no-config -c 'source completions/made.fish
            complete -C "smime-setup $argv"' "$@" | cut -f1 >"$work/offered"
        grep -qx "$wanted" "$work/offered"
    }
    wanted=status
    ok 'fish offers commands' fish_offers 'sta'
    wanted=rsa-4096
    ok 'fish offers values' fish_offers 'key --type rsa-4'
else
    note 'the completion for fish: no fish'
fi

if have desktop-file-validate; then
    ok 'the desktop file is valid' desktop-file-validate \
        "$srcdir/desktop/smime-setup.desktop"
else
    note 'the desktop file: no desktop-file-validate'
fi
if have appstreamcli; then
    ok 'the AppStream data is valid' appstreamcli validate --no-net \
        "$srcdir/desktop/smime-setup.metainfo.xml"
else
    note 'the AppStream data: no appstreamcli'
fi
if [ -x /usr/bin/python3 ]; then
    ok 'pictures of screens are as the screens are' \
        "$srcdir/tests/pictures.py" "$srcdir"
fi
ok 'the manual names each exit status' sh -c \
    'for s in 0 1 2 3 4; do grep -qx "\.B $s" "$1" || exit 1; done' - "$manual"
finish
