#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Modes, links, FIFOs, full disks, and secrets in argv and environment
# (security.md 8, 9, 10, 15).
set -u
. "${srcdir:-.}/tests/lib.sh"
. "$srcdir/tests/scene.sh"
needs strace openssl
scene p-256

# What filesafety.py saw, a line a scenario: wanted SENTENCE PATTERN.
wanted() {
    ok "$1" grep -Eq "^  +$2" "$work/seen"
}

# watch OUT ARGUMENTS...
watch() {
    out=$1
    shift
    "$python" "$work/tools/filesafety.py" --base "$work/base" --out "$out" \
        --setup "cp -R '$work/done' home" --check "$check" \
        --secret "$phrase" --secret "$word" -- \
        "$SMIME_SETUP" --home home --passphrase-file "$work/phrase" \
        --password-file "$work/word" "$@" >"$work/seen" 2>&1 </dev/null
    sed 's/^/  | /' "$work/seen"
}

# An existing file is refused (security.md 7): it stays as it was, mode too.
common() {
    wanted "$1: an existing file stays (0644)" \
        'existing file 0644 +rc 3, 0644,13B, OLD'
    wanted "$1: an existing file stays (0600)" \
        'existing file 0600 +rc 3, 0600,13B, OLD'
    wanted "$1: what a link names is not touched" \
        'symlink to a file .*victim OLD 0644,13B'
    wanted "$1: what a dangling link names is not made" \
        'dangling symlink .*nowhere absent'
    wanted "$1: the other name of a hard link stays" 'hard link .*OLD'
    wanted "$1: a FIFO is refused" 'FIFO without reader +rc 3'
    wanted "$1: a folder is refused" 'directory +rc 3'
    wanted "$1: a device is refused" '/dev/full +rc 3$'
    wanted "$1: a size limit is an error" 'file size limit 64 B +rc 3, OLD'
    wanted "$1: no secret in any argv or environment" \
        'secret in argv / env of execs +0 / 0'
    wanted "$1: no secret on the terminal" 'secret in output +False'
    if grep -q 'really full disk' "$work/seen"; then
        wanted "$1: a full disk is an error" \
            'really full disk, new file +rc 3, unreadable.*absent'
        wanted "$1: a full disk leaves the old file" \
            'really full disk, existing file +rc 3, OLD 0600,13B'
    else
        note "$1 on a disk that is really full: only root can make one"
    fi
}

check="openssl pkcs12 -legacy -in '{}' -passin file:'$work/word' -noout"
watch out.p12 export --for apple -o out.p12
common export
wanted 'export: a bundle is private under umask 022' 'new, umask 022 +rc 0, 0600'
wanted 'export: a bundle is private under umask 000' 'new, umask 000 +rc 0, 0600'

check="openssl req -in '{}' -noout"
watch out.pem request -o out.pem
common request

# The home: every folder 0700, and no secret that others can read.
modes() {
    (umask 000 && run "$work/open" key "$me" --type p-256) || return 1
    loose=$(find "$work/open" \( -type d -perm /077 \) -o \
        \( -name '*key*' -perm /077 \) -o -perm /022)
    echo "$loose"
    [ -z "$loose" ]
}
ok 'under umask 000 the home is private' modes
finish
