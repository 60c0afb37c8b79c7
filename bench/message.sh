# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh
# The section of run.sh on the commands of letters, whole: "message" held
# against openssl cms, which is given the same files, the same key under the
# same passphrase and protection, and its faster form (-stream) where it has one.
echo "# letters, the whole command (M)"

# command LABEL MAX RUNS OURS THEIRS: two lines of shell, which write o1 and o2.
command_ratio() {
    printf '%s\n' "cd '$work/m'; rm -f o1; exec $4" >"$work/ours.sh"
    printf '%s\n' "cd '$work/m'; rm -f o2; exec $5" >"$work/theirs.sh"
    ratio "$1" openssl "$2" "$3" sh "$work/ours.sh" -- sh "$work/theirs.sh"
}

# The same, in memory that does not grow with the letter.
bounded() {
    command_ratio "$@"
    peak
}

# An identity with a certificate of an authority made here, for both programs.
message_identity() {
    mkdir "$work/m" && cd "$work/m" || exit 3
    openssl req -x509 -newkey rsa:2048 -nodes -keyout ca.key -out ca.pem \
        -subj '/CN=Bench CA' -days 30 2>/dev/null &&
        $ours key alice@example.org --type rsa-2048 >/dev/null &&
        $ours request -o csr >/dev/null || exit 3
    cat >ext <<END
basicConstraints=critical,CA:FALSE
keyUsage=critical,digitalSignature,keyEncipherment
extendedKeyUsage=emailProtection
subjectAltName=email:alice@example.org
END
    openssl x509 -req -in csr -CA ca.pem -CAkey ca.key -CAcreateserial \
        -days 20 -extfile ext -out a.pem 2>/dev/null &&
        $ours import a.pem >/dev/null || exit 3
    cp home/identities/alice@example.org/key.pem key.pem || exit 3
}

# 100 MB as mail has it: base64 in lines; and 1 KB.
message_letters() {
    printf 'From: alice@example.org\r\nTo: bob@example.org\r\n%s\r\n\r\n' \
        'Subject: Hello' >fields
    {
        cat fields
        head -c 74000000 /dev/urandom | base64 -w 64 | sed 's/$/\r/'
    } >big
    head -c 1024 big >small
}

message_bench() {
    m="$ours message" s='-signer a.pem -inkey key.pem -passin file:../pass'
    r='-recip a.pem -inkey key.pem -passin file:../pass'
    bounded 'M1 sign' 0.60 7 "$m sign big -o o1" \
        "openssl cms -sign -in big $s -out o2"
    mv o1 clear
    bounded 'M2 sign, opaque' 0.60 7 "$m sign --opaque big -o o1" \
        "openssl cms -sign -nodetach -stream -in big $s -out o2"
    mv o1 opaque
    bounded 'M3 verify' 0.10 7 "$m verify clear -o o1 2>e1" \
        'openssl cms -verify -in clear -CAfile ca.pem -out o2'
    bounded 'M4 verify, opaque' 0.35 7 "$m verify opaque -o o1 2>e1" \
        'openssl cms -verify -in opaque -CAfile ca.pem -out o2'
    bounded 'M5 encrypt' 0.65 7 "$m encrypt big -o o1 2>e1" \
        'openssl cms -encrypt -aes-256-cbc -stream -in big -out o2 a.pem'
    mv o1 cbc
    bounded 'M6 decrypt, CBC' 0.25 7 "$m decrypt cbc -o o1 2>e1" \
        "openssl cms -decrypt -in cbc $r -out o2"
    openssl cms -encrypt -aes-256-gcm -stream -in big -out gcm a.pem
    bounded 'M7 decrypt, GCM' 0.20 7 "$m decrypt gcm -o o1 2>e1" \
        "openssl cms -decrypt -in gcm $r -out o2"
    bounded 'M8 1 KB: sign' 0.85 "$RUNS" "$m sign small -o o1" \
        "openssl cms -sign -in small $s -out o2"
    bounded 'M8 1 KB: encrypt' 0.85 "$RUNS" \
        "$m encrypt small -o o1 2>e1" \
        'openssl cms -encrypt -aes-256-cbc -in small -out o2 a.pem'
    mv o1 little
    bounded 'M8 1 KB: decrypt' 0.85 "$RUNS" \
        "$m decrypt little -o o1 2>e1" "openssl cms -decrypt -in little $r -out o2"
    # One file a recipient, as people send them.
    ours_to='' theirs_to=''
    for file in "$cache"/pki/leaves-rsa/000*.pem; do
        ours_to="$ours_to --to $file" theirs_to="$theirs_to $file"
    done
    command_ratio 'M9 1 KB to 1000' 0.30 7 "$m encrypt small $ours_to -o o1 2>e1" \
        "openssl cms -encrypt -aes-256-cbc -in small -out o2 $theirs_to"
}

if ! have openssl; then
    unmeasured 'M letters' openssl
elif material pki 10000 0; then
    ours="$whole --home home --passphrase-file ../pass"
    (message_identity && message_letters && message_bench && exit "$over")
    case $? in 0) ;; *) over=1 ;; esac
else
    echo 'M: the material could not be made'
    over=1
fi
