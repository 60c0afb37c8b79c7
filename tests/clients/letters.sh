# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh
# For the scripts on mail programs: an identity under an authority of its own,
# and its letters in every form, in the folder the script goes on in.
home=$work/home
me=alice@example.org
root=$home/authority/certificate.pem
cert=$home/identities/$me/certificate.pem
"$SMIME_SETUP" demo "$home" >"$work/told" 2>&1 </dev/null || skip 'no demo'
printf 'demonstration key\n' >"$work/phrase"
chmod 600 "$work/phrase"
word=$(sed -n 's/^Password of the bundle: //p' "$work/told")
cd "$work" || exit 99

ours() {
    said=$1
    shift
    "$SMIME_SETUP" --home "$home" --passphrase-file phrase message "$said" "$@"
}
printf 'From: Alice <%s>\nTo: %s\nSubject: Hi\n\nHello from smime-setup\n' \
    "$me" "$me" >plain.eml
ours sign plain.eml -o signed.eml 2>/dev/null
ours sign plain.eml --opaque -o opaque.eml 2>/dev/null
ours encrypt plain.eml -o sealed.eml 2>/dev/null
ours encrypt signed.eml -o both.eml 2>/dev/null
sed 's/^Hello/Hallo/' signed.eml >changed.eml
