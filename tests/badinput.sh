#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# What people really do wrong, and what breaks under them: each is one finding
# with a hint and the designed status, and nothing that was there is lost.
set -u
. "${srcdir:-.}/tests/lib.sh"
. "$srcdir/tests/scene.sh"
have openssl || skip 'no openssl on this machine'
scene p-256
here=$work/done
person=$here/identities/$me
find "$here" "$work/ca" -type f ! -name lock -exec cksum {} + |
    sort >"$work/before"

# one STATUS FINDING ARGUMENTS...: ends so, within seconds, and says just this.
one() {
    status=$1 finding=$2
    shift 2
    timeout 20 "$SMIME_SETUP" "$@" </dev/null >"$work/said" 2>&1
    got=$?
    cat "$work/said"
    [ "$got" = "$status" ] || { echo "status $got, not $status"; return 1; }
    title=$("$SMIME_SETUP" explain "$finding" | grep -c .)
    [ "$title" -gt 0 ] || { echo "no such finding: $finding"; return 1; }
    [ "$(grep -c '^smime-setup: ' "$work/said")" = 1 ] || return 1
    [ "$(grep -c '^hint: ' "$work/said")" = 1 ] || return 1
    says "$finding"
}

# The hint is the one of this finding: its first words stand in the catalogue.
says() {
    hint=$(sed -n 's/^hint: //p' "$work/said" | cut -c1-30)
    "$SMIME_SETUP" explain "$1" | tr '\n' ' ' | tr -s ' ' |
        grep -qF -- "$hint" || { echo "not the hint of $1"; return 1; }
}

# with HOME ARGUMENTS..., as run() of scene.sh, behind `one STATUS FINDING`.
with() {
    status=$1 finding=$2 home=$3
    shift 3
    one "$status" "$finding" --home "$home" \
        --passphrase-file "$work/phrase" --password-file "$work/word" "$@"
}

bad() {
    sentence=$1
    shift
    ok "$sentence" with "$@"
}

# --- passphrases ---

secret_file() { (umask 077 && printf '%b' "$2" >"$work/$1"); }
secret_file wrong 'Not-This-One\n'
secret_file empty '\n'
secret_file latin1 'caf\0351\n'
secret_file loose 'x\n'
chmod 644 "$work/loose"
dd if=/dev/zero bs=2000 count=1 2>/dev/null | tr '\0' x >"$work/long"
chmod 600 "$work/long"

pass() {
    ok "$1" one 3 "$2" --home "$here" --passphrase-file "$work/$3" \
        --password-file "$work/word" export -o "$work/never.p12"
}
pass 'a wrong passphrase' key-wrong-passphrase wrong
pass 'an empty passphrase' pass-empty empty
pass 'a passphrase that is no UTF-8' pass-unusable latin1
pass 'a passphrase of 2000 bytes' pass-unusable long
pass 'a passphrase file others can read' pass-file-loose loose
pass 'a passphrase file that is not there' file-unreadable nowhere
ok 'a closed descriptor for the passphrase' one 3 file-unreadable \
    --home "$here" --passphrase-fd 9 --password-file "$work/word" \
    export -o "$work/never.p12"

# --- files that are none ---

: >"$work/nothing"
mkfifo "$work/fifo"
mkdir "$work/folder"
dd if=/dev/zero of="$work/huge" bs=1 count=0 seek=4294967296 2>/dev/null
echo 'hello, this is not a certificate' >"$work/prose"
head -c 4000 /dev/urandom >"$work/noise"
head -c 200 "$work/cert.pem" >"$work/cut.pem"

for command in import check; do
    bad "$command: a file that is not there" 3 file-unreadable "$here" \
        "$command" "$work/absent"
    bad "$command: an empty file" 3 file-empty "$here" \
        "$command" "$work/nothing"
    bad "$command: a FIFO" 3 file-not-regular "$here" "$command" "$work/fifo"
    bad "$command: a folder" 3 file-is-directory "$here" \
        "$command" "$work/folder"
    bad "$command: 4 GB" 3 file-too-big "$here" "$command" "$work/huge"
    if [ "$(id -u)" != 0 ]; then
        (umask 777 && : >"$work/barred")
        bad "$command: a file that may not be read" 3 file-unreadable \
            "$here" "$command" "$work/barred"
    else
        note "$command of a file that may not be read: root may"
    fi
