/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The hand-over sheet's texts for Mail on the Mac. */
/*
 * Apple's guide to Mail and to Keychain Access; the two readers of bundles:
 * p12import.c and libsecurity_pkcs12. The window of Keychain Access is likely
 * to go on using the older one.
 */
#include "base/text.h"
#include "journey/guide/guide-impl.h"

const struct guide_text guide_mac[] = {
	STEP(IMPORT, NEW,
	     N_("Open Keychain Access: press Command-Space and type its name. "
		"In this release it may not stand among the Utilities any "
		"more. The app called Passwords is not the one.")),
	STEP(IMPORT, OLD,
	     N_("Open Applications > Utilities > Keychain Access.")),
	STEP(IMPORT, ALWAYS,
	     N_("Select the keychain \"login\" at the left, then File > Import "
		"Items, choose {file}, and type the bundle's password.")),
	STEP(IMPORT, ALWAYS,
	     N_("With \"login\" still selected, look under My Certificates for "
		"{address}. A key hangs below it: click the small triangle.")),
	SEEN(IMPORT, ALWAYS,
	     N_("It is imported when it stands under My Certificates, with its "
		"key. Under Certificates alone it would be without the key.")),
	TEXT(IMPORT, NEW,
	     N_("A profile in place of the files: open it by a double click, "
		"then install it under System Settings > General > Device "
		"Management (the place may differ).")),
	TEXT(IMPORT, OLD,
	     N_("A profile in place of the files: open it by a double click, "
		"then install it under System Settings > Privacy & Security > "
		"Profiles (the place may differ).")),

	TEXT(TRUST, KNOWN,
	     N_("Nothing to do: \"{rootname}\" is in the list of roots that "
		"every Mac brings along. That list may change with a "
		"release.")),
	STEP(TRUST, BROUGHT,
	     N_("In Keychain Access, import {root} into \"login\", too: File > "
		"Import Items.")),
	STEP(TRUST, BROUGHT,
	     N_("Under Certificates, open \"{rootname}\" by a double click, "
		"and compare the SHA-256 fingerprint at the end of its details "
		"with the one of the root on this sheet. If they differ, "
		"delete it.")),
	STEP(TRUST, BROUGHT,
	     N_("In the same window open Trust, set \"Secure Mail (S/MIME)\" "
		"to Always Trust, close the window, and type the password you "
		"log in with.")),
	SEEN(TRUST, BROUGHT,
	     N_("It is trusted when a small plus sign stands on its symbol and "
		"your own certificate, opened, says that it is valid.")),

	TEXT(SELECT, ALWAYS,
	     N_("Mail on the Mac has no setting for it: it takes the "
		"certificate that is for the sender's address. Selected in the "
		"account means: From is exactly {address}.")),
	STEP(SELECT, ALWAYS,
	     N_("Quit Mail and open it again: it may look for new certificates "
		"only when it starts.")),
	STEP(SELECT, ALWAYS,
	     N_("Begin a new message and choose {address} in From.")),
	SEEN(SELECT, ALWAYS,
	     N_("It is selected when two buttons have appeared at the right of "
		"the message's head: one with a tick or star, to sign, and one "
		"with a lock.")),

	TEXT(USE, ALWAYS,
	     N_("Sign: click the button with the tick so that it is marked. "
		"Mail remembers it for the next message.")),
	TEXT(USE, ALWAYS,
	     N_("When the Mac asks for the first time whether Mail may use the "
		"key, type the password you log in with and choose Always "
		"Allow.")),
	TEXT(USE, ALWAYS,
	     N_("Encrypt: click the lock so that it is closed. It can be "
		"clicked only when Mail has a certificate of everybody you "
		"write to.")),

	STEP(SEEN, ALWAYS,
	     N_("Write a signed mail from {address} to yourself and open "
		"it.")),
	SEEN(SEEN, ALWAYS,
	     N_("The head of the mail says Security: Signed. A click on the "
		"tick shows the certificate, with {address}.")),
	SEEN(SEEN, ALWAYS,
	     N_("An encrypted mail says Security: Encrypted there.")),

	TEXT(OTHERS, ALWAYS,
	     N_("To write encrypted you need theirs, too. Ask for a signed "
		"mail and open it: the Mac keeps the certificate by itself.")),

	/* p12-mac-alg-apple, p12-pbes2-macos-gui */
	ASK(ALWAYS,
	    N_("Does it say that the password is wrong, though it is right?"),
	    N_("The Mac says so of each bundle in a form it cannot read. The "
	       "form \"apple\" works everywhere: smime-setup export --for "
	       "apple.")),
	/* cl-mac-cert-in-certificates */
	ASK(ALWAYS,
	    N_("Does it stand under Certificates, but not under My "
	       "Certificates?"),
	    N_("The Mac has the certificate without its key. Import {file}, "
	       "not the .cer or .pem file.")),
	/* cl-mac-from-mismatch */
	ASK(ALWAYS, N_("Are the two buttons missing in a new message?"),
	    N_("Mail goes by From: it has to be {address}, letter by letter. "
	       "An alias is an address of its own.")),
	/* cl-mac-restart */
	ASK(ALWAYS, N_("Was Mail open while you imported?"),
	    N_("Quit it with Command-Q and open it again.")),
	/* cl-mac-key-denied */
	ASK(ALWAYS, N_("Does signing fail, or did you once answer Deny?"),
	    N_("Keychain Access > My Certificates > the key below your "
	       "certificate > Get Info > Access Control: allow Mail.")),
	/* cl-mac-keychain-locked */
	ASK(ALWAYS,
	    N_("Is the keychain locked, or is the certificate in another "
	       "one?"),
	    N_("Unlock \"login\" in Keychain Access, and drag certificate and "
	       "key into it.")),
	/* cl-mac-wrong-pick */
	ASK(ALWAYS, N_("Have you several certificates for this address?"),
	    N_("Mail may take the wrong one. Click the right one with the Ctrl "
	       "key held, then New Identity Preference, and type {address}.")),
	/* trust-macos-not-set */
	ASK(BROUGHT,
	    N_("Is the root imported, but your certificate says that it is not "
	       "trusted?"),
	    N_("Importing gives no trust: Keychain Access > Certificates > "
	       "\"{rootname}\" > Trust > Secure Mail (S/MIME): Always "
	       "Trust.")),
	/* rcpt-none */
	ASK(ALWAYS, N_("Can the lock not be clicked?"),
	    N_("Mail lacks the certificate of one of those you write to, or "
	       "your own cannot be used for encrypting. Open a signed mail of "
	       "each; smime-setup check tells about yours.")),
	/* cl-profile-removed */
	ASK(ALWAYS,
	    N_("Did old mail become unreadable after a profile was removed or "
	       "replaced?"),
	    N_("The old certificate went with it. Import the old bundle "
	       "again.")),

	TEXT(COMMANDS, ALWAYS,
	     N_("In Terminal on the Mac, in the folder that holds the "
		"files:")),
	CODE(COMMANDS, ALWAYS, "security import {file} -f pkcs12 \\"),
	CODE(COMMANDS, ALWAYS, "    -k ~/Library/Keychains/login.keychain-db"),
	CODE(COMMANDS, BROUGHT,
	     "security add-trusted-cert -r trustRoot -p smime \\"),
	CODE(COMMANDS, BROUGHT,
	     "    -k ~/Library/Keychains/login.keychain-db {root}"),
	TEXTS_END,
};
