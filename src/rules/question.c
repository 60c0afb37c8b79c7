/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What only the person can see: a yes/no question for each such finding. */
/*
 * Menus and words are those of the hand-over sheets (journey/guide-*.c), which
 * tell their sources; those of the findings stand in finding-list.h.
 */
#include "rules/question.h"

#include <string.h>

#include "base/text.h"

#define IOS "ios-17 ios-18"
#define MAC "macos-14 macos-15"
#define IOS_ADVANCED_NEW                                                       \
	N_("Settings > Apps > Mail > Mail Accounts > the account > Account "   \
	   "Settings > Advanced")
#define IOS_ADVANCED_OLD                                                       \
	N_("Settings > Mail > Accounts > the account > Account > Advanced")

#define ASK(id, bad, clients, text, look)                                      \
	{                                                                      \
		id, REPLY_##bad, clients, text, look, false                    \
	}
/* Moot below a root that every device has. */
#define ASK_PRIVATE(id, bad, clients, text, look)                              \
	{                                                                      \
		id, REPLY_##bad, clients, text, look, true                     \
	}

static const struct question questions[] = {
	ASK(FINDING_REQ_ISSUER_MAKES_KEY, YES, "all",
	    N_("Does the issuer make the private key for you, and send a "
	       ".p12 or .pfx file?"),
	    N_("On the issuer's site: there is no place to paste a request.")),

	ASK_PRIVATE(FINDING_TRUST_IOS_SWITCH, NO, IOS,
		    N_("Is the switch of the root on?"),
		    N_("Settings > General > About > Certificate Trust "
		       "Settings, at the very bottom")),
	ASK_PRIVATE(FINDING_TRUST_MACOS_NOT_SET, NO, MAC,
		    N_("Does the root say Always Trust at \"Secure Mail "
		       "(S/MIME)\"?"),
		    N_("Keychain Access > Certificates > a double click on "
		       "the root > Trust")),
	ASK_PRIVATE(FINDING_TRUST_EXO_COLLECTION, YES, "outlook",
		    N_("Is the mail with Exchange Online, and do signatures "
		       "show as not trusted there?"),
		    N_("In Outlook in a browser, open a signed mail. Which "
		       "issuers are in the virtual certificate collection "
		       "only the administrator can see.")),
	ASK(FINDING_TRUST_GMAIL_ROOT, YES, "gmail",
	    N_("Does Gmail refuse the certificate as not trusted?"),
	    N_("Gmail: the cogwheel > See all settings > Accounts > Send "
	       "mail as > edit info")),
	ASK(FINDING_TRUST_DEVICE_DIFFERS, YES, "all",
	    N_("Do two of your devices show different fingerprints for the "
	       "issuer's certificates?"),
	    N_("Mac: Keychain Access > Certificates > a double click. "
	       "iPhone: Settings > General > VPN & Device Management > the "
	       "profile > More Details.")),

	ASK(FINDING_RCPT_STALE_DIRECTORY, YES, IOS " outlook",
	    N_("Does the company's directory have an older certificate of "
	       "them than their signed mail?"),
	    N_("Outlook: open the person from the global address list, then "
	       "Certificates, and compare the last day with the one in their "
	       "mail.")),
	ASK(FINDING_RCPT_GROUP, YES, "all",
	    N_("Is one of the addresses a mailing list or a group?"),
	    N_("The line To of your mail. A list has many readers behind one "
	       "address.")),
	ASK(FINDING_RCPT_CONTACT_STALE, YES, "outlook",
	    N_("Was the contact saved before you had their newest signed "
	       "mail?"),
	    N_("Outlook: the contact > Certificates")),
	ASK(FINDING_RCPT_CONTACT_STALE, YES, "evolution",
	    N_("Was the contact saved before you had their newest signed "
	       "mail?"),
	    N_("Evolution: Contacts > a double click on the contact > "
	       "Certificates")),
	ASK(FINDING_RCPT_SEEN_NOT_INSTALLED, NO, IOS,
	    N_("Have you tapped Install for the certificate of each of them?"),
	    N_("Open a signed mail of theirs, tap the sender, then View "
	       "Certificate. Where it is not installed it offers Install.")),

	ASK(FINDING_CL_SIGN_OFF, NO, "ios-18",
	    N_("Is Sign switched on for this account?"), IOS_ADVANCED_NEW),
	ASK(FINDING_CL_SIGN_OFF, NO, "ios-17",
	    N_("Is Sign switched on for this account?"), IOS_ADVANCED_OLD),
	ASK(FINDING_CL_ENCRYPT_OFF, NO, "ios-18",
	    N_("Is Encrypt by Default switched on, or the lock closed in the "
	       "mail?"),
	    IOS_ADVANCED_NEW),
	ASK(FINDING_CL_ENCRYPT_OFF, NO, "ios-17",
	    N_("Is Encrypt by Default switched on, or the lock closed in the "
	       "mail?"),
	    IOS_ADVANCED_OLD),
	ASK(FINDING_CL_IDENTITY_NOT_SELECTED, NO, "ios-18",
	    N_("Does a tick stand at your certificate, both under Sign and "
	       "under Encrypt by Default?"),
	    IOS_ADVANCED_NEW),
	ASK(FINDING_CL_IDENTITY_NOT_SELECTED, NO, "ios-17",
	    N_("Does a tick stand at your certificate, both under Sign and "
	       "under Encrypt by Default?"),
	    IOS_ADVANCED_OLD),
	ASK(FINDING_CL_IDENTITY_NOT_SELECTED, NO, "thunderbird",
	    N_("Is your certificate in both fields of the account, for "
	       "signing and for encryption?"),
	    N_("Account Settings > End-To-End Encryption > S/MIME")),
	ASK(FINDING_CL_IDENTITY_NOT_SELECTED, NO, "outlook",
	    N_("Is your certificate chosen, both for signing and for "
	       "encryption?"),
	    N_("File > Options > Trust Center > Trust Center Settings > "
	       "Email Security > Settings")),
	ASK(FINDING_CL_IDENTITY_NOT_SELECTED, NO, "evolution",
	    N_("Is your certificate chosen, both for signing and for "
	       "encryption?"),
	    N_("Edit > Preferences > Mail Accounts > Edit > Security")),

	ASK(FINDING_CL_TB_SETTING_CLEARED, YES, "thunderbird",
	    N_("Was a certificate chosen in the account, and is its field "
	       "empty again after you sent?"),
	    N_("Account Settings > End-To-End Encryption > S/MIME")),
	ASK(FINDING_CL_TB_OS_STORE, NO, "thunderbird",
	    N_("Does Thunderbird itself list your certificate?"),
	    N_("Settings > Privacy & Security > Manage Certificates > Your "
	       "Certificates")),
	ASK(FINDING_CL_TB_MIXED_TECH, YES, "thunderbird",
	    N_("Do some of those you write to use OpenPGP?"),
	    N_("A mail of theirs: an attachment that ends in .asc, or is "
	       "called OpenPGP")),

	ASK(FINDING_CL_OUTLOOK_NO_ID, YES, "outlook",
	    N_("Does it say \"Your Digital ID name cannot be found by the "
	       "underlying security system\"?"),
	    N_("The message when you send. In Windows, certmgr.msc > "
	       "Personal > Certificates tells whether there is a private "
	       "key.")),
	ASK(FINDING_CL_OUTLOOK_CAPS, YES, "outlook",
	    N_("Does it speak of \"missing or invalid certificates, or "
	       "conflicting or unsupported encryption capabilities\"?"),
	    N_("The message when you send an encrypted mail")),
	ASK(FINDING_CL_OUTLOOK_OWA_EXT, YES, "outlook",
	    N_("Is it the new Outlook, or Outlook in a browser, and does it "
	       "not offer S/MIME?"),
	    N_("Settings > Mail > S/MIME")),
	ASK(FINDING_CL_OUTLOOK_MOBILE_ACCOUNT, YES, "outlook",
	    N_("Is it Outlook on a phone, with an account that is not of "
	       "Exchange Online?"),
	    N_("Outlook on the phone: Settings > the account, the line below "
	       "the address")),
	ASK(FINDING_CL_GMAIL_PERSONAL, YES, "gmail",
	    N_("Does your address end in gmail.com, or can you not upload a "
	       "certificate?"),
	    N_("Gmail: the cogwheel > See all settings > Accounts > Send "
	       "mail as > edit info")),

	ASK(FINDING_CL_MAC_FROM_MISMATCH, NO, MAC,
	    N_("Is the address in From the one of the certificate, letter by "
	       "letter?"),
	    N_("The line From in the window in which you write. An alias is "
	       "an address of its own.")),
	ASK(FINDING_CL_MAC_KEY_DENIED, YES, MAC,
	    N_("Did you answer Deny when the Mac asked about the key, or is "
	       "Mail not allowed to use it?"),
	    N_("Keychain Access > My Certificates > the key below your "
	       "certificate > Get Info > Access Control")),
	ASK(FINDING_CL_MAC_KEYCHAIN_LOCKED, YES, MAC,
	    N_("Is the keychain \"login\" locked, or is the certificate in "
	       "another one?"),
	    N_("Keychain Access, the list at the left")),
	ASK(FINDING_CL_MAC_WRONG_PICK, YES, MAC,
	    N_("Are there several certificates for this address?"),
	    N_("Keychain Access > login > My Certificates")),
	ASK(FINDING_CL_MAC_CERT_IN_CERTIFICATES, NO, MAC,
	    N_("Does your certificate stand under My Certificates, with a "
	       "key below it?"),
	    N_("Keychain Access > login > My Certificates: click the small "
	       "triangle")),
	ASK(FINDING_CL_MAC_RESTART, YES, MAC,
	    N_("Was Mail open while you imported, and has it been open since?"),
	    N_("The dot below Mail's symbol in the Dock: it is running")),

	ASK(FINDING_CL_IOS_PROFILE_PENDING, YES, IOS,
	    N_("Is the file only downloaded, and not yet installed?"),
	    N_("Settings > General > VPN & Device Management: it stands "
	       "under Downloaded Profile.")),
	ASK(FINDING_CL_IOS_EXTENSION, NO, IOS,
	    N_("Does the file's name end in .p12 or .pfx?"),
	    N_("Files: hold a finger on the file, then Get Info")),
	ASK(FINDING_CL_IOS_ADVANCED_PER_ACCOUNT, YES, IOS,
	    N_("Are there several mail accounts on the device?"),
	    N_("The line From while you write: tap it.")),
	ASK(FINDING_CL_IOS_REPLY_STATE, YES, IOS,
	    N_("Is it a reply to a mail that was not encrypted?"),
	    N_("The mail that you answer: an encrypted one has a lock beside "
	       "the sender.")),
	ASK(FINDING_CL_IOS_SHARE_SHEET, YES, IOS,
	    N_("Do you send from another app, by its share button?"),
	    N_("The app in which you began the mail")),
	ASK(FINDING_CL_PROFILE_MANAGED, YES, "ios-18",
	    N_("Are the switches for S/MIME grey?"), IOS_ADVANCED_NEW),
	ASK(FINDING_CL_PROFILE_MANAGED, YES, "ios-17",
	    N_("Are the switches for S/MIME grey?"), IOS_ADVANCED_OLD),
	ASK(FINDING_CL_PROFILE_REMOVED, YES, IOS,
	    N_("Was a profile with your old certificate removed or replaced?"),
	    N_("Settings > General > VPN & Device Management: the old "
	       "certificate is not in the list any more.")),
	ASK(FINDING_CL_PROFILE_REMOVED, YES, MAC,
	    N_("Was a profile with your old certificate removed or replaced?"),
	    N_("Keychain Access > login > My Certificates: the old "
	       "certificate is not in the list any more.")),
	ASK(FINDING_CL_ANDROID_NONE, YES, "android",
	    N_("Is it K-9 Mail, Thunderbird for Android, or the Gmail app?"),
	    N_("The name of the app in which you read your mail")),
};

