# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh
# Checking certificates (V), for run.sh: many in one run against one openssl
# process over the same files. The material is made once, and anew after a
# while, before its certificates run out.
cache=${BENCH_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/smime-setup-bench}
case $SMIME_SETUP in
/*) whole=$SMIME_SETUP ;;
*) whole=$(pwd)/$SMIME_SETUP ;;
esac

# material NAME N BAD_PERCENT
material() {
    [ -z "$(find "$cache/$1/done" -mtime -20 2>/dev/null)" ] || return 0
    rm -rf "${cache:?}/$1"
    mkdir -p "$cache"
    BAD_PERCENT=$3 sh "$tools/../make-pki.sh" "$2" "$cache/$1" \
        >"$work/err" 2>&1 || { cat "$work/err"; return 1; }
    # Ten times as many as one command line could name.
    for ten in 1 2 3 4 5 6 7 8 9 10; do
        [ "$3" != 0 ] || cat "$cache/$1/leaves-rsa.pem"
    done >"$cache/$1/tenfold.pem"
    : >"$cache/$1/done"
}

# sh ours|theirs PKI CA FILES: FILES may be a pattern, inside the PKI.
cat >"$work/ours" <<END
cd "\$1" && exec "$whole" --home "$home" check --roots root.pem \\
    --chain "chain-\$2.pem" \$3
END
cat >"$work/theirs" <<END
cd "\$1" && exec openssl verify -purpose smimesign -CAfile root.pem \\
    -untrusted "chain-\$2.pem" \$3
END

# Both have to find something in the way of the same ones: agree CA.
agree() {
    sh "$work/ours" "$cache/bad" "$1" "leaves-$1/*.pem" 2>"$work/err" |
        sed -n 's|^\(.*\.pem\): .*([a-z0-9-]*)$|\1|p' | sort >"$work/bad.ours"
    sh "$work/theirs" "$cache/bad" "$1" "leaves-$1/*.pem" 2>&1 |
        sed -n 's|^error \(.*\.pem\): verification failed$|\1|p' |
        sort >"$work/bad.theirs"
    [ -s "$work/bad.ours" ] && cmp -s "$work/bad.ours" "$work/bad.theirs" &&
        return
    echo "check $1: other certificates are bad than with openssl"
    over=1
}

# against LABEL MAX RUNS CA FILES
against() {
    ratio "$1" openssl "$2" "$3" sh "$work/ours" "$cache/pki" "$4" "$5" -- \
        sh "$work/theirs" "$cache/pki" "$4" "$5"
}

# grows LABEL MANY FEW: ten times as many cost at most eleven times as much, in
# bounded memory.
grows() {
    ratio "$1" "$whole" 11 3 sh "$work/ours" "$cache/pki" rsa "$2" -- \
        sh "$work/ours" "$cache/pki" rsa "$3"
    limit "V7 peak${1#V5}" "$(sed -n 's/.* mem  A *\([0-9]*\) .*/\1/p' \
        "$work/out" | awk '{ print $1 / 1024 }')" 64 MiB
}