done
for what in prose noise; do
    bad "import: $what" 3 file-unknown "$here" import "$work/$what"
    # To check it is to be told what it is: that is no failure.
    found() {
        run "$here" check "$work/$what" >"$work/said" 2>&1 </dev/null
        got=$?
        cat "$work/said"
        [ "$got" = 1 ] && grep -q '(file-unknown)' "$work/said"
    }
    ok "check: $what" found
done
bad 'import: empty standard input' 3 file-empty "$here" import -

# --- the wrong kind ---

bad 'issuing for a certificate' 3 req-not-a-request "$work/ca" \
    authority issue "$work/cert.pem" -o "$work/never.pem"
bad 'issuing for a key' 3 req-key-pasted "$work/ca" \
    authority issue "$person/key.pem" -o "$work/never.pem"
openssl req -x509 -newkey rsa:2048 -nodes -keyout "$work/other.key" \
    -subj '/CN=Bob' -addext 'subjectAltName=email:bob@example.org' \
    -addext 'basicConstraints=CA:FALSE' -out "$work/other.pem" 2>/dev/null
bad 'a certificate of somebody else' 3 cert-of-another "$here" \
    import "$work/other.pem"
bad 'a certificate that is cut off' 3 cert-text-damaged "$here" \
    import "$work/cut.pem"

# --- where it cannot be written ---

bad 'a result to a folder that is not there' 3 file-unwritable "$here" \
    request -o "$work/absent/out.pem"
bad 'a result to a device' 3 file-exists "$here" request -o /dev/full
bad 'a result to a file that exists' 3 file-exists "$here" \
    request -o "$work/prose"
full_output() {
    "$SMIME_SETUP" --home "$here" request >/dev/full 2>"$work/said"
    got=$?
    cat "$work/said"
    [ "$got" = 3 ] && [ -s "$work/said" ]
}
ok 'standard output that is full' full_output
bad 'a home that is a file' 3 home-unusable "$work/prose" key "$me"
bad 'a home below a file' 3 home-unusable "$work/prose/home" key "$me"

# small HOW: a file system of its own that is full or read-only (root only).
mounted=''
unmount() { [ -z "$mounted" ] || umount "$mounted"; mounted=''; }
trap 'unmount; chmod -R u+rwX "$work" 2>/dev/null; rm -rf "$work"' EXIT
mkdir "$work/small"
if [ "$(id -u)" = 0 ] &&
    mount -t tmpfs -o size=1m tmpfs "$work/small" 2>/dev/null; then
    mounted=$work/small
    cp -R "$work/keyed" "$mounted/home"
    dd if=/dev/zero of="$mounted/fill" bs=4096 2>/dev/null
    cksum "$mounted/home/identities/$me/"*.pem >"$work/small.before"
    bad 'a disk that is full' 3 file-unwritable "$mounted/home" \
        import "$work/cert.pem"
    mount -o remount,ro "$mounted"
    bad 'a home that is read-only' 3 home-unusable "$mounted/home" \
        key bob@example.org
    # Reading does not need to write.
    ok 'status of a home that is read-only' \
        run "$mounted/home" status
    cksum "$mounted/home/identities/$me/"*.pem >"$work/small.after"
    ok 'they are as they were' cmp "$work/small.before" "$work/small.after"
    unmount
else
    note 'a full disk, a read-only one: only root can make them'
    cp -R "$work/keyed" "$work/barred-home"
    chmod -R a-w "$work/barred-home"
    [ "$(id -u)" = 0 ] || bad 'a home that is read-only' 3 home-unusable \
        "$work/barred-home" key bob@example.org
fi

# --- two at once ---

at_once() {
    i=0
    while [ "$i" -lt 8 ]; do
        (run "$work/raced" key "$me" --type p-256 </dev/null \
            >"$work/race.$i" 2>&1; echo $? >"$work/rc.$i") &
        i=$((i + 1))
    done
    wait
    cat "$work"/race.*
    cat "$work"/rc.* | sort | uniq -c
    [ "$(cat "$work"/rc.* | grep -cx 0)" = 1 ] || return 1
    [ "$(cat "$work"/rc.* | grep -cxE '[03]')" = 8 ] || return 1
    openssl pkey -noout -passin "file:$work/phrase" \
        -in "$work/raced/identities/$me/key.pem"
}
ok 'of eight runs at once one makes the key' at_once
if have flock; then
    cat >"$work/held" <<SCRIPT
