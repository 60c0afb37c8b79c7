# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh
# The address book (R), for run.sh: 100 000 people listed and searched, each
# time by a run of its own, opening and checking the book included.
echo "# the address book (R)"

# One real certificate; the others differ in their last bytes, and in whom they
# are for: who only lists reads none.
fill() {
    ours recipients add "$1" >/dev/null 2>"$work/err" || return 1
    python3 - "$home/recipients.sqlite" 100000 <<'END'
import hashlib, sqlite3, sys
db = sqlite3.connect(sys.argv[1])
der, starts, ends = db.execute('select der, starts, ends from certificate join '
                               'holder on certificate = id').fetchone()
for i in range(int(sys.argv[2])):
    name = 'Person %06d Example' % i
    key = 'person%06d@dept%d.example.org' % (i, i % 97)
    one = der[:-8] + i.to_bytes(8, 'big')
    at = db.execute('insert into certificate(print, der) values (?, ?)',
                    (hashlib.sha256(one).digest(), one)).lastrowid
    db.execute('insert into holder(key, encrypts, starts, certificate, ends, '
               'shown, name) values (?, 1, ?, ?, ?, ?, ?)',
               (key, starts, at, ends, key, name))
    db.execute("insert into person values (?, ?, ?, ?, ?, 1, 1, ?, ?, '')",
               (key, key, name, (key + ' ' + name).lower(), key, starts, ends))
    for is_last in (0, 1):
        db.execute('insert into seen values (?, ?, ?, ?, ?, ?)',
                   (at, is_last, starts, '/mail/inbox', 'INBOX', '%d@x' % i))
db.commit()
END
}

# cpu COMMAND...: the median of user and system time, in milliseconds.
cpu() {
    python3 - "$@" <<'END'
import resource, statistics, subprocess, sys
def spent():
    r = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (r.ru_utime + r.ru_stime) * 1000
took = []
for i in range(11):
    before = spent()
    subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, check=True)
    took.append(spent() - before)
print(statistics.median(took))
END
}

listed() {
    ours recipients list $1 >"$work/listed" 2>/dev/null
    n=$(tr ' ' '\n' <"$work/listed" | grep -c '^person.*@')
    [ "$n" = "$2" ] || { echo "list $1: $n people, not $2"; over=1; }
    limit "R list $1" "$(cpu "$SMIME_SETUP" --home "$home" recipients list $1)" \
        50 ms
}

if ! have python3 || ! have openssl; then
    unmeasured R 'python3 or openssl'
elif openssl req -x509 -newkey rsa:2048 -nodes -keyout /dev/null -days 365 \
    -subj '/CN=First' -addext subjectAltName=email:first@example.org \
    -addext basicConstraints=critical,CA:false -out "$work/r.pem" \
    2>"$work/err" && fill "$work/r.pem"; then
    listed '' 499
    listed example.org 499
    listed person09999 10
    listed 'dept5 001' "$(python3 -c "print(sum('dept5' in t and '001' in t
        for t in ('%06d@dept%d.' % (i, i % 97) for i in range(100000))))")"
    listed nobody 0
else
    echo 'R: the address book could not be made'
    cat "$work/err"
    over=1
fi
