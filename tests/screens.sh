#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The screens, in a terminal that the test itself is: tests/walker. The language
# in which what cannot be translated is seen is made here.
set -u
[ -x tests/walker ] || {
    echo "skipped: tests/walker is not built, as there is no libvterm or no CUnit"
    exit 77
}
. "${srcdir:-.}/tests/lib.sh"
made=$work/locale/zz/LC_MESSAGES
if [ -f Makefile ] && have xgettext && have msgfmt && [ -x /usr/bin/python3 ] &&
    mkdir -p "$made" && MAKEFLAGS='' make -s pot POT="$work/all.pot" >/dev/null &&
    /usr/bin/python3 "$srcdir/tests/pseudo.py" "$work/all.pot" >"$work/zz.po" &&
    msgfmt -o "$made/smime-setup.mo" "$work/zz.po"; then
    SMIME_SCREENS_PSEUDO=$work/locale
    export SMIME_SCREENS_PSEUDO
else
    note 'a language of the test: no make, gettext or python3'
fi
if [ $# -gt 0 ]; then
    tests/walker "$@"
    exit
fi

# Half of the time goes to pressing every key: beside the rest.
tests/walker crawl >"$work/crawl" 2>&1 &
tests/walker screens ends fuzz journey words
rest=$?
wait $!
crawl=$?
cat "$work/crawl"
[ "$rest" = 0 ] && [ "$crawl" = 0 ]