#!/bin/sh
exec flock -n '$person/lock' '$SMIME_SETUP' "\$@"
SCRIPT
    chmod +x "$work/held"
    locked() {
        "$work/held" --home "$here" import "$work/cert.pem" \
            </dev/null >"$work/said" 2>&1
        got=$?
        cat "$work/said"
        [ "$got" = 3 ] && says lock-held
    }
    ok 'a lock that another run holds' locked
else
    note 'a lock that is held: no flock(1)'
fi

# --- addresses, times, usage ---

for address in '' x 'a b@example.org' '@example.org' 'ann@' '../../etc/x' \
    'Ann <ann@example.org>' "$(printf 'a\tb@example.org')"; do
    ok "the address \"$address\" is refused" sh -c '
        "$@" </dev/null >"$0" 2>&1
        got=$?
        cat "$0"
        [ $got -ge 1 ] && [ $got -le 3 ] && grep -q ^smime-setup: "$0"' \
        "$work/said" "$SMIME_SETUP" --home "$work/bad" \
        --passphrase-file "$work/phrase" key "$address" --type p-256
done
ok 'no home came of it' sh -c '! ls "$1"/identities/* 2>/dev/null' - "$work/bad"

# A clock that was never set: the key is made, and nothing crashes.
early() {
    "$SMIME_SETUP" --home "$1" --passphrase-file "$work/phrase" \
        --at 1999-01-01T00:00:00Z key "$me" --type p-256 || return 1
    "$SMIME_SETUP" --home "$1" --at 1999-01-01T00:00:00Z status
    [ $? -le 1 ]
}
ok 'a clock before 2000 does not stop the first step' early "$work/early"
ok 'a clock before 2000: the certificate is not valid yet' sh -c '
    "$@" >"$0" 2>&1; [ $? = 1 ] && grep -qi "not valid yet\|clock" "$0"' \
    "$work/said" "$SMIME_SETUP" --home "$here" --at 1999-01-01T00:00:00Z check
fails 2 'a time that is none' "$SMIME_SETUP" --at yesterday status
fails 2 'an unknown command' "$SMIME_SETUP" frobnicate
ok 'its hint leads to the list of them' \
    grep -q '^hint: smime-setup --help' "$work/out"
fails 2 'an unknown option' "$SMIME_SETUP" --frobnicate status
fails 2 'an option without its value' "$SMIME_SETUP" --home
fails 2 'an unknown option of a command' "$SMIME_SETUP" export --frobnicate
ok 'the hint leads to the help of this command' \
    grep -q '^hint: smime-setup export --help' "$work/out"
fails 2 'a place there is not' "$SMIME_SETUP" export --for moon
ok 'no line of it is longer than the screen' \
    sh -c '! grep "^.\{81\}" "$1"' - "$work/out"
fails 2 'a secret, and nobody to ask' "$SMIME_SETUP" --home "$here" export
ok 'the option that gives it is named' \
    grep -q -e '--passphrase-file FILE' "$work/out"
fails 3 'a file that is not there' "$SMIME_SETUP" --home "$here" \
    import "$work/gone.pem"
ok 'is named once' \
    sh -c '[ "$(tr -d "\n " <"$1" | grep -o gone.pem | wc -l)" = 1 ]' - \
    "$work/out"
fails 3 'a file of no kind' "$SMIME_SETUP" --home "$here" import /etc/hosts
ok 'is not called "something unknown"' \
    sh -c '! grep -q "something unknown" "$1"' - "$work/out"
fails 2 'a word too many' "$SMIME_SETUP" status now
ok 'here as well' grep -q '^hint: smime-setup status --help' "$work/out"
fails 2 'a command without its operand' "$SMIME_SETUP" --home "$work/bad" key
fails 2 'a key type there is not' "$SMIME_SETUP" --home "$work/bad" \
    --passphrase-file "$work/phrase" key "$me" --type dsa-512
ok 'those that there are, are told' grep -q 'rsa-4096, ' "$work/out"

# --- nothing that was there is lost ---

find "$here" "$work/ca" -type f ! -name lock -exec cksum {} + |
    sort >"$work/after"
ok 'every file is as it was' diff "$work/before" "$work/after"
ok 'no left-over' sh -c '! find "$1" -name ".*.tmp-*" | grep .' - "$work"
ok 'no result of what failed' sh -c '! ls "$1"/never.* 2>/dev/null' - "$work"
finish
