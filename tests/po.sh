#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Each language of po/LINGUAS: its file is sound, says nearly all there is to
# say, is found by the program, and its help fits on the screen.
set -u
. "${srcdir:-.}/tests/lib.sh"
for tool in make xgettext msgfmt msgmerge msgattrib; do
    have "$tool" || skip "no $tool (package gettext)"
done
[ -f Makefile ] || skip 'not in the directory of a build'
pot=$work/all.pot
TEXTDOMAINDIR=$PWD/po/locale
export TEXTDOMAINDIR

collect() {
    MAKEFLAGS='' make -s pot POT="$pot" >"$work/warnings" 2>&1 && [ -s "$pot" ] &&
        ! grep . "$work/warnings"
}

count() { grep -c '^msgid ' "$1"; }

# Texts change before their translations do; one in fifty may be behind.
says_nearly_all() {
    msgmerge --quiet --no-fuzzy-matching -o "$work/merged.po" "$1" "$pot" &&
        msgattrib --untranslated "$work/merged.po" >"$work/missing.po"
    missing=$(count "$work/missing.po") all=$(count "$pot")
    [ $((missing * 50)) -le "$all" ] || { echo "$missing missing of $all"; false; }
}

speaks() {
    LANGUAGE=$1 "$SMIME_SETUP" --help >"$work/help" && ! cmp -s "$work/help" "$work/english"
}

# Lines of the help of all commands, by columns: Japanese takes two a letter.
fits() {
    for command in '' $commands; do
        LANGUAGE=$1 "$SMIME_SETUP" $command --help
    done >"$work/help" && /usr/bin/python3 - "$work/help" <<'PY'
import sys, unicodedata
wide = [line for line in open(sys.argv[1], encoding="utf-8").read().split("\n")
        if sum(1 + (unicodedata.east_asian_width(c) in "WF")
               - (unicodedata.combining(c) != 0) for c in line) > 80]
print(*wide, sep="\n")
sys.exit(bool(wide))
PY
}

ok 'the texts are collected without a warning' collect
"$SMIME_SETUP" --help >"$work/english"
commands=$(sed -n 's/^\.SS \([a-z][a-z]*\).*/\1/p' "$srcdir/man/smime-setup.1" |
    sort -u)
for language in $(sed '/^#/d' "$srcdir/po/LINGUAS"); do
    po=$srcdir/po/$language.po
    ok "$language: the formats are right" \
        msgfmt --check -o "$work/x.mo" "$po"
    ok "$language: nearly all texts are there" says_nearly_all "$po"
    ok "$language: the program speaks it" speaks "$language"
    ok "$language: the help fits into 80 columns" fits "$language"
done
finish