size_t question_count(void)
{
	return ARRAY_LEN(questions);
}

const struct question *question_at(size_t i)
{
	return &questions[i];
}

static bool concerns(const struct question *q, const char *client)
{
	size_t len = client ? strlen(client) : 0;

	if (!client || strcmp(q->clients, "all") == 0)
		return true;
	for (const char *at = q->clients; (at = strstr(at, client)); at += len)
		if ((at == q->clients || at[-1] == ' ') &&
		    (!at[len] || at[len] == ' '))
			return true;
	return false;
}

const struct question *question_of(enum finding_id id, const char *client)
{
	for (size_t i = 0; i < ARRAY_LEN(questions); i++)
		if (questions[i].finding == id &&
		    concerns(&questions[i], client))
			return &questions[i];
	return NULL;
}

void question_judge(const struct replies *replies, const char *client,
		    struct report *report)
{
	for (size_t i = 0; i < ARRAY_LEN(questions); i++) {
		const struct question *q = &questions[i];

		/* Once a finding, however many programs are asked about. */
		if (q != question_of(q->finding, client) ||
		    replies->of[q->finding] != q->bad)
			continue;
		report_add(report, q->finding, NULL,
			   q->bad == REPLY_YES
				   ? _("By your answer, yes, to: %s")
				   : _("By your answer, no, to: %s"),
			   tr(q->text));
	}
}
