#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Letters of ours in Thunderbird and in gpgsm, as their users see them, and
# Thunderbird's here. Needs thunderbird or gpgsm, and their drivers in
# ../shared/tools/clients; skips where they are absent.
set -u
here=$(cd "${srcdir:-.}" && pwd)
. "$here/tests/lib.sh"
tools=$here/../shared/tools/clients
[ -f "$tools/tb_oracle.py" ] || skip 'no drivers of mail programs here'
have openssl || skip 'no openssl here'
have thunderbird || have gpgsm || skip 'neither thunderbird nor gpgsm here'

. "$here/tests/clients/letters.sh"

# seen NAME WORD...: the driver's line on this letter has all of these.
seen() {
    line=$(grep -e "$1" verdicts)
    shift
    for one; do
        case $line in *"$one"*) ;; *) echo "$line"; return 1 ;; esac
    done
}

if have thunderbird && have certutil && have pk12util; then
    /usr/bin/python3 "$tools/tb_oracle.py" --p12 "$home/alice.p12" \
        --pass "$word" --ca "$root" --me "$me" --peer "$cert" --send "$me" \
        -o theirs.eml "$work/signed.eml" "$work/opaque.eml" \
        "$work/sealed.eml" "$work/both.eml" "$work/changed.eml" \
        >verdicts 2>&1
    cat verdicts
    ok 'Thunderbird takes the bundle' seen p12-import true
    ok 'Thunderbird finds it signed' seen signed.eml '"SUCCESS"'
    ok 'and signed inside' seen opaque.eml '"SUCCESS"'
    ok 'Thunderbird opens it' seen sealed.eml '"SUCCESS"' 'Hello from'
    ok 'Thunderbird opens it and finds it signed' seen both.eml '"SUCCESS"'
    ok 'Thunderbird sees what was changed' seen changed.eml DIGEST_MISMATCH
    ok "Thunderbird's letter opens and holds here" ours verify theirs.eml
else
    note 'Thunderbird'
fi
if have gpgsm; then
    /usr/bin/python3 "$tools/gpgsm_oracle.py" --p12 "$home/alice.p12" \
        --pass "$word" --ca "$root" signed.eml opaque.eml sealed.eml both.eml \
        changed.eml >verdicts 2>&1
    cat verdicts
    ok 'gpgsm takes the bundle' seen p12-import true
    ok 'gpgsm finds it signed' seen signed.eml GOODSIG
    ok 'and signed inside' seen opaque.eml GOODSIG
    ok 'gpgsm opens it' seen sealed.eml DECRYPTION_OKAY
    ok 'gpgsm opens it and finds it signed' seen both.eml DECRYPTION_OKAY \
        GOODSIG
    ok 'gpgsm sees what was changed' seen changed.eml BADSIG
else
    note 'gpgsm'
fi
finish
