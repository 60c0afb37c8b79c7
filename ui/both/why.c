/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a tree of causes has to be told before it is walked. */
#include "ui/both/why.h"

#include <string.h>

#include "base/text.h"
#include "journey/desk/addresses.h"
#include "journey/intake/intake.h"

static bool is_theirs(const struct facts *f, const struct answers *a)
{
	(void)f;
	return answers_is(a, "wants-theirs", "yes");
}

static bool is_mine(const struct facts *f, const struct answers *a)
{
	return !is_theirs(f, a);
}

static bool has_password(const struct facts *f, const struct answers *a)
{
	const char *brought = answers_get(a, "bring");

	(void)f;
	return brought && *brought && answers_is(a, "wants-password", "yes");
}

const struct ask why_asks[WHY_ASKS] = {
	{.name = "to",
	 .kind = ASK_ADDRESSES,
	 .label = N_("You write to"),
	 .help = N_("The mail address of whom you want to encrypt to, exactly "
		    "as you type it in a mail; several separated by blanks."),
	 .arises = is_theirs},
	{.name = "bring",
	 .kind = ASK_BRING,
	 .label = N_("Their certificate"),
	 .help = N_("A file with it, or a mail that they signed. It may stay "
		    "empty where you have none."),
	 .optional = true,
	 .arises = is_theirs},
	{.name = "bring",
	 .kind = ASK_BRING,
	 .label = N_("The file"),
	 .help = N_("The certificate or the .p12 file that it is about. It is "
		    "read and not changed. It may stay empty."),
	 .optional = true,
	 .arises = is_mine},
	{.name = "bundle-password",
	 .kind = ASK_PASSPHRASE,
	 .label = N_("Its password"),
	 .help = N_("Of a .p12 file: it is tried here. Without it, less can be "
		    "seen."),
	 .optional = true,
	 .arises = has_password},
};

void why_wants(const struct tree *tree, struct answers *a)
{
	unsigned needs = walk_needs(tree);

	answers_set(a, "wants-theirs", needs & GIVEN_THEIRS ? "yes" : NULL);
	answers_set(a, "wants-password", needs & GIVEN_PASSWORD ? "yes" : NULL);
}

int why_begin(const struct tree *tree, const struct env *env,
	      const char *identity, const struct answers *a, struct walk *out,
	      struct report *report)
{
	const char *brought = answers_get(a, "bring");
	const char *typed = answers_get(a, "to");
	const struct secret *password = answers_secret(a, "bundle-password");
	struct walk_ask ask = {.env = env, .identity = identity};
	struct strlist to = {0};
	struct buf file = {0};
	int r = -1;

	if (addresses_split(typed ? typed : "", &to, report) < 0)
		goto out;
	ask.to = &to;
	if (brought && *brought) {
		if (intake_read(env, brought, &file, report) < 0)
			goto out;
		ask.file = &file;
		ask.name = strchr(brought, '\n') ? _("the pasted text")
						 : brought;
	}
	ask.password = secret_len(password) ? password : NULL;
	walk_begin(tree, &ask, out);
	r = 0;
out:
	strlist_clear(&to);
	buf_clear(&file);
	return r;
}
