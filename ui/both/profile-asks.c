/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is asked for a configuration profile, for each front end. */
#include "ui/both/profile-asks.h"

#include <stdlib.h>

#include "base/text.h"
#include "journey/identity/workspace.h"
#include "journey/profile/profile.h"

static bool holds_key(const struct facts *f, const struct answers *a)
{
	(void)f;
	return answers_is(a, "with-identity", "yes");
}

static bool has_account(const struct facts *f, const struct answers *a)
{
	return holds_key(f, a) && !answers_is(a, "mail-type", "none");
}

static const struct choice contents[] = {
	{"yes", N_("Your key too"),
	 N_("all in one file, with a password")},
	{"no", N_("Only the issuer's certificates"),
	 N_("no secret in it")},
	{0},
};

static const struct choice accounts[] = {
	{"none", N_("As it is"), N_("the account on the device stays")},
	{"imap", N_("A new one, IMAP"), N_("mail stays on the server")},
	{"pop", N_("A new one, POP"), N_("mail is fetched from the server")},
	{0},
};

static const struct choice uses[] = {
	{"sign", N_("Signed"), N_("every mail you write")},
	{"encrypt", N_("Encrypted"), N_("where the device can")},
	{"both", N_("Both"), N_("signed, and encrypted where it can be")},
	{0},
};

const struct ask profile_asks[PROFILE_ASKS] = {
	{.name = "with-identity",
	 .kind = ASK_CHOICE,
	 .label = N_("It holds"),
	 .help = N_("With your key the device has all it needs to sign and to "
		    "read encrypted mail."),
	 .settled = true,
	 .choices = contents},
	{.name = "mail-type",
	 .kind = ASK_CHOICE,
	 .label = N_("Mail account"),
	 .help = N_("A profile can make a new account that signs and encrypts. "
		    "It cannot change one that is on the device."),
	 .settled = true,
	 .choices = accounts,
	 .arises = holds_key},
	{.name = "mail-in",
	 .kind = ASK_TEXT,
	 .label = N_("Server for receiving"),
	 .help = N_("Its name, for example imap.example.org, or with a port "
		    "as in imap.example.org:993."),
	 .arises = has_account},
	{.name = "mail-out",
	 .kind = ASK_TEXT,
	 .label = N_("Server for sending"),
	 .help = N_("Its name, for example smtp.example.org, or with a port "
		    "as in smtp.example.org:587."),
	 .arises = has_account},
	{.name = "mail-user",
	 .kind = ASK_TEXT,
	 .label = N_("User name there"),
	 .help = N_("Often the mail address itself. The mail password is not "
		    "asked here: the device asks for it."),
	 .arises = has_account},
	{.name = "mail-smime",
	 .kind = ASK_CHOICE,
	 .label = N_("New mail is"),
	 .help = N_("What the new account does by itself."),
	 .choices = uses,
	 .arises = has_account},
	{.name = "out",
	 .kind = ASK_TEXT,
	 .is_file = true,
	 .label = N_("Save it as"),
	 .help = N_("A name that ends in .mobileconfig: by that the device "
		    "knows what it is.")},
	{.name = "passphrase",
	 .kind = ASK_PASSPHRASE,
	 .label = N_("Passphrase"),
	 .help = N_("Of your key on this computer. The bundle in the profile "
		    "gets a password of its own, which is shown once."),
	 .arises = holds_key},
};

void profile_preset(const char *address, struct answers *out)
{
	char *name = ws_escape(address);
	char *path = xasprintf("~/%s.mobileconfig", name);

	answers_set(out, "out", path);
	answers_set(out, "mail-user", address);
	for (size_t i = 0; i < ARRAY_LEN(profile_asks); i++)
		if (profile_asks[i].kind == ASK_CHOICE)
			answers_set(out, profile_asks[i].name,
				    profile_asks[i].choices[0].value);
	free(name);
	free(path);
}

/* What was asked only for an account counts for one alone. */
static void drop_account(struct answers *a)
{
	static const char *const names[] = {"mail-type", "mail-in", "mail-out",
					    "mail-user", "mail-smime"};

	for (size_t i = 0; i < ARRAY_LEN(names); i++)
		answers_set(a, names[i], NULL);
}

int profile_make(struct task *task)
{
	if (!has_account(NULL, &task->answers))
		drop_account(&task->answers);
	return profile_save(task);
}
