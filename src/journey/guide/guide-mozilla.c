/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The hand-over sheet's texts for Thunderbird and Evolution, which keep
 * certificates in stores of the same kind (NSS). */
/*
 * Thunderbird: nsMsgComposeSecure.cpp; its words are quoted as Thunderbird 153
 * shows them. Evolution: camel-smime-context.c.
 */
#include "base/text.h"
#include "journey/guide/guide-impl.h"

const struct guide_text guide_thunderbird[] = {
	STEP(IMPORT, ALWAYS,
	     N_("Open Settings > Privacy & Security, scroll down to "
		"Certificates, and click Manage Certificates.")),
	STEP(IMPORT, ALWAYS,
	     N_("Under Your Certificates click Import, choose {file}, and type "
		"the bundle's password. If you have set a Primary Password, it "
		"is asked for first.")),
	SEEN(IMPORT, ALWAYS,
	     N_("It is imported when your certificate stands under Your "
		"Certificates.")),

	TEXT(TRUST, KNOWN,
	     N_("Nothing to do: \"{rootname}\" is in the list of roots that "
		"Thunderbird brings along, and there it is trusted for "
		"mail.")),
	TEXT(TRUST, BROUGHT,
	     N_("Thunderbird has a list of its own: what the computer trusts "
		"does not count here.")),
	STEP(TRUST, BROUGHT,
	     N_("In the same window, under Authorities, click Import and "
		"choose {root}.")),
	STEP(TRUST, BROUGHT,
	     N_("Before you agree, click View and compare the SHA-256 "
		"fingerprint with the one of the root on this sheet. Then tick "
		"\"Trust this CA to identify email users\".")),
	SEEN(TRUST, BROUGHT,
	     N_("It is trusted when \"{rootname}\" stands under Authorities "
		"and Edit Trust shows the tick for email users.")),

	STEP(SELECT, ALWAYS,
	     N_("Open Account Settings > End-To-End Encryption, below the "
		"account of {address}, and go to S/MIME.")),
	STEP(SELECT, ALWAYS,
	     N_("At \"Personal certificate for digital signing\" click Select "
		"and choose your certificate. Thunderbird offers to use it for "
		"encryption, too: say yes.")),
	STEP(SELECT, ALWAYS,
	     N_("Look at \"Personal certificate for encryption\": it has to be "
		"filled, too, or you can encrypt to nobody.")),
	SEEN(SELECT, ALWAYS,
	     N_("It is selected in the account when both fields are filled and "
		"stay so after you have sent a signed mail.")),

	TEXT(USE, ALWAYS,
	     N_("Sign: while you write, open the menu beside Encrypt (it may "
		"be called Security, S/MIME or OpenPGP), choose S/MIME if it "
		"offers a choice, and tick Digitally Sign. For every mail: the "
		"tick in Account Settings > End-To-End Encryption.")),
	TEXT(USE, ALWAYS,
	     N_("Encrypt: click Encrypt while you write. Everybody in To, Cc "
		"and Bcc needs a certificate that Thunderbird has.")),

	STEP(SEEN, ALWAYS,
	     N_("Write a mail from {address} to yourself, signed and "
		"encrypted, and open it.")),
	SEEN(SEEN, ALWAYS,
	     N_("In the head of the mail stands S/MIME with a seal and a lock. "
		"A click says that the signature is valid and that the message "
		"was encrypted.")),

	TEXT(OTHERS, ALWAYS,
	     N_("To write encrypted you need theirs, too. Ask for a signed "
		"mail and open it: Thunderbird keeps the certificate if it "
		"trusts its root. A file from elsewhere goes to Manage "
		"Certificates > People.")),

	/* cl-tb-os-store */
	ASK(ALWAYS,
	    N_("Did you install the bundle in Windows or in the keychain?"),
	    N_("Thunderbird does not look there: Settings > Privacy & Security "
	       "> Manage Certificates > Your Certificates > Import.")),
	/* cl-tb-setting-cleared */
	ASK(ALWAYS,
	    N_("Is the field of a certificate empty again after you sent?"),
	    N_("Thunderbird removes a certificate that fails its check: it may "
	       "have run out, or its root is not trusted for mail. Do the part "
	       "\"Trust the root\", then select it again.")),
	/* cl-identity-not-selected */
	ASK(ALWAYS,
	    N_("Is the certificate imported, but signing is not offered?"),
	    N_("Importing does not select it: Account Settings > End-To-End "
	       "Encryption > S/MIME, both fields.")),
	/* trust-root-store-differs */
	ASK(ALWAYS,
	    N_("Does it say \"Peer's Certificate issuer is not "
	       "recognized\"?"),
	    N_("The root is not trusted here. Import {root} under Manage "
	       "Certificates > Authorities and tick email users.")),
	/* rcpt-none */
	ASK(ALWAYS,
	    N_("Does it say \"failed to find an encryption certificate\" for "
	       "an address?"),
	    N_("Of that person it has no certificate whose root it trusts. Ask "
	       "for a signed mail, and if their issuer is private, import "
	       "their root under Authorities.")),
	/* cl-tb-mixed-tech */
	ASK(ALWAYS, N_("Do some of those you write to use OpenPGP?"),
	    N_("One message cannot mix the two systems: send two messages.")),
	/* msg-sign-from-mismatch */
	ASK(ALWAYS,
	    N_("Does a signature show as not valid, though nothing was "
	       "changed?"),
	    N_("From has to be {address} as in the certificate, and the "
	       "computer's clock has to be right.")),

	TEXT(COMMANDS, ALWAYS,
	     N_("With the tools of NSS, while Thunderbird is closed. PROFILE "
		"is the folder that Help > Troubleshooting Information "
		"names:")),
	CODE(COMMANDS, ALWAYS, "pk12util -d sql:PROFILE -i {file}"),
	CODE(COMMANDS, BROUGHT, "certutil -d sql:PROFILE -A -t ',C,' \\"),
	CODE(COMMANDS, BROUGHT, "    -n 'root of my issuer' -i {root}"),
	CODE(COMMANDS, ALWAYS, "certutil -d sql:PROFILE -L"),
	TEXTS_END,
};

