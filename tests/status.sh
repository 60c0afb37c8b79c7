#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# `status` as an alarm: its exit status says whether something ends soon.
set -u
. "${srcdir:-.}/tests/lib.sh"
have python3 || skip 'python3 is not here'
dir=$work/demo
"$SMIME_SETUP" demo "$dir" >"$work/told" 2>&1 </dev/null || {
    cat "$work/told"
    exit 1
}
run() { "$SMIME_SETUP" --home "$dir" "$@"; }
in_days() { date -u -d "+$1 days" +%Y-%m-%d; }
at() {
    when=$(in_days "$1") || return 99
    shift
    run --at "$when" "$@"
}

# What it says in JSON: the kinds of what ends, and the days looked ahead.
ends() {
    python3 - "$work/out" "$@" <<'EOF'
import json, sys
said = json.load(open(sys.argv[1]))
ends = said["identities"][0]["ends"]
assert said["within"] == int(sys.argv[2]), said["within"]
assert [e["what"] for e in ends] == sys.argv[3:], ends
assert all(e["fix"] and e["fingerprint"] and e["valid_until"] for e in ends)
EOF
}

ok 'nothing ends soon' run status
printf 'a sentence\n' >"$work/phrase" && chmod 600 "$work/phrase"
ok 'a key alone' "$SMIME_SETUP" --home "$work/new" key new@example.org \
    --type p-256 --passphrase-file "$work/phrase"
ok 'is the beginning' "$SMIME_SETUP" --home "$work/new" status
ok 'and the command that goes on is named' \
    grep -q 'or smime-setup request$' "$work/out"
fails 3 'a step too early is told' "$SMIME_SETUP" --home "$work/new" export
ok 'before anybody types a passphrase' grep -q 'Missing: Cert' "$work/out"
ok 'a second identity' "$SMIME_SETUP" --home "$work/new" key two@example.org \
    --type p-256 --passphrase-file "$work/phrase"
ok 'is told from the first' "$SMIME_SETUP" --home "$work/new" status
ok 'by the option that names it' grep -q -e '--identity' "$work/out"
ok 'and no line is longer than the screen' \
    sh -c '! grep "^.\{81\}" "$1"' - "$work/out"
fails 1 'the certificate ends within 1000 days' run status --within 1000
ok 'it says so' grep -q 'Your certificate: it ends on 20' "$work/out"
ok 'and what to do' grep -q 'smime-setup renew' "$work/out"
fails 1 'in JSON as well' run status --within 1000 --json
ok 'as data' ends 1000 certificate
fails 1 'the root ends within 4000 days' run status --within 4000 --json
ok 'which is told apart' ends 4000 certificate root
have_date() { in_days 1 >/dev/null 2>&1; }
if have_date; then
    fails 1 'without a number 30 days are looked ahead' at 710 status --json
    ok 'which is said' ends 30 certificate
    ok 'but no more than 30' at 690 status
    fails 1 'what has ended is told' at 800 status
    ok 'as such' grep -q 'it ended on' "$work/out"
else
    note 'later days: this date(1) cannot compute them'
fi
for bad in '' x -1 1x 99999999999999999999 36501; do
    fails 2 "--within '$bad' is a wrong call" run status "--within=$bad"
done
finish
