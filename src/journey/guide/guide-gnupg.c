/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The hand-over sheet's texts for mail programs that use GnuPG (gpgsm). */
/*
 * Measured with GnuPG 2.2.40: it reads bundles of the form "apple" only, ends
 * with a crash at one with an elliptic-curve key, and asks nobody but its own
 * trustlist.txt about roots.
 */
#include "base/text.h"
#include "journey/guide/guide-impl.h"

const struct guide_text guide_gnupg[] = {
	WARN(HEAD, EC,
	     N_("Your key is an elliptic-curve key. GnuPG 2.2 is likely to "
		"crash when it imports the bundle: for GnuPG, get a "
		"certificate with an RSA key.")),
	TEXT(IMPORT, ALWAYS,
	     N_("All of these programs share one store of GnuPG: import once, "
		"then select the certificate in each.")),
	STEP(IMPORT, ALWAYS,
	     N_("Type this in a terminal, in the folder that holds the file. "
		"It asks for the bundle's password, and then for a new "
		"passphrase to protect the key in GnuPG:")),
	CODE(IMPORT, ALWAYS, "gpgsm --import {file}"),
	STEP(IMPORT, ALWAYS, N_("Look what is there:")),
	CODE(IMPORT, ALWAYS, "gpgsm --list-secret-keys {address}"),
	SEEN(IMPORT, ALWAYS,
	     N_("It is imported when your certificate is listed there, with "
		"{address} among its names (aka).")),

	TEXT(TRUST, ALWAYS,
	     N_("GnuPG trusts no root by itself, a public one neither.")),
	STEP(TRUST, ALWAYS,
	     N_("Import the root, in the folder that holds its file, and print "
		"its SHA-1 fingerprint:")),
	CODE(TRUST, ALWAYS, "gpgsm --import {root}"),
	CODE(TRUST, ALWAYS,
	     "openssl x509 -noout -fingerprint -sha1 -in {root}"),
	STEP(TRUST, ALWAYS,
	     N_("When the root is first used, GnuPG may ask whether you "
		"ultimately trust it, and shows its SHA-1 fingerprint. Compare "
		"it with the one just printed, then agree.")),
	STEP(TRUST, ALWAYS,
	     N_("If it does not ask, write that fingerprint, followed by \" S "
		"relax\", as a line into ~/.gnupg/trustlist.txt. Then:")),
	CODE(TRUST, ALWAYS, "gpgconf --kill gpg-agent"),
	CODE(TRUST, ALWAYS, "gpgsm --list-keys --with-validation {address}"),
	SEEN(TRUST, ALWAYS,
	     N_("It is trusted when the last command says \"certificate is "
		"good\".")),

	STEP(SELECT, ALWAYS,
	     N_("NeoMutt: put \"set crypt_use_gpgme\" and \"set "
		"smime_is_default\" into its configuration, and the key's ID "
		"into smime_default_key.")),
	STEP(SELECT, ALWAYS,
	     N_("KMail: Settings > Configure KMail > Identities > Modify > "
		"Cryptography, and choose the S/MIME certificates for signing "
		"and for encryption.")),
	STEP(SELECT, ALWAYS,
	     N_("Claws Mail: load the plugin S/MIME under Configuration > "
		"Plugins, then in the settings of the account {address} open "
		"Privacy and choose S/MIME.")),
	SEEN(SELECT, ALWAYS,
	     N_("It is selected when the program offers to sign with S/MIME "
		"from {address} and names no other key.")),

	TEXT(USE, ALWAYS,
	     N_("Sign and encrypt: in NeoMutt with the key S, before sending; "
		"in KMail with the buttons Sign and Encrypt; in Claws Mail in "
		"the menu Options.")),

	STEP(SEEN, ALWAYS,
	     N_("Write a mail from {address} to yourself, signed and "
		"encrypted, and open it.")),
	SEEN(SEEN, ALWAYS,
	     N_("NeoMutt says \"Good signature from\" your name; the others "
		"show the signature in green.")),

	TEXT(OTHERS, ALWAYS,
	     N_("To write encrypted you need theirs, too. Open a signed mail "
		"of theirs: GnuPG keeps the certificate. Or import their file "
		"with gpgsm --import.")),

	/* p12-pbes2-gpgsm */
	ASK(ALWAYS,
	    N_("Does the import end in \"error at pkcs5PBES2-params\"?"),
	    N_("GnuPG 2.2 reads only the form \"apple\": smime-setup export "
	       "--for apple.")),
	ASK(EC, N_("Does gpgsm crash when it imports?"),
	    N_("It may do so with every elliptic-curve key: use a certificate "
	       "with an RSA key.")),
	/* trust-root-store-differs */
	ASK(ALWAYS, N_("Is a signature good, but its trust undefined?"),
	    N_("The root is not in ~/.gnupg/trustlist.txt: do the part \"Trust "
	       "the root\".")),
	/* trust-imported-not-trusted */
	ASK(ALWAYS, N_("Does it complain of a missing revocation list "
		       "(CRL)?"),
	    N_("A private issuer may publish none. The line disable-crl-checks "
	       "in ~/.gnupg/gpgsm.conf switches the question off, for all "
	       "issuers.")),
	/* rcpt-none */
	ASK(ALWAYS,
	    N_("Does it say \"No secret key\", though it was sent to you?"),
	    N_("It may have been encrypted in a way that GnuPG cannot read "
	       "(RSA-OAEP), or to an older certificate of yours.")),

	TEXTS_END,
};
