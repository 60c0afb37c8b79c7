#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# How fast this program is against others that do the same, as ratios taken
# pair by pair (A ours, B theirs), each with its limit. Ends with 1 where one
# is over it. A program that is not here is "not measured", never passed.
set -u
: "${srcdir:=.}" "${SMIME_SETUP:=./smime-setup}" "${KEYGEN:=bench/keygen}"
: "${CC:=cc}" "${RUNS:=21}"
tools=$srcdir/../shared/tools/bench
work=$(mktemp -d "${TMPDIR:-/tmp}/smime-setup-bench.XXXXXX") || exit 3
trap 'rm -rf "$work"' EXIT
over=0

# PARTS='start letters' measures these only.
part() { case " ${PARTS:-start certs letters message recipients scan} " in *" $1 "*) ;; *) return 1 ;; esac; }
have() { command -v "$1" >/dev/null 2>&1; }
unmeasured() { echo "$1: not measured ($2 is not here)"; }

[ -d "$tools" ] || { unmeasured 'all' "$tools"; exit 0; }
$CC -O2 -o "$work/ab" "$tools/ab.c" &&
    $CC -O2 -o "$work/firstpaint" "$tools/firstpaint.c" -lutil || exit 3
if grep -q __asan_init "$SMIME_SETUP"; then
    echo 'all: not measured (this build has sanitizers in it)'
    exit 0
fi

# ratio LABEL PEER MAX RUNS A... -- B...: medians of CPU time.
ratio() {
    label=$1 peer=$2 max=$3 runs=$4
    shift 4
    have "$peer" || { unmeasured "$label" "$peer"; return; }
    "$work/ab" -n "$runs" -l "$label" -M "cpu=$max" -- "$@" \
        >"$work/out" 2>"$work/err"
    case $? in
    0) ;;
    1) over=1 ;;
    *) echo "$label: could not be run"; cat "$work/err"; over=1 ;;
    esac
    grep ' cpu ' "$work/out"
}

# At most 12 MiB, whatever the size of a letter; of what ratio measured last.
peak() {
    limit "  peak" "$(sed -n 's/.* mem  *A  *\([0-9]*\).*/\1/p' "$work/out" |
        awk '{ print $1 / 1024 }')" 12 MiB
}

# painted COMMAND...: milliseconds to the first screen, and peak KiB; the median
# of three.
painted() {
    "$work/firstpaint" -n 3 -- "$@" |
        sed -n 's/.*painted \([0-9.]*\) ms.*peak \([0-9]*\) KiB.*/\1 \2/p'
}

# first_screens: ours and theirs in turn, as a machine has better and worse
# moments; a line each: our ms, their ms, their ratio, that of the memory.
first_screens() {
    for i in $(seq "$RUNS"); do
        set -- $(painted "$SMIME_SETUP" --home "$home") \
            $(painted whiptail --menu 'What next?' 20 70 10 \
            a Key b Request c Certificate d Chain e Check f Bundle)
        [ $# -ne 4 ] || echo "$@" | awk '{ print $1, $3, $1 / $3, $2 / $4 }'
    done
}

# median FIELD: of a column of what was read.
median() {
    sort -n -k "$1,$1" | awk -v f="$1" '{ v[NR] = $f }
        END { if (NR) print v[int((NR + 1) / 2)] }'
}

# limit LABEL VALUE MAX UNIT
limit() {
    awk -v label="$1" -v v="$2" -v max="$3" -v unit="$4" 'BEGIN {
        bad = v == "" || v + 0 > max + 0
        printf "%-28s %10.2f %s  max %s %s\n", label, v, unit, max,
            bad ? "FAIL" : "ok"
        exit bad }' || over=1
}

home=$work/home
printf 'correct horse battery staple\n' >"$work/pass"
chmod 600 "$work/pass"
ours() { "$SMIME_SETUP" --home "$home" --passphrase-file "$work/pass" "$@"; }

# What is measured has to work first.
ours key alice@example.org --type p-256 >/dev/null 2>"$work/err" &&
    ours status >/dev/null 2>>"$work/err" || { cat "$work/err"; exit 3; }
