# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh disable=SC2154 # work and srcdir are from lib.sh
# What the tests of faults, leaks and bad input share: the harnesses, which are
# not part of this package, and homes in which some steps are done. To be read
# after lib.sh.
phrase='Quince-Jam-4711' word='Bundle-Pass-0815'
me=ann@example.org
harness=$srcdir/../shared/tools/faults
# A leak check cannot run under strace, and is not what is looked for here.
ASAN_OPTIONS=detect_leaks=0${ASAN_OPTIONS:+:$ASAN_OPTIONS}
export ASAN_OPTIONS
unset SMIME_SETUP_HOME

# The program's absolute name: the harnesses run it elsewhere.
case $SMIME_SETUP in
/*) ;;
*) SMIME_SETUP=$PWD/$SMIME_SETUP ;;
esac
[ -x "$SMIME_SETUP" ] || skip "there is no program at $SMIME_SETUP"

# The Python that has what the harnesses need.
python() {
    for python in python3 /usr/bin/python3; do
        "$python" -c 'import cryptography' 2>/dev/null && return 0
    done
    return 1
}

# needs PROGRAM...: strace has to be allowed to trace, too.
needs() {
    [ -d "$harness" ] || skip 'the harnesses (shared/tools/faults) are absent'
    python || skip 'no python3 with cryptography'
    for program; do
        have "$program" || skip "no $program on this machine"
        [ "$program" != strace ] || strace -o /dev/null true 2>/dev/null ||
            skip 'strace is not allowed to trace here'
    done
    cp -R "$harness" "$work/tools" && chmod -R u+w "$work/tools" || exit 99
    mkdir "$work/base" || exit 99
}

# run HOME ARGUMENTS...: one command with the key's and the bundle's secrets.
run() {
    home=$1
    shift
    "$SMIME_SETUP" --home "$home" --passphrase-file "$work/phrase" \
        --password-file "$work/word" "$@"
}

must() {
    "$@" >"$work/out" 2>&1 </dev/null && return 0
    echo "cannot set the scene: $*"
    cat "$work/out"
    exit 1
}

secrets_on_file() {
    (umask 077 && echo "$phrase" >"$work/phrase" && echo "$word" >"$work/word")
}

# scene TYPE: keyed/ has a key and its request, done/ the certificate too;
# ca/ issued it, cert.pem is it.
scene() {
    secrets_on_file
    must run "$work/keyed" key "$me" --name 'Ann Onym' --type "$1"
    must run "$work/keyed" request -o "$work/request.pem"
    must run "$work/ca" authority create --name 'Test authority'
    must run "$work/ca" authority issue "$work/request.pem" \
        -o "$work/cert.pem"
    cp -R "$work/keyed" "$work/done" || exit 99
    must run "$work/done" import "$work/cert.pem"
}
