#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Roots are trusted after their fingerprint was compared, and never by Enter: by
# option, and by typing on a terminal. openssl makes the authorities, and
# judges before and after.
set -u
. "${srcdir:-.}/tests/lib.sh"
have openssl || skip 'no openssl'
case $SMIME_SETUP in
/*) ;;
*) SMIME_SETUP=$PWD/$SMIME_SETUP ;;
esac
unset SMIME_SETUP_HOME
export XDG_DATA_HOME="$work/data"
cd "$work" || exit 99
python=/usr/bin/python3
can_type() { "$python" -c 'import pty' 2>/dev/null; }

run() { "$SMIME_SETUP" --home "$work/home" "$@"; }
made() {
    openssl "$@" >"$work/made" 2>&1 && return 0
    cat "$work/made"
    exit 99
}

# root NAME ARGUMENTS...: NAME.pem and its key.
root() {
    name=$1
    shift
    made req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes \
        -keyout "$name.key" -out "$name.pem" -days 3650 \
        -subj "/O=Example/CN=$name root" "$@"
}
# below NAME ISSUER EXTENSIONS: NAME.pem, issued by ISSUER.
below() {
    printf '%b' "$3" >"$1.ext"
    made req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes \
        -keyout "$1.key" -out "$1.csr" -subj "/CN=$1"
    made x509 -req -in "$1.csr" -CA "$2.pem" -CAkey "$2.key" -days 300 \
        -set_serial 0x4711 -extfile "$1.ext" -out "$1.pem"
}
print_of() {
    openssl x509 -in "$1" -noout -fingerprint "-${2:-sha256}" | cut -d= -f2
}

marks='basicConstraints=critical,CA:TRUE'
signs='keyUsage=critical,keyCertSign,cRLSign'
root true -addext "$signs"
root forged -addext "$signs"
made req -x509 -key forged.key -out forged.pem -days 3650 \
    -subj '/O=Example/CN=true root' -addext "$signs"
made req -x509 -newkey rsa:1024 -nodes -keyout weak.key -out weak.pem \
    -days 3650 -subj '/CN=weak root' -addext "$signs"
made req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes \
    -keyout lonely.key -out lonely.pem -days 300 -subj '/CN=lonely' \
    -addext 'basicConstraints=critical,CA:FALSE'
below between true "$marks\\n$signs\\n"
below bob between 'subjectAltName=email:bob@example.org
keyUsage=critical,digitalSignature,keyAgreement
extendedKeyUsage=emailProtection\n'
cat bob.pem between.pem true.pem >chain.pem
cat true.pem forged.pem >both.pem
print=$(print_of true.pem)
plain=$(echo "$print" | tr -d :)
others=00112233445566778899AABBCCDDEEFF

# --- before ---
untrusted() { ! openssl verify -no-CAfile -no-CApath "$@" bob.pem; }
ok 'openssl does not trust Bob before' untrusted -untrusted between.pem
knows_not() { run check --to bob@example.org chain.pem | grep -q "$1"; }
ok 'and neither does this program' knows_not rcpt-untrusted
run check --to bob@example.org chain.pem >said 2>&1
ok 'which says how that is changed' grep -q 'smime-setup roots add FILE' said
ok 'there is none yet' run roots list
ok 'and that is said' grep -q 'no root here' out

# --- what is refused ---
fails 2 'nothing is trusted without digits' run roots add true.pem
ok 'and it is said what is needed' grep -q -e '--fingerprint' out
fails 2 'nor with too few' run roots add true.pem --fingerprint "${plain%"${plain#??????????}"}"
ok 'which says how many' grep -q 'At least 16 digits' out
fails 2 'nor with none' run roots add true.pem --fingerprint ''
fails 2 'nor with words' run roots add true.pem --fingerprint 'I trust it, believe me'
fails 1 'wrong ones are told' run roots add true.pem --fingerprint "$others"
ok 'as what they may mean' grep -q 'tell whoever' out
fails 1 'a forged root of the same name, with the digits of the true one' \
    run roots add forged.pem --fingerprint "$print"
fails 1 'a person is no root' run roots add bob.pem --fingerprint "$(print_of bob.pem)"
ok 'and called that' grep -q 'certificate of a person' out
fails 1 'nor is an issuer in between' \
    run roots add between.pem --fingerprint "$(print_of between.pem)"
ok 'whose issuer is named' grep -q 'true root' out
fails 1 'nor one that issues nothing' \
    run roots add lonely.pem --fingerprint "$(print_of lonely.pem)"
fails 1 'a weak key' run roots add weak.pem --fingerprint "$(print_of weak.pem)"
fails 1 'one out of date' run --at 2040-01-01 roots add true.pem --fingerprint "$print"
fails 1 'several at once' run roots add both.pem --fingerprint "$others"
fails 3 'a file that is not there' run roots add absent.pem --fingerprint "$print"
echo '<!DOCTYPE html>' >page.html
fails 3 'a web page' run roots add page.html --fingerprint "$print"
fails 2 'no file' run roots add --fingerprint "$print"
fails 2 'another word' run roots trust true.pem
fails 2 'an option of add alone' run roots list --fingerprint "$print"
fails 3 'to import a root is not to trust it' run import true.pem
ok 'which is done by' grep -q 'roots add' out
none() { [ -z "$(find home/roots -name '*.pem' 2>/dev/null)" ]; }
ok 'nothing of all that was written' none

# --- trusted ---
ok 'the whole fingerprint will do' run roots add true.pem --fingerprint "$print"
ok 'the file is the certificate' cmp home/roots/"$plain".pem true.pem
mode() { [ "$(stat -c %a "$1" 2>/dev/null || stat -f %Lp "$1")" = "$2" ]; }
ok 'in a folder of the person alone' mode home/roots 700
ok 'it is listed' run roots list
ok 'by name' grep -q 'true root' out
ok 'openssl trusts Bob now' openssl verify -no-CAfile -no-CApath \
    -CAfile home/roots/"$plain".pem -untrusted between.pem bob.pem
ok 'and so does this program' run check --to bob@example.org chain.pem
ok 'as with --roots' run --home elsewhere check --to bob@example.org \
    --roots true.pem chain.pem
ok 'a second time is no failure' run roots add true.pem --fingerprint "$print"
ok 'and said' grep -q 'trusted here already' out
fails 1 'with the digits of another it is one' run roots add true.pem --fingerprint "$others"
ok 'one of several is told by its digits' \
    run roots add both.pem --fingerprint "$(print_of forged.pem)"
ok 'removed by its first digits' \
    run roots remove "$(print_of forged.pem | cut -c1-11)"
fails 1 'once' run roots remove "$(print_of forged.pem | cut -c1-11)"
fails 2 'by enough of them' run roots remove AB:CD
if [ -x "$python" ]; then
    said() { run roots "$@" --json >said.json; }
    ok 'JSON lists it' said list
    ok 'with its fingerprints' "$python" -c '
import json, sys
said = json.load(open("said.json"))
assert said["schema"] == 1 and said["findings"] == [], said
[root] = said["roots"]
assert root["fingerprint"] == sys.argv[1] and root["sha1"] == sys.argv[2], root
assert root["name"] == "true root" and root["from"] == "person", root
assert root["file"].endswith(".pem") and root["not_after"] > "2030", root
' "$print" "$(print_of true.pem sha1)"
    fails 1 'JSON tells of wrong digits' run roots add forged.pem --json --fingerprint "$print"
    wrong_digits() {
        run roots add forged.pem --json --fingerprint "$print" 2>/dev/null |
            "$python" -c '
import json, sys
said = json.load(sys.stdin)
assert said["roots"] == [] and said["findings"][0]["id"] == "root-digits-wrong"'
    }
    ok 'by name' wrong_digits
fi
echo damaged >home/roots/"$plain".pem
ok 'a damaged file' run roots list
ok 'is told' grep -q root-file-ignored out
ok 'and does not count' knows_not rcpt-untrusted
told() { run check "$@" 2>&1 >stdout | grep -q root-file-ignored && ! grep -q root-file-ignored stdout; }
ok 'which is told beside the check of a file' told bob.pem
ok 'and of a person' told --to bob@example.org chain.pem

# As often as its name is in what the rest says: standard output and error.
tells() {
    n=$1
    shift
    "$@" >said 2>&1 </dev/null
    [ "$(grep -c root-file-ignored said)" = "$n" ]
}
echo Hello >text
made cms -sign -in text -signer bob.pem -inkey bob.key -certfile between.pem \
    -from bob@example.org -out letter.eml
ok 'once beside a letter whose signer it may be for' tells 1 run message verify letter.eml
ok 'and what can be said of one' tells 1 run message inspect letter.eml
ok 'where a search for causes comes to it' \
    tells 1 run why encrypt chain.pem --to bob@example.org
ok 'in JSON, too' tells 1 run why encrypt chain.pem --to bob@example.org --json
ok 'not where it comes to something else' tells 0 run why password page.html
ok 'beside somebody in the address book' run recipients add chain.pem
not_said() { ! grep -q "$1" said; }
book() { printf '%s\n' p bob '' '' q | run --plain; }
bring() { printf '%s\n' b "$work/true.pem" '' q | run --plain; }
asks() { "$1" >said 2>&1; [ "$(grep -c root-file-ignored said)" = 1 ]; }
ok 'once' asks book
ok 'whom nothing is encrypted to' tells 1 run message encrypt --to bob@example.org text
ok 'and beside what is brought' asks bring
ok 'with the key in place of the command' grep -q 'key b of the' said
ok 'of which' not_said 'smime-setup roots'
ok 'the command line tells' run roots list
ok 'its own' grep -q 'smime-setup' out
fails 3 'nor is it written over' run roots add true.pem --fingerprint "$print"
cp forged.pem home/roots/"$plain".pem
ok 'a root under the name of another' run roots list
ok 'is told, too' grep -q root-file-ignored out
rm home/roots/"$plain".pem

# --- by questions ---
# Eve has a key here and a certificate of the same issuer.
eve() { "$SMIME_SETUP" --home "$work/eve" --passphrase-file "$work/phrase" "$@"; }
(umask 077 && echo 'Quince-Jam-4711' >phrase)
ok 'a key' eve key eve@example.org --type p-256
ok 'a request' eve request -o eve.csr
sed 's/bob@/eve@/' bob.ext >eve.ext
made x509 -req -in eve.csr -CA between.pem -CAkey between.key -days 300 \
    -set_serial 0x4712 -extfile eve.ext -out eve.pem
cat eve.pem between.pem true.pem >eve-chain.pem
ok 'its certificate, with the chain' eve import eve-chain.pem
asked() { printf '%s\n' "$@" | "$SMIME_SETUP" --plain --home "$work/eve" 2>&1; }
knows() { "$SMIME_SETUP" --home "$work/eve" roots list | grep -q 'true root'; }
not() { ! "$@"; }
told_of_old() {
    printf '%s\n' b "$work/true.pem" q |
        "$SMIME_SETUP" --plain --at 2040-01-01 --home "$work/folk" >said 2>&1
    grep -q 'cannot be trusted here: This root is not valid now' said
}
ok 'the step of the chain asks' asked 5 '' q
ok 'and shows the digits' grep -q "$(echo "$plain" | cut -c1-4) $(echo "$plain" | cut -c5-8)" out
ok 'Enter leaves it' not knows
ok 'wrong digits' asked 5 00112233 q
ok 'are told' grep -q 'digits are not those' out
ok 'and leave it' not knows
fails 4 'the end of the input' asked 5
ok 'leaves it, too' not knows
ok 'the right ones' asked 5 "$(echo "$print" | cut -c1-11)" q
ok 'trust it' knows
ok 'which is said' grep -q 'The root true root is trusted here' out
ok 'then nothing is asked' asked 5 q
ok 'of a root that is trusted' not grep -q 'Trust this root' out
ok 'a root that is brought' asked b "$work/forged.pem" "$(print_of forged.pem | tr -d : | cut -c1-12)" q
ok 'is asked about as well' grep -q 'Trust this root' out
ok 'and trusted' [ "$("$SMIME_SETUP" --home "$work/eve" roots list | grep -c 'SHA-256')" = 2 ]

ok 'of several it is said' asked b "$work/both.pem" q
ok 'that each is trusted by itself' grep -q 'holds more than one root' out
ok 'and not what is for people' not grep -q 'No key that was made here' out
ok 'an issuer in between' asked b "$work/between.pem" q
ok 'is called that' grep -q 'in the middle of a chain' out
ok 'a root that has run out' told_of_old
ok 'is not offered' not grep -q 'Trust this root' said
cp bob.pem eve/roots/
lists() { "$SMIME_SETUP" --home "$work/eve" roots list; }
ok 'a person among the roots' lists
ok 'is not called one' not grep -q 'Root  *bob' out
ok 'but what it is' grep -q 'Certificate  *bob' out

# --- of somebody in the address book ---
folk() { "$SMIME_SETUP" --home "$work/folk" "$@"; }
met() { printf '%s\n' "$@" | "$SMIME_SETUP" --plain --home "$work/folk" 2>&1; }
trusts() { folk roots list | grep -q 'true root'; }
ok 'Bob is in the address book' folk recipients add chain.pem
ok 'his issuer can be trusted there' met p bob t 0011223344 '' q
ok 'not by wrong digits' not trusts
ok 'nor by Enter' met p bob t '' '' q
ok 'which leaves it' not trusts
ok 'but by the right ones' met p bob t "$(echo "$plain" | cut -c1-8)" '' q
ok 'which are taken' trusts
ok 'then it is not offered' met p bob '' '' q
ok 'any more' not grep -q 'trust the root' out

# --- typed ---
if can_type; then
    # typing TEXT ARGUMENTS...: on a terminal, once the question is there.
    typing() {
        "$python" -c '
import os, pty, sys
text, command = sys.argv[1].encode(), sys.argv[2:]
pid, fd = pty.fork()
if pid == 0:
    os.execv(command[0], command)
said, sent = b"", False
while True:
    try:
        got = os.read(fd, 4096)
    except OSError:
        break
    if not got:
        break
    said += got
    if not sent and b"issuer says them: " in said:
        os.write(fd, text)
        sent = True
sys.stdout.write(said.decode("utf-8", "replace"))
sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
' "$1" "$SMIME_SETUP" --home "$work/home" roots add true.pem
    }
    lower=$(echo "$print" | cut -c1-11 | tr 'A-F:' 'a-f ')
    fails 4 'Enter trusts nothing' typing '
'
    ok 'though all digits were shown' grep -q "$(echo "$plain" | cut -c1-4) $(echo "$plain" | cut -c5-8)" out
    ok 'with where to get the true ones' grep -q 'telephone' out
    fails 4 'nor does the end of input' typing "$(printf '\004')"
    fails 2 'nor yes' typing 'yes
'
    fails 1 'nor another number' typing '12345678
'
    ok 'nothing was written' none
    ok 'the first eight digits do' typing "$lower
"
    ok 'and write it' cmp home/roots/"$plain".pem true.pem
    ok 'then nothing is asked' typing ''
else
    note 'what is typed: no python3'
fi
finish
