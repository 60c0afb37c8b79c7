# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh
# The section of run.sh on archives of mail: certificates found in 1 GB, held
# against GMime, which parses all of it and checks no signature, and `wc -l`.
# The data is made anew, which takes minutes: SCAN_DATA names a folder that
# make-mbox.py has filled, SCAN_MB another size.
echo "# archives of mail (H)"
: "${SCAN_MB:=1000}" "${SCAN_DATA:=}"

# The program of ours, with an empty address book each time.
cat >"$work/scan" <<END
rm -rf "$work/book"
exec "$SMIME_SETUP" --home "$work/book" recipients scan "\$@" >/dev/null
END

# found FILE_OR_FOLDER: exactly what the generator put there.
found() {
    sh "$work/scan" "$1" && sqlite3 "$work/book/recipients.sqlite" \
        'SELECT lower(hex(print)) FROM certificate' | sort -u |
        cmp - "$SCAN_DATA/expected.txt" && echo "H5 ${1##*/}: as expected" ||
        over=1
}

# MiB at the peak, without pages of files that are mapped: there are none.
scan_peak() {
    sh "$work/scan" "$2"
    limit "$1" "$(/usr/bin/time -f '%M' "$SMIME_SETUP" --home "$work/book" \
        recipients scan "$3" 2>&1 >/dev/null | awk '{ print $1 / 1024 }')" \
        16 MiB
}

scan_figures() {
    mbox=$SCAN_DATA/archive.mbox
    cat "$mbox" >/dev/null
    found "$mbox"
    found "$SCAN_DATA/maildir"
    ratio 'H1 mbox : GMime' cat 0.30 7 sh "$work/scan" "$mbox" -- \
        "$work/ref-gmime" "$mbox"
    ratio 'H2 mbox : wc -l' wc 3.0 7 sh "$work/scan" "$mbox" -- \
        wc -l "$mbox"
    ratio 'H3 Maildir : GMime' cat 0.40 7 sh "$work/scan" \
        "$SCAN_DATA/maildir" -- "$work/ref-gmime" "$SCAN_DATA/maildir/cur"
    # Nothing new: the book is there. For a single file both are a start only.
    sh "$work/scan" "$SCAN_DATA/maildir"
    ratio 'H7 again, Maildir : find' find 1.5 7 "$SMIME_SETUP" --home \
        "$work/book" recipients scan "$SCAN_DATA/maildir" -- \
        find "$SCAN_DATA/maildir"
    head -c 100000000 "$mbox" >"$work/small.mbox"
    scan_peak 'H4 peak, 100 MB' /dev/null "$work/small.mbox"
    scan_peak 'H4 peak, all of it' /dev/null "$mbox"
    # As many times the same as it takes for 4 GB.
    mkdir "$work/four" && for i in 1 2 3 4; do
        ln "$mbox" "$work/four/$i" 2>/dev/null || cp "$mbox" "$work/four/$i"
    done
    scan_peak 'H4 peak, 4 GB' /dev/null "$work/four"
}

# KiB that are free where the data goes; three times its size is needed.
scan_room() {
    df -Pk "$work" | awk 'NR == 2 { print $4 }'
}

maker=$srcdir/../shared/tools/make-mbox.py
if ! have sqlite3 || ! have pkg-config || ! pkg-config gmime-3.0 gnutls; then
    unmeasured 'H archives' 'sqlite3, pkg-config or GMime'
elif [ ! -f "$maker" ]; then
    unmeasured 'H archives' "$maker"
elif [ -z "$SCAN_DATA" ] &&
    [ "$(scan_room)" -lt $((SCAN_MB * 3000)) ]; then
    unmeasured 'H archives' "room for $((SCAN_MB * 3)) MB in $work"
elif $CC -O2 -o "$work/ref-gmime" "$tools/ref-gmime.c" \
    $(pkg-config --cflags --libs gmime-3.0 gnutls) &&
    { [ -n "$SCAN_DATA" ] || {
        SCAN_DATA=$work/mail
        /usr/bin/python3 "$maker" "$SCAN_MB" "$SCAN_DATA" 2>"$work/err"
    }; }; then
    scan_figures
else
    echo 'H: the data could not be made'
    cat "$work/err" 2>/dev/null
    over=1
fi
