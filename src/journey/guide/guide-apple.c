/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The hand-over sheet's texts for iPhone and iPad. */
/*
 * Menus: support.apple.com/102245 (S/MIME in iOS) and 102390 (trusting a root
 * by hand). What Apple does not document is said with "may": whether Mail
 * needs the switch for the root, and which identity opens old mail.
 */
#include "base/text.h"
#include "journey/guide/guide-impl.h"

const struct guide_text guide_ios[] = {
	STEP(IMPORT, ALWAYS,
	     N_("Bring {file} to the device: by AirDrop, in the Files app, or, "
		"if need be, attached to a mail to yourself. Its name has to "
		"end in .p12, or the device may not offer to install it.")),
	STEP(IMPORT, ALWAYS,
	     N_("Tap the file on the device. It says \"Profile Downloaded\". "
		"If it asks for which device, choose the iPhone or iPad, not "
		"the watch.")),
	STEP(IMPORT, ALWAYS,
	     N_("Open Settings > General > VPN & Device Management, tap the "
		"profile that was downloaded, then Install at the top.")),
	STEP(IMPORT, ALWAYS,
	     N_("Type the code that unlocks the device, then the bundle's "
		"password. \"Not Signed\" or \"Not Verified\" is normal here: "
		"it is about the file, not about your certificate.")),
	SEEN(IMPORT, ALWAYS,
	     N_("It is imported when VPN & Device Management lists it and More "
		"Details shows {address}.")),

	TEXT(TRUST, KNOWN,
	     N_("Nothing to do: \"{rootname}\" is in the list of roots that "
		"every iPhone and iPad brings along. That list may change with "
		"a release.")),
	STEP(TRUST, BROUGHT,
	     N_("Bring {root} to the device in the same way, tap it, and open "
		"Settings > General > VPN & Device Management.")),
	STEP(TRUST, BROUGHT,
	     N_("Before you tap Install, open More Details, tap the "
		"certificate, scroll to the end, and compare the SHA-256 "
		"fingerprint with the one of the root on this sheet. If they "
		"differ, stop and do not install it.")),
	STEP(TRUST, BROUGHT,
	     N_("Open Settings > General > About > Certificate Trust Settings, "
		"at the very bottom, and switch on \"{rootname}\". Apple does "
		"not say whether Mail needs this switch; on is the safe "
		"choice.")),
	SEEN(TRUST, BROUGHT,
	     N_("It is trusted when \"{rootname}\" stands in Certificate Trust "
		"Settings with its switch on.")),

	STEP(SELECT, NEW,
	     N_("Open Settings > Apps > Mail > Mail Accounts, tap the account "
		"of {address}, and go on to Account Settings > Advanced. The "
		"words may differ a little with the release.")),
	STEP(SELECT, OLD,
	     N_("Open Settings > Mail > Accounts, tap the account of "
		"{address}, and go on to Account > Advanced.")),
	STEP(SELECT, ALWAYS,
	     N_("Under S/MIME, tap Sign, switch it on, and tap your "
		"certificate so that a tick stands beside it.")),
	STEP(SELECT, ALWAYS,
	     N_("Go back one page, tap Encrypt by Default, and tap your "
		"certificate there, too. The switch itself may stay off: then "
		"you choose for each mail with the lock.")),
	STEP(SELECT, ALWAYS,
	     N_("Go back to the first page of the account and tap Done, where "
		"it is offered: otherwise the choice may be lost.")),
	TEXT(SELECT, ALWAYS,
	     N_("With an iCloud address this page may stand elsewhere: in "
		"Settings, tap your name, then iCloud > Mail > Advanced.")),
	SEEN(SELECT, ALWAYS,
	     N_("It is selected in the account when Sign is on and the tick "
		"stands at your certificate on both pages.")),

	TEXT(USE, ALWAYS,
	     N_("Sign: once it is on, every mail from this account is "
		"signed.")),
	TEXT(USE, ALWAYS,
	     N_("Encrypt: while you write, a lock stands in the address line. "
		"Tap it to close it. Blue: the device has a certificate of "
		"everybody you write to. Red: of somebody it has none.")),
	TEXT(USE, ALWAYS,
	     N_("A reply or forwarded mail goes by the mail it answers: to an "
		"open mail the reply is open, until you tap the lock.")),

	STEP(SEEN, ALWAYS,
	     N_("Write a signed mail from {address} to yourself and open it in "
		"Mail.")),
	SEEN(SEEN, ALWAYS,
	     N_("A tick stands beside your name. Tap the name, then View "
		"Certificate: it is for {address}.")),
	SEEN(SEEN, ALWAYS,
	     N_("A closed lock beside a name means that the mail was "
		"encrypted.")),

	TEXT(OTHERS, ALWAYS,
	     N_("To write encrypted you need theirs, too. Ask for a signed "
		"mail, open it, tap the sender's name, then View Certificate > "
		"Install. The device does not collect certificates by "
		"itself.")),

	/* p12-mac-alg-apple, p12-pbes2-apple: said as "wrong password" */
	ASK(OLD,
	    N_("Does it say that the password is wrong, though it is right?"),
	    N_("The device says so of each bundle in a form it cannot read. "
	       "Only the form \"apple\" works: smime-setup export --for "
	       "apple.")),
	ASK(NEW,
	    N_("Does it say that the password is wrong, though it is right?"),
	    N_("The device says so of each bundle in a form it cannot read. "
	       "The form \"apple\" works on every release: smime-setup export "
	       "--for apple.")),
	/* cl-ios-profile-pending */
	ASK(ALWAYS,
	    N_("Did it say \"Profile Downloaded\", and nothing more "
	       "happened?"),
	    N_("Downloaded is not installed: Settings > General > VPN & Device "
	       "Management, tap it, then Install.")),
	/* cl-ios-extension */
	ASK(ALWAYS, N_("Does tapping the file not offer to install it?"),
	    N_("The name may have lost its ending. Rename it in the Files app "
	       "so that it ends in .p12.")),
	/* cl-identity-not-selected */
	ASK(ALWAYS,
	    N_("Is the certificate installed, but Mail does not use it?"),
	    N_("Importing does not select it: do the part \"Select it in the "
	       "account\", with the tick at the certificate.")),
	/* cl-sign-off */
	ASK(NEW, N_("Is Sign switched on for this account?"),
	    N_("Settings > Apps > Mail > Mail Accounts > the account > Account "
	       "Settings > Advanced > Sign.")),
	ASK(OLD, N_("Is Sign switched on for this account?"),
	    N_("Settings > Mail > Accounts > the account > Account > Advanced "
	       "> Sign.")),
	/* cl-encrypt-off */
	ASK(ALWAYS, N_("Is there no lock while you write?"),
	    N_("Encrypt by Default, on the same page as Sign, needs your "
	       "certificate ticked. Signing and encrypting are separate "
	       "switches.")),
	/* cl-ios-advanced-per-account */
	ASK(ALWAYS, N_("Have you several accounts?"),
	    N_("Each has switches of its own. Look which address stands in "
	       "From, and set it for that account.")),
	/* trust-ios-switch */
	ASK(BROUGHT,
	    N_("Is the root installed, but signatures show as not trusted?"),
	    N_("Settings > General > About > Certificate Trust Settings: the "
	       "switch of \"{rootname}\" may be off.")),
	/* rcpt-seen-not-installed */
	ASK(ALWAYS, N_("Is the lock red or open for somebody?"),
	    N_("Their certificate is not installed on this device: open a "
	       "signed mail of theirs, tap the sender, View Certificate > "
	       "Install. If they renewed, install the new one.")),
	/* cl-own-encrypt-missing */
	ASK(ALWAYS,
	    N_("Does it not encrypt, though the certificates of all others are "
	       "there?"),
	    N_("Your own certificate may be missing for the copy in Sent: open "
	       "the signed mail to yourself, tap your name, View Certificate > "
	       "Install.")),
	/* cl-ios-reply-state */
	ASK(ALWAYS,
	    N_("Is a reply not encrypted, though Encrypt by Default is on?"),
	    N_("Replies go by the mail they answer. Tap the lock.")),
	/* cl-ios-share-sheet */
	ASK(ALWAYS, N_("Do you send from another app, by its share button?"),
	    N_("Encrypting may not work from there: write in Mail itself.")),
	/* cl-profile-managed */
	ASK(ALWAYS, N_("Are the switches grey?"),
	    N_("A profile of your company or school sets them: ask who manages "
	       "the device.")),
	/* cl-profile-removed */
	ASK(ALWAYS,
	    N_("Did old mail become unreadable after a profile was removed or "
	       "replaced?"),
	    N_("The old certificate went with it. Install the old bundle "
	       "again.")),
	/* msg-key-select-ios */
	ASK(ALWAYS, N_("Did old mail become unreadable after you renewed?"),
	    N_("The device may use only the certificate that has the tick. "
	       "Choose the old one while you read, or read on a Mac.")),
	TEXTS_END,
};
