/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The hand-over sheet's texts for Outlook, Gmail in Google Workspace, and
 * Android. */
/*
 * learn.microsoft.com on Outlook, Exchange and S/MIME; support.google.com/a/
 * answer/6374496 and 7300887.
 */
#include "base/text.h"
#include "journey/guide/guide-impl.h"

const struct guide_text guide_outlook[] = {
	STEP(IMPORT, ALWAYS,
	     N_("Copy {file} to the Windows computer and open it by a double "
		"click. Choose Current User.")),
	STEP(IMPORT, ALWAYS,
	     N_("Type the bundle's password. Leave \"Include all extended "
		"properties\" ticked, and let Windows choose the store by "
		"itself.")),
	STEP(IMPORT, ALWAYS,
	     N_("Press Windows-R and run certmgr.msc. Look under Personal > "
		"Certificates and open yours.")),
	SEEN(IMPORT, ALWAYS,
	     N_("It is imported when it stands there and says \"You have a "
		"private key that corresponds to this certificate\".")),

	TEXT(TRUST, KNOWN,
	     N_("Most likely there is nothing to do: \"{rootname}\" is a "
		"public root. Windows has a list of its own and fetches roots "
		"when it meets them.")),
	STEP(TRUST, BROUGHT,
	     N_("Copy {root} to the computer and open it by a double click. On "
		"the page Details, Windows shows as its thumbprint the SHA-1 "
		"fingerprint. On this computer the command below prints the "
		"right one: compare them.")),
	CODE(TRUST, BROUGHT,
	     "openssl x509 -noout -fingerprint -sha1 -in {root}"),
	STEP(TRUST, BROUGHT,
	     N_("Click Install Certificate > Current User > \"Place all "
		"certificates in the following store\" > Browse > Trusted Root "
		"Certification Authorities, and agree to the warning.")),
	SEEN(TRUST, BROUGHT,
	     N_("It is trusted when your own certificate in certmgr.msc, page "
		"Certification Path, says \"This certificate is OK\".")),

	STEP(SELECT, ALWAYS,
	     N_("In classic Outlook open File > Options > Trust Center > Trust "
		"Center Settings > Email Security.")),
	STEP(SELECT, ALWAYS,
	     N_("Under Encrypted email click Settings. At Signing Certificate "
		"click Choose and take the one for {address}; do the same at "
		"Encryption Certificate.")),
	STEP(SELECT, ALWAYS,
	     N_("Choose SHA256 as hash and AES (256-bit) for encryption, and "
		"tick \"Send these certificates with signed messages\". Give "
		"the settings a name and click OK.")),
	SEEN(SELECT, ALWAYS,
	     N_("It is selected when the name of these settings stands in "
		"Default Setting on the page Email Security.")),

	TEXT(USE, ALWAYS,
	     N_("Sign and encrypt: while you write, open Options and click "
		"Sign or Encrypt (there may be a choice Encrypt with S/MIME). "
		"For every mail: the ticks on the page Email Security.")),
	TEXT(USE, ALWAYS,
	     N_("Leave \"Send clear text signed message\" ticked: then people "
		"without S/MIME can read what you signed.")),

	STEP(SEEN, ALWAYS,
	     N_("Write a mail from {address} to yourself, signed and "
		"encrypted, and open it.")),
	SEEN(SEEN, ALWAYS,
	     N_("A red ribbon stands for the signature, and a blue or grey "
		"lock for encryption. A click on the ribbon shows "
		"{address}.")),

	TEXT(OTHERS, ALWAYS,
	     N_("To write encrypted you need theirs, too. Open a signed mail "
		"of theirs, click the sender with the right button, and choose "
		"Add to Outlook Contacts: the certificate is saved with the "
		"contact.")),

	/* cl-outlook-no-id */
	ASK(ALWAYS,
	    N_("Does it say \"Your Digital ID name cannot be found by the "
	       "underlying security system\"?"),
	    N_("The certificate is there without its key, or not at all. "
	       "Import {file}, not the .cer or .pem file.")),
	/* cl-identity-not-selected */
	ASK(ALWAYS, N_("Is it imported, but Sign and Encrypt are missing?"),
	    N_("Importing does not select it: File > Options > Trust Center > "
	       "Trust Center Settings > Email Security > Settings.")),
	/* cl-outlook-caps */
	ASK(ALWAYS,
	    N_("Does it speak of \"missing or invalid certificates, or "
	       "conflicting or unsupported encryption capabilities\"?"),
	    N_("It lacks a good certificate of somebody you write to. Save the "
	       "contact again from a new signed mail, remove the address from "
	       "the suggestions, and choose it from the contacts.")),
	/* rcpt-group */
	ASK(ALWAYS, N_("Do you write to a list or group?"),
	    N_("A list has no certificate: address its members one by one.")),
	/* rcpt-stale-directory */
	ASK(ALWAYS,
	    N_("Do people in your company encrypt to an old certificate of "
	       "yours?"),
	    N_("The directory may hold the old one (userSMIMECertificate). On "
	       "the page Email Security click Publish to GAL, or ask the "
	       "administrator to delete it.")),
	/* cl-outlook-owa-ext */
	ASK(ALWAYS, N_("Is it the new Outlook, or Outlook in a browser?"),
	    N_("S/MIME there needs Exchange Online, Windows and an extension, "
	       "and does not go with protecting sensitivity labels. Classic "
	       "Outlook works without.")),
	/* cl-outlook-mobile-account */
	ASK(ALWAYS, N_("Is it Outlook on a phone?"),
	    N_("It does S/MIME for accounts of Exchange Online only. On an "
	       "iPhone, Apple Mail does it for every account: smime-setup "
	       "guide iphone.")),
	/* trust-exo-collection */
	ASK(ALWAYS,
	    N_("Is the mail with Exchange Online, and do signatures show as "
	       "not trusted there?"),
	    N_("The administrator has to add the root to the company's virtual "
	       "certificate collection; importing it on your computer is not "
	       "enough.")),

	TEXT(COMMANDS, ALWAYS,
	     N_("In the command window of Windows, in the folder that holds "
		"the files:")),
	CODE(COMMANDS, ALWAYS, "certutil -user -importpfx {file}"),
	CODE(COMMANDS, BROUGHT, "certutil -user -addstore Root {root}"),
	TEXTS_END,
};

