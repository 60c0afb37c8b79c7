#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The address book killed at each of its calls that write, with each of them
# failing, on a disk that is full, and written by several runs at once: it is
# whole, with all that was in it before, and with all of what was added or
# nothing of it.
set -u
. "${srcdir:-.}/tests/lib.sh"
. "$srcdir/tests/scene.sh"
needs strace openssl
if [ "${SMIME_TORTURE:-}" = 1 ]; then sample=0; else sample=12; fi

made() { openssl "$@" >>"$work/log" 2>&1 </dev/null || { cat "$work/log"; exit 99; }; }
made req -x509 -newkey rsa:2048 -nodes -keyout "$work/ca.key" -days 900 \
    -out "$work/ca.pem" -subj '/CN=Lab root'
made req -new -key "$work/ca.key" -subj '/CN=Somebody' -out "$work/csr"
# person NUMBER: a file with a certificate, and the root behind it.
person() {
    echo "subjectAltName=email:p$1@example.org" >"$work/ext"
    made x509 -req -in "$work/csr" -CA "$work/ca.pem" -CAkey "$work/ca.key" \
        -set_serial "$1" -days 300 -extfile "$work/ext" -out "$work/p$1.pem"
}
for i in 1 2 3 4 5 6 7 8; do person "$i"; done
made req -x509 -newkey rsa:2048 -nodes -keyout "$work/ca2.key" -days 900 \
    -out "$work/ca2.pem" -subj '/CN=Another root'
cat "$work/p2.pem" "$work/ca2.pem" >"$work/two.pem"
must "$SMIME_SETUP" --home "$work/old" recipients add "$work/p1.pem" "$work/ca.pem"
must "$SMIME_SETUP" --home "$work/old" recipients note p1@example.org friend
# The same with a list of free pages that is none: all can still be read.
cp -R "$work/old" "$work/broken"
printf '\000\000\000\007' | dd of="$work/broken/recipients.sqlite" bs=1 seek=36 \
    conv=notrunc 2>/dev/null
cp "$work/broken/recipients.sqlite" "$work/broken.sqlite"

# What holds after every fault: who was there is, with note and issuer; the new
# one is there with its root or not at all; and nothing was found damaged.
cat >"$work/check" <<SCRIPT
#!/bin/sh
case \$1 in */marker) cd "\${1%/*}" || exit 1 ;; *) exit 0 ;; esac
book() { '$SMIME_SETUP' --home home recipients "\$@"; }
if [ -e broken ]; then
    # Whoever comes next mends it, if it was not done; the damaged one is kept.
    book note p1@example.org friend 2>/dev/null || exit 1
    cmp -s '$work/broken.sqlite' home/recipients.damaged-1.sqlite || exit 1
fi
said=\$(book list 2>&1) || exit 1
case \$said in *damaged*) exit 1 ;; esac
if [ -e old ]; then
    shown=\$(book show p1@example.org) || exit 1
    case \$shown in *'Issuers here   Lab root'*friend*) ;; *) exit 1 ;; esac
fi
python3 - home/recipients.sqlite <<'END'
import os, sqlite3, stat, sys
path = sys.argv[1]
if not os.path.exists(path):
    sys.exit(0)
assert stat.S_IMODE(os.stat(path).st_mode) == 0o600, 'mode'
db = sqlite3.connect(path)
assert db.execute('pragma integrity_check').fetchone()[0] == 'ok'
if db.execute('select count(*) from sqlite_master').fetchone()[0] == 0:
    sys.exit(0)
n = db.execute('select count(*) from certificate').fetchone()[0]
people = db.execute('select count(*) from person').fetchone()[0]
old = 2 if os.path.exists('old') else 0
assert n in (old, old + 2), n
assert people == n // 2, (people, n)
END
SCRIPT
chmod +x "$work/check"

# crash FAULTS MAX SETUP; at the calls in $only, or at all. What was watched has
# to have come about without a fault.
crash() {
    rm -f "$work/crash.json"
    "$python" "$work/tools/crashio.py" --base "$work/base" \
        --faults "$1" --max "$2" ${only:+--calls "$only"} \
        --check "'$work/check' '{}'" \
        --setup "echo \$\$ \$(date +%N) >marker; $3" \
        --watch marker --json "$work/crash.json" -- \
        "$SMIME_SETUP" --home home recipients add "$work/two.pem"
    "$python" - "$work/crash.json" <<'SCRIPT'
import json, sys
r = json.load(open(sys.argv[1]))
print('baseline:', r['rc'], r['baseline'], 'runs:', r.get('runs'), r['counts'])
# SQLite goes on where only the folder cannot be synced: a power cut right then
# would undo the addition, and the book would be the old one, whole.
known = ('close error on the written file swallowed (exit 0)',
         'fsync error swallowed (exit 0)')
bad = {k: v for k, v in r['counts'].items() if k not in known}
sys.exit(bool(bad) or r['rc'] != 0)
SCRIPT
}

changing='write pwrite64 writev fsync fdatasync rename renameat renameat2 link
    linkat unlink unlinkat symlink ftruncate fchmod chmod mkdir mkdirat'
for scene in 'a new book:' "a book:cp -R '$work/old' home && : >old" \
    "a damaged book:cp -R '$work/broken' home && : >old && : >broken"; do
    name=${scene%%:*} before=${scene#*:}
    [ -n "$before" ] || before=:
    only=$changing
    ok "$name: killed at every call that changes the disk" \
        crash kill 0 "$before"
    ok "$name: each of them failing, once and from then on" \
        crash err,sticky "$((sample * 2))" "$before"
    only=
    ok "$name: any call failing" crash err "$sample" "$before"
done

# A disk that is full in earnest: no file may grow (in blocks of 512 bytes).
full() {
    (ulimit -f 1 && "$SMIME_SETUP" --home "$work/full" recipients add "$work/two.pem")
}
cp -R "$work/old" "$work/full"
fails 3 'a full disk is told' full
ok 'as what it is' grep -q 'cannot be written' "$work/out"
ok 'who was there is still' \
    "$SMIME_SETUP" --home "$work/full" recipients show p1@example.org
ok 'and with room again it goes on' \
    "$SMIME_SETUP" --home "$work/full" recipients add "$work/two.pem"

# --- several at once ---
at_once() {
    for i in 1 2 3 4 5 6 7 8; do
        "$SMIME_SETUP" --home "$work/shared" recipients add \
            "$work/p$i.pem" "$work/ca.pem" >"$work/at.$i" 2>&1 &
    done
    wait
    "$SMIME_SETUP" --home "$work/shared" recipients list >"$work/listed"
    cat "$work"/at.*
    [ "$(grep -c '@example.org' "$work/listed")" = 8 ]
}
ok 'eight runs at once lose nobody' at_once
finish
