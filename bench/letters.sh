# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh
# The section of run.sh on letters: CMS as tests/cms-tool does it, held against
# openssl's, which is given its faster form (-stream) where it has one.
echo "# letters (C)"
cms=${CMS_TOOL:-tests/cms-tool}
cd_work() { cd "$work" || exit 3; }

# letter LABEL MAX RUNS OURS THEIRS: two lines of shell.
letter() {
    printf '%s\n' "cd '$work'; exec $4" >"$work/ours.sh"
    printf '%s\n' "cd '$work'; exec $5" >"$work/theirs.sh"
    ratio "$1" openssl "$2" "$3" sh "$work/ours.sh" -- sh "$work/theirs.sh"
    ! have openssl || peak
}

letters() {
    case $cms in /*) ;; *) cms=$PWD/$cms ;; esac
    openssl req -x509 -newkey rsa:2048 -nodes -keyout "$work/k.key" \
        -out "$work/k.pem" -subj '/CN=Alice' -days 30 2>/dev/null || exit 3
    # 100 MB as mail has it: base64 in lines.
    head -c 74000000 /dev/urandom | base64 -w 64 | sed 's/$/\r/' >"$work/big"
    head -c 1024 "$work/big" >"$work/small"
    c="'$cms'" k='-c k.pem -k k.key' r='-recip k.pem -inkey k.key'
    s='-signer k.pem -inkey k.key' o='-binary -outform DER -out o2'
    letter 'C1 sign, detached' 0.60 7 "$c sign -d $k <big >o1" \
        "openssl cms -sign -stream -in big $o $s"
    letter 'C5b sign, opaque' 0.60 7 "$c sign -l $k <big >o1" \
        "openssl cms -sign -nodetach -stream -in big $o $s"
    letter 'C8 verify, opaque' 0.35 7 "$c verify <o1 >o3 2>o4" \
        'openssl cms -verify -binary -noverify -inform DER -in o1 -out o2'
    letter 'C2 encrypt, CBC, as mail' 0.65 7 "$c encrypt -b -l -c k.pem <big >o1" \
        'openssl cms -encrypt -aes-256-cbc -binary -stream -in big -out o2 k.pem'
    letter 'C3 encrypt, GCM' 0.55 7 \
        "$c encrypt -l -a AES-256-GCM -c k.pem <big >o1" \
        "openssl cms -encrypt -aes-256-gcm -stream -in big $o k.pem"
    letter 'C5 decrypt, GCM' 0.20 7 "$c decrypt $k <o1 >o3" \
        "openssl cms -decrypt -binary -inform DER -in o1 -out o2 $r"
    (cd_work && "$cms" encrypt -l -c k.pem <big >o1) || exit 3
    letter 'C4 decrypt, CBC' 0.25 7 "$c decrypt $k <o1 >o3" \
        "openssl cms -decrypt -binary -inform DER -in o1 -out o2 $r"
    cmp "$work/big" "$work/o3" || exit 3
    (cd_work && "$cms" encrypt -c k.pem <small >o1) || exit 3
    letter 'C11 1 KB: encrypt' 0.85 "$RUNS" "$c encrypt -c k.pem <small >o3" \
        "openssl cms -encrypt -aes-256-cbc -in small $o k.pem"
    letter 'C11 1 KB: sign' 0.85 "$RUNS" "$c sign -d $k <small >o3" \
        "openssl cms -sign -in small $o $s"
    letter 'C11 1 KB: decrypt' 0.85 "$RUNS" "$c decrypt $k <o1 >o3" \
        "openssl cms -decrypt -binary -inform DER -in o1 -out o2 $r"
    # One file a recipient, as an address book has them.
    ours_to='' theirs_to=''
    for i in $(seq 1000); do
        cp "$work/k.pem" "$work/r$i.pem"
        ours_to="$ours_to -c r$i.pem" theirs_to="$theirs_to r$i.pem"
    done
    letter 'C12 1 KB to 1000' 0.30 7 "$c encrypt $ours_to <small >o3" \
        "openssl cms -encrypt -aes-256-cbc -in small $o $theirs_to"
    # 2.2 GB, which openssl cannot decrypt at all.
    truncate -s 2200000000 "$work/huge"
    (cd_work && "$cms" encrypt -l -c k.pem <huge | "$cms" decrypt $k |
        cmp - huge) && echo 'C10 2.2 GB opens' || over=1
}

if have openssl; then letters; else unmeasured 'C letters' openssl; fi