const struct guide_text guide_gmail[] = {
	WARN(HEAD, ALWAYS,
	     N_("Gmail does S/MIME on its web page for companies and schools "
		"that pay for an edition of Google Workspace with it. Google "
		"then holds a copy of your private key. A private gmail.com "
		"address has none of this.")),
	STEP(IMPORT, ALWAYS,
	     N_("The administrator first switches it on: Admin console > Apps "
		"> Google Workspace > Gmail > User settings > S/MIME, with "
		"\"Allow users to upload their own certificates\".")),
	STEP(IMPORT, ALWAYS,
	     N_("In Gmail, open the cogwheel > See all settings > Accounts. At "
		"\"Send mail as\", beside {address}, click \"edit info\".")),
	STEP(IMPORT, ALWAYS,
	     N_("Click \"Upload a personal certificate\", choose {file}, and "
		"type the bundle's password.")),
	SEEN(IMPORT, ALWAYS,
	     N_("It is imported when the window lists your certificate with "
		"its issuer and its end.")),

	TEXT(TRUST, KNOWN,
	     N_("Google has a list of its own, and \"{rootname}\" is a public "
		"root: it is likely to be there.")),
	TEXT(TRUST, BROUGHT,
	     N_("You cannot do this part yourself: Google goes by its own list "
		"and by what the administrator adds.")),
	STEP(TRUST, BROUGHT,
	     N_("Give {root} and its fingerprint on this sheet to the "
		"administrator: Admin console > Gmail > User settings > "
		"S/MIME, \"Accept these additional Root Certificates for "
		"specific domains\" > Add.")),
	SEEN(TRUST, BROUGHT,
	     N_("It is trusted when the upload of your certificate gives no "
		"warning and a signed mail of yours shows as verified.")),

	STEP(SELECT, ALWAYS,
	     N_("If the window lists several certificates, mark yours as the "
		"default.")),
	SEEN(SELECT, ALWAYS,
	     N_("It is selected when the mark for the default stands at it, "
		"for the address {address}.")),

	TEXT(USE, ALWAYS,
	     N_("Sign and encrypt: while you write, a lock stands beside those "
		"you write to. A click on it shows what is possible and lets "
		"you choose. Gmail may sign by itself once a certificate is "
		"there.")),

	STEP(SEEN, ALWAYS,
	     N_("Write a mail from {address} to yourself and open it. Click "
		"the small triangle below the sender.")),
	SEEN(SEEN, ALWAYS,
	     N_("The details say that the address is verified (signed), and a "
		"green lock that it was encrypted with S/MIME.")),

	TEXT(OTHERS, ALWAYS,
	     N_("To write encrypted you need theirs, too: Gmail keeps the "
		"certificate from a signed mail you received.")),

	/* cl-gmail-personal */
	ASK(ALWAYS,
	    N_("Does your address end in gmail.com, or is there no upload?"),
	    N_("Gmail's page has no S/MIME for you. Read the same account with "
	       "Apple Mail or Thunderbird: smime-setup guide iphone, or "
	       "thunderbird.")),
	/* trust-gmail-root */
	ASK(ALWAYS, N_("Is the certificate refused as not trusted?"),
	    N_("Its root is not on Google's list. The administrator can add "
	       "it, or you get a certificate from a public issuer.")),
	/* key-type of the certificate; support.google.com/a/answer/7300887 */
	ASK(EC, N_("Is the certificate refused for its key?"),
	    N_("Of elliptic-curve keys Gmail takes P-256 and P-384 only, and "
	       "of RSA keys those of 2048, 3072 and 4096 bits.")),
	/* cl-android-none */
	ASK(ALWAYS, N_("Do you use the Gmail app on a phone?"),
	    N_("It can do S/MIME only with such an account. For any other, on "
	       "an iPhone, use Apple Mail.")),
	TEXTS_END,
};