const struct guide_text guide_evolution[] = {
	STEP(IMPORT, ALWAYS,
	     N_("Open Edit > Preferences > Certificates > Your "
		"Certificates.")),
	STEP(IMPORT, ALWAYS,
	     N_("Click Import, choose {file}, and type the bundle's password. "
		"The first time, Evolution may ask for a password of its own "
		"to protect its store.")),
	SEEN(IMPORT, ALWAYS,
	     N_("It is imported when your certificate stands under Your "
		"Certificates.")),

	TEXT(TRUST, KNOWN,
	     N_("Nothing to do: \"{rootname}\" is in the list of roots of "
		"Mozilla, which Evolution is likely to use.")),
	STEP(TRUST, BROUGHT,
	     N_("On the page Authorities click Import and choose {root}.")),
	STEP(TRUST, BROUGHT,
	     N_("Compare the fingerprint that View shows with the one of the "
		"root on this sheet, and tick that it is trusted to identify "
		"email users (Edit Trust).")),
	SEEN(TRUST, BROUGHT,
	     N_("It is trusted when \"{rootname}\" stands under Authorities "
		"and Edit Trust shows the tick for email users.")),

	STEP(SELECT, ALWAYS,
	     N_("Open Edit > Preferences > Mail Accounts, select the account "
		"of {address}, then Edit > Security.")),
	STEP(SELECT, ALWAYS,
	     N_("Under Secure MIME (S/MIME) click Select at \"Signing "
		"certificate\" and choose yours.")),
	STEP(SELECT, ALWAYS,
	     N_("Do the same at \"Encryption certificate\", and tick \"Always "
		"encrypt to myself\", so that you can read what you sent.")),
	SEEN(SELECT, ALWAYS,
	     N_("It is selected in the account when both fields name your "
		"certificate.")),

	TEXT(USE, ALWAYS,
	     N_("Sign: while you write, tick Options > S/MIME Sign. For every "
		"mail: the tick on the page Security of the account.")),
	TEXT(USE, ALWAYS,
	     N_("Encrypt: tick Options > S/MIME Encrypt. Everybody you write "
		"to needs a certificate that Evolution has.")),

	STEP(SEEN, ALWAYS,
	     N_("Write a mail from {address} to yourself, signed and "
		"encrypted, and open it.")),
	SEEN(SEEN, ALWAYS,
	     N_("A bar at the mail says that the signature is valid, and that "
		"it was encrypted.")),

	TEXT(OTHERS, ALWAYS,
	     N_("To write encrypted you need theirs, too. Ask for a signed "
		"mail and open it, or import the file they give you on the "
		"page Contact Certificates.")),

	/* trust-root-store-differs */
	ASK(ALWAYS,
	    N_("Does a signature show as valid, but the sender as not "
	       "verified?"),
	    N_("The root is not trusted here: Edit > Preferences > "
	       "Certificates > Authorities > Import {root}, and tick email "
	       "users.")),
	/* cl-identity-not-selected */
	ASK(ALWAYS,
	    N_("Does it say that no certificate was found for signing?"),
	    N_("Importing does not select it: Edit > Preferences > Mail "
	       "Accounts > Edit > Security > Signing certificate.")),
	/* rcpt-contact-stale */
	ASK(ALWAYS,
	    N_("Does it say \"No valid or appropriate certificate for\" an "
	       "address?"),
	    N_("Evolution has no certificate of that person, or an old one in "
	       "the address book. Open a newer signed mail, or save the "
	       "contact again.")),
	/* rcpt-ec-key */
	ASK(EC, N_("Can others not encrypt to you with Evolution?"),
	    N_("Evolution is likely to refuse certificates with an "
	       "elliptic-curve key for encryption. An RSA certificate works "
	       "everywhere.")),

	TEXT(COMMANDS, ALWAYS,
	     N_("With the tools of NSS, while Evolution is closed. Its store "
		"may be ~/.local/share/evolution or ~/.pki/nssdb:")),
	CODE(COMMANDS, ALWAYS,
	     "pk12util -d sql:$HOME/.local/share/evolution -i {file}"),
	CODE(COMMANDS, BROUGHT,
	     "certutil -d sql:$HOME/.local/share/evolution -A -t ',C,' \\"),
	CODE(COMMANDS, BROUGHT, "    -n 'root of my issuer' -i {root}"),
	TEXTS_END,
};
