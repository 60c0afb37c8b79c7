#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Letters of ours in NeoMutt, whose S/MIME is openssl by the commands that its
# package brings, and NeoMutt's here. Needs neomutt with these commands, and
# Python for the terminal it runs in; skips where they are absent.
set -u
here=$(cd "${srcdir:-.}" && pwd)
. "$here/tests/lib.sh"
commands=/etc/neomuttrc.d/smime.rc
have neomutt || skip 'no neomutt here'
have openssl || skip 'no openssl here'
[ -f "$commands" ] || skip "no $commands here"
. "$here/tests/clients/letters.sh"

# Its store: a file and a line in an index for each, which its own program for
# that makes only in talk with a person.
mkdir -p store/certificates store/keys
openssl x509 -in "$cert" -out store/certificates/me.0
cp "$home/identities/$me/key.pem" store/keys/me.0
echo "$me me.0 me ? t" >store/certificates/.index
cp store/certificates/.index store/keys/
: >empty
cat >rc <<END
source $commands
set crypt_use_gpgme=no smime_is_default=yes smime_default_key="me.0"
set smime_certificates="store/certificates" smime_keys="store/keys"
set smime_ca_location="$root"
set mbox_type=mbox folder="." spoolfile="empty" record="" header_cache=""
set pager="./pager" prompt_after=no quit=yes wait_key=no move=no copy=no
set from="$me" realname="Alice" sendmail="./post" editor="true"
set abort_unmodified=no autoedit=yes fast_reply=yes
END
printf '#!/bin/sh\ncat "$1" >shown\n' >pager
printf '#!/bin/sh\ncat >sent\n' >post
chmod +x pager post

mutt() {
    HOME=$work /usr/bin/python3 "$here/tests/clients/neomutt.py" \
        "$(cat phrase)" 30 neomutt -n -F rc "$@" >screen
}
# reads LETTER WORDS...: what it shows of the letter has all of these.
reads() {
    { echo 'From - Mon Jan  1 00:00:00 2024'; cat "$1"; } >box
    shift
    rm -f shown
    mutt -R -f box -e 'push "<display-message><exit>"'
    for one; do
        grep -q -e "$one" shown || { cat shown; return 1; }
    done
}
# sends SETTINGS: a letter to oneself, in the file sent.
sends() {
    echo 'Hello from NeoMutt' >body
    rm -f sent
    mutt -f empty -s Hi -i body -e "set $1" "$me" && [ -s sent ]
}
opens() { ours decrypt sent -o opened.$1 && grep -q 'Hello from NeoMutt' opened.$1; }

ok 'NeoMutt finds it signed' reads signed.eml '^Verification successful' 'Hello from'
ok 'and signed inside' reads opaque.eml '^Verification successful' 'Hello from'
ok 'NeoMutt opens it' reads sealed.eml 'is S/MIME encrypted' 'Hello from'
ok 'NeoMutt opens it and finds it signed' reads both.eml \
    'is S/MIME encrypted' '^Verification successful' 'Hello from'
ok 'NeoMutt sees what was changed' reads changed.eml '^Verification failure'
ok 'NeoMutt signs' sends crypt_autosign=yes
ok 'which holds here' ours verify sent
ok 'NeoMutt encrypts' sends crypt_autoencrypt=yes
ok 'which opens here' opens 1
ok 'NeoMutt does both' sends 'crypt_autosign=yes crypt_autoencrypt=yes'
ok 'which opens and holds here' ours verify sent
finish