const struct guide_text guide_android[] = {
	WARN(HEAD, ALWAYS,
	     N_("The usual mail apps of Android, Gmail (with a private "
		"account), K-9 Mail and Thunderbird for Android, cannot do "
		"S/MIME. Nothing you install changes that.")),
	TEXT(IMPORT, ALWAYS,
	     N_("What you can do: use another mail app whose description names "
		"S/MIME, perhaps with an add-on; or read and write secure mail "
		"on a computer or an iPhone.")),
	STEP(IMPORT, ALWAYS,
	     N_("In an app with S/MIME, look for Import certificate in its "
		"settings for security or for the account, choose {file}, and "
		"type the bundle's password.")),
	STEP(IMPORT, ALWAYS,
	     N_("If the app uses Android's own store: Settings > Security > "
		"Encryption & credentials > Install a certificate > VPN & app "
		"user certificate. The names differ with the maker.")),
	SEEN(IMPORT, ALWAYS,
	     N_("It is imported when the app lists a certificate for "
		"{address}.")),

	TEXT(TRUST, KNOWN,
	     N_("Most likely there is nothing to do: \"{rootname}\" is a "
		"public root.")),
	STEP(TRUST, BROUGHT,
	     N_("If the app says that the issuer is not trusted, import {root} "
		"in it, too, and compare the fingerprint with the one of the "
		"root on this sheet. Android's own store may not count for "
		"mail.")),
	SEEN(TRUST, BROUGHT,
	     N_("It is trusted when the app shows your own signature as "
		"valid.")),

	STEP(SELECT, ALWAYS,
	     N_("Select the certificate in the app's settings of the account "
		"{address}, for signing and for encryption.")),
	SEEN(SELECT, ALWAYS,
	     N_("It is selected when the account's settings name it.")),

	TEXT(USE, ALWAYS,
	     N_("Sign and encrypt: the app has a switch for each in its "
		"settings or while you write.")),

	STEP(SEEN, ALWAYS,
	     N_("Write a signed mail from {address} to yourself, and look at "
		"it with another mail program, too.")),
	SEEN(SEEN, ALWAYS, N_("Both programs show the signature as valid.")),

	TEXT(OTHERS, ALWAYS,
	     N_("If your app cannot sign, send the signed mail from a computer "
		"or an iPhone. Mind that you cannot read the encrypted answers "
		"on this phone then.")),

	/* cl-android-none */
	ASK(ALWAYS,
	    N_("Does the app show encrypted mail as an attachment called "
	       "smime.p7m?"),
	    N_("It does not do S/MIME then, whatever is installed. Open the "
	       "mail with another program.")),
	/* cl-outlook-mobile-account */
	ASK(ALWAYS, N_("Is it Outlook for Android?"),
	    N_("It does S/MIME for accounts of Exchange Online only; ask your "
	       "administrator.")),
	/* p12-mac-alg: A form that old releases do not read. */
	ASK(ALWAYS,
	    N_("Does it say that the password is wrong, though it is right?"),
	    N_("Android 13 and earlier may refuse newer forms of the bundle: "
	       "smime-setup export --for android makes one that they read.")),
	TEXTS_END,
};