"$KEYGEN" p-256 1 request >"$work/csr" || exit 3
! have openssl || openssl req -in "$work/csr" -noout -verify 2>/dev/null ||
    { echo 'keygen: its request is wrong'; exit 3; }

if part start; then
echo "# starting (S)"
ratio 'S3 --version : certtool' certtool 1.5 "$RUNS" \
    "$SMIME_SETUP" --version -- certtool --version
ratio 'S3 status : certtool' certtool 1.5 "$RUNS" \
    "$SMIME_SETUP" --home "$home" status -- certtool --version
if have whiptail; then
    first_screens >"$work/screens"
    limit 'S1 first screen : whiptail' "$(median 3 <"$work/screens")" 1.5 \
        "($(median 1 <"$work/screens") : $(median 2 <"$work/screens") ms)"
    limit 'S1 its memory : whiptail' "$(median 4 <"$work/screens")" 2 times
else
    unmeasured 'S1 first screen' whiptail
fi
limit 'S4 peak at first screen' "$(painted "$SMIME_SETUP" --home "$home" |
    awk '{ print $2 / 1024 }')" 7 MiB

# How long a search for primes takes is chance: several keys in each run.
echo "# keys (K)"
batch() { printf 'for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16; do %s || exit 1; done' "$1"; }
certtool_key='certtool --generate-privkey --key-type rsa --bits 3072 \
    --outfile /dev/null 2>/dev/null'
openssl_key='openssl genpkey -quiet -algorithm rsa -pkeyopt rsa_keygen_bits:3072 \
    -out /dev/null 2>/dev/null'
ratio 'K1 RSA 3072 : certtool' certtool 1.1 "$RUNS" \
    sh -c "$(batch "$KEYGEN rsa-3072 1")" -- sh -c "$(batch "$certtool_key")"
ratio 'K1 RSA 3072 : openssl' openssl 0.5 7 \
    sh -c "$(batch "$KEYGEN rsa-3072 1")" -- sh -c "$(batch "$openssl_key")"
cat >"$work/k2" <<END
set -e
certtool --generate-privkey --key-type ecdsa --curve secp256r1 \
    --outfile "$work/k2.pem" 2>/dev/null
certtool --generate-request --load-privkey "$work/k2.pem" \
    --template "$work/k2.cfg" --outfile /dev/null 2>/dev/null
END
printf 'cn = Alice Example\nemail = alice@example.org\n' >"$work/k2.cfg"
ratio 'K2 P-256 and request' certtool 0.75 "$RUNS" \
    "$KEYGEN" p-256 1 request -- sh "$work/k2"

# The whole command also protects the key and proves that it opens again.
cat >"$work/whole" <<END
rm -rf "$work/other"
exec "$SMIME_SETUP" --home "$work/other" --passphrase-file "$work/pass" \
    key bob@example.org --type p-256
END
ratio 'key, protected (no limit)' certtool 99 7 sh "$work/whole" -- \
    certtool --generate-privkey --key-type ecdsa --curve secp256r1 --pkcs8 \
    --password 'correct horse battery staple' --outfile "$work/p8"
fi

echo "# checking certificates (V)"
. "$srcdir/bench/certs.sh"
if ! part certs; then
    :
elif ! have openssl; then
    unmeasured V openssl
elif material pki 10000 0 && material bad 2000 6; then
    for ca in rsa ec nc; do agree "$ca"; done
    against 'V1 10 000, RSA : openssl' 0.20 5 rsa 'leaves-rsa/*.pem'
    against 'V2 10 000, P-256 : openssl' 0.40 5 ec 'leaves-ec/*.pem'
    against 'V3 10 000, names : openssl' 0.25 5 nc 'leaves-nc/*.pem'
    against 'V4 one : openssl' 0.9 "$RUNS" rsa leaves-rsa/000000.pem
    grows 'V5 10 000 files : 1 000' 'leaves-rsa/*.pem' 'leaves-rsa/000*.pem'
    grows 'V5 100 000 in one : 10 000' tenfold.pem leaves-rsa.pem
else
    echo 'V: the material could not be made'
    over=1
fi

part letters && . "$srcdir/bench/letters.sh"
part message && . "$srcdir/bench/message.sh"
part recipients && . "$srcdir/bench/recipients.sh"
part scan && . "$srcdir/bench/scan.sh"
exit $over
