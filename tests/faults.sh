#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Kills the program at each of its calls that write, and lets each of them
# fail: the old file or the new one is there, whole, and the program goes on
# from there (security.md 1-3, 7, 10, 11, 13). SMIME_TORTURE=1 tries every
# error; otherwise they are sampled, but the kills never are: each state that
# the disk goes through is one.
set -u
. "${srcdir:-.}/tests/lib.sh"
. "$srcdir/tests/scene.sh"
needs strace openssl
scene p-256
if have cc; then
    cc -shared -fPIC -o "$work/tools/shortwrite.so" \
        "$work/tools/shortwrite.c" -ldl || exit 99
    short=,short
else
    short=''
    note 'short writes: no compiler'
fi
# What changes the disk, or waits for it. Every call that opens or closes comes
# after one of these and leaves the disk as that left it, so a kill there shows
# nothing else.
changing='write pwrite64 writev fsync fdatasync rename renameat renameat2 link
    linkat unlink unlinkat symlink ftruncate fchmod chmod mkdir mkdirat flock'
if [ "${SMIME_TORTURE:-}" = 1 ]; then sample=0; else sample=12; fi

# What holds after every fault. The harness calls this for a watched file that
# is neither the old one nor empty; "marker" is different in each run, so that
# for it this is called each time.
cat >"$work/check" <<SCRIPT
#!/bin/sh
case \$1 in
*/key.pem) openssl pkey -in "\$1" -passin file:'$work/phrase' -noout ;;
*/certificate.pem | */roots/*.pem) openssl x509 -in "\$1" -noout ;;
*.p12) openssl pkcs12 -legacy -in "\$1" -passin file:'$work/word' -noout ;;
*/marker)
    cd "\${1%/*}" || exit 1
    '$SMIME_SETUP' --home home status
    [ \$? -le 1 ] || exit 1
    # No key that anybody could read: neither its text nor its mode.
    ! grep -rqE 'BEGIN (RSA |EC )?PRIVATE KEY' . || exit 1
    [ -z "\$(find . -name '*key.pem*' -perm /077)" ] ;;
esac
SCRIPT
chmod +x "$work/check"

# crash FAULTS MAX SETUP WATCHED ARGUMENTS...; at the calls in $only, or at all.
crash() {
    faults=$1 max=$2 before=$3 watched=$4
    shift 4
    rm -f "$work/crash.json"
    "$python" "$work/tools/crashio.py" --base "$work/base" \
        --faults "$faults" --max "$max" ${only:+--calls "$only"} \
        --check "'$work/check' '{}'" \
        --setup "echo \$\$ \$(date +%N) >marker; $before" \
        --watch marker --watch "$watched" --json "$work/crash.json" -- \
        "$SMIME_SETUP" --home home --passphrase-file "$work/phrase" \
        --password-file "$work/word" "$@"
    # What was watched has to have come about, and by way of the one writer.
    # The lock is the only file that is written and never synced: nobody loses
    # anything with it.
    "$python" - "$work/crash.json" <<'SCRIPT'
import json, sys
r = json.load(open(sys.argv[1]))
bad = [l for l in r['lint'] if 'NOT' in l or 'O_TRUNC' in l or 'no O_' in l
       or 'no fsync' in l]
del r['baseline']['marker']
violations = dict(r['counts'])
locks = violations.pop('close error on the written file swallowed (exit 0)', 0)
print('lint:', bad, 'baseline:', r['rc'], r['baseline'], violations)
sys.exit(bool(bad) or bool(violations) or locks > 2 or r['rc'] != 0 or
         set(r['baseline'].values()) != {'NEW'})
SCRIPT
}

# three NAME SETUP WATCHED ARGUMENTS...
three() {
    name=$1
    shift
    only=$changing
    ok "$name: killed at every call that changes the disk" crash kill 0 "$@"
    only='fsync fdatasync'
    ok "$name: every sync failing" crash err,sticky 0 "$@"
    only=''
    ok "$name: calls failing" crash "err,sticky$short" "$sample" "$@"
    [ "$sample" = 0 ] || return 0
    ok "$name: killed at every call" crash kill 0 "$@"
}

person=home/identities/$me
three key : "$person/key.pem" key "$me" --name 'Ann Onym' --type p-256
three import "cp -R '$work/keyed' home" "$person/certificate.pem" \
    import "$work/cert.pem"
three export "cp -R '$work/done' home" out.p12 \
    export --for apple -o out.p12
read -r print <<EOF
$(openssl x509 -in "$work/ca/authority/certificate.pem" -noout -fingerprint \
    -sha256 | sed 's/.*=//; s/://g')
EOF
three roots "cp -R '$work/keyed' home" "home/roots/$print.pem" \
    roots add "$work/ca/authority/certificate.pem" --fingerprint "$print"
finish
