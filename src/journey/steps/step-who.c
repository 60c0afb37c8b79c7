/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Step "who": name and addresses; makes the identity. */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "journey/desk/addresses.h"
#include "journey/intake/bundle-intake.h"
#include "journey/intake/intake.h"
#include "journey/page/show.h"
#include "journey/steps/step-impl.h"
#include "x509/address.h"

static char *preset_address(const struct facts *f)
{
	return xstrdup(f->address);
}

static char *preset_name(const struct facts *f)
{
	return xstrdup(f->name);
}

static char *preset_aliases(const struct facts *f)
{
	struct buf b = {0};

	if (!f->aliases.n)
		return NULL;
	for (size_t i = 0; i < f->aliases.n; i++)
		buf_addf(&b, "%s%s", i ? " " : "", f->aliases.items[i]);
	return buf_take(&b);
}

static bool is_first(const struct facts *f, const struct answers *a)
{
	(void)a;
	return !f->address;
}

static bool from_bundle(const struct facts *f, const struct answers *a)
{
	return is_first(f, a) && answers_is(a, "start", "p12");
}

static bool from_nothing(const struct facts *f, const struct answers *a)
{
	return !from_bundle(f, a);
}

/* Whose the bundle is, is known once it was opened. */
static bool may_replace(const struct facts *f, const struct answers *a)
{
	return from_bundle(f, a) && f->has_identities;
}

static const struct choice replaces[] = {
	{"no", N_("Keep using mine"), N_("the key in the file is kept beside it")},
	{"yes", N_("Use the one in the file"), N_("mine is kept for old mail")},
	{0},
};

static const struct choice starts[] = {
	{"new", N_("From nothing"), N_("the key is made here, on this computer")},
	{"p12", N_("From a .p12"), N_("an issuer or a colleague gave you one")},
	{0},
};

static const struct ask asks[] = {
	{.name = "start",
	 .kind = ASK_CHOICE,
	 .label = N_("Begin"),
	 .help = N_("Most people begin from nothing. Who has a .p12 already "
		    "has key and certificate in it."),
	 .settled = true,
	 .choices = starts,
	 .arises = is_first},
	{.name = "address",
	 .kind = ASK_ADDRESS,
	 .label = N_("Mail address"),
	 .help = N_("Exactly the address you send from. Mail programs compare "
		    "it with the one in the certificate, letter by letter."),
	 .arises = from_nothing,
	 .preset = preset_address},
	{.name = "name",
	 .kind = ASK_TEXT,
	 .label = N_("Your name"),
	 .help = N_("As it should stand in the certificate. Many issuers leave "
		    "it out and use only the address. It may be empty."),
	 .optional = true,
	 .arises = from_nothing,
	 .preset = preset_name},
	{.name = "aliases",
	 .kind = ASK_ADDRESSES,
	 .label = N_("Other addresses"),
	 .help = N_("Further addresses you send from, separated by blanks. "
		    "Many issuers allow one address only."),
	 .optional = true,
	 .arises = from_nothing,
	 .preset = preset_aliases},
	{.name = "bring",
	 .kind = ASK_BRING,
	 .label = N_("The .p12 file"),
	 .help = N_("The name of the file (.p12 or .pfx) that holds your key "
		    "and certificate. It is read and not changed."),
	 .arises = from_bundle},
	{.name = "bundle-password",
	 .kind = ASK_PASSPHRASE,
	 .label = N_("Its password"),
	 .help = N_("Whoever made the file told you. Some files have none: "
		    "then it stays empty."),
	 .optional = true,
	 .arises = from_bundle},
	{.name = "passphrase",
	 .kind = ASK_NEW_PASSPHRASE,
	 .label = N_("New passphrase"),
	 .help = N_("It protects the key on this computer from now on. Nobody "
		    "can recover it for you."),
	 .arises = from_bundle},
	{.name = "replace",
	 .kind = ASK_CHOICE,
	 .label = N_("If you have a key"),
	 .help = N_("Where its address has a key here already, and the "
		    "certificate in the file is valid longer: which of the two "
		    "do you want to use from now on?"),
	 .choices = replaces,
	 .arises = may_replace},
};

static enum step_state state(const struct facts *f)
{
	return f->address ? STATE_DONE : STATE_READY;
}

/* As the program would write it; as typed where it cannot. */
static void add_clean(const char *typed, struct strlist *out)
{
	struct report ignored = {0};
	char *clean = NULL;

	if (address_clean(typed, &clean, &ignored) < 0)
		clean = xstrdup(typed);
	report_clear(&ignored);
	if (strlist_has(out, clean))
		free(clean);
	else
		strlist_take(out, clean);
}

/* What the request will hold, while it is typed. */
static void show(const struct facts *f, const struct answers *a,
		 struct page *out)
{
	static const char between[] = " \t,;\n";
	const char *typed = answers_get(a, "address");
	const char *more = answers_get(a, "aliases");
	struct strlist wanted = {0};
	struct csr_wish wish = {.name = answers_get(a, "name"),
				.addresses = &wanted};

	if (!typed || !*typed || !from_nothing(f, a))
		return;
	add_clean(typed, &wanted);
	while (more && *(more += strspn(more, between))) {
		char *one = xstrndup(more, strcspn(more, between));

		add_clean(one, &wanted);
		free(one);
		more += strcspn(more, between);
	}
	show_wish(&wish, f->key_known ? &f->key : NULL, out);
	strlist_clear(&wanted);
}

static int save(struct task *task, const struct details *details)
{
	char *path = ws_identity_path(task->env, details->address);
	struct workspace ws = {.dirfd = -1, .lockfd = -1};
	int r = ws_open(task->env, path, &ws, &task->report);

	if (r == 0)
		r = desk_write_details(task, &ws, details);
	ws_close(&ws);
	free(path);
	return r;
}

static int run_details(struct task *task)
{
	const char *typed = answers_get(&task->answers, "address");
	const char *name = answers_get(&task->answers, "name");
	const char *more = answers_get(&task->answers, "aliases");
	struct strlist aliases = {0};
	struct details details = {.name = name, .aliases = &aliases};
	char *address = NULL;
	int r = -1;

	if (address_clean(typed, &address, &task->report) < 0 ||
	    addresses_split(more ? more : "", &aliases, &task->report) < 0)
		goto out;
	details.address = address;
	if (save(task, &details) < 0)
		goto out;
	task->outcome.identity = address;
	address = NULL;
	r = 0;
out:
	free(address);
	strlist_clear(&aliases);
	return r;
}

static int run_bundle(struct task *task)
{
	const char *brought = answers_get(&task->answers, "bring");
	struct buf file = {0};
	int r = intake_read(task->env, brought, &file, &task->report);

	if (r == 0)
		r = bundle_intake(task, &file, brought);
	buf_clear(&file);
	return r;
}

static int run(struct task *task)
{
	if (answers_is(&task->answers, "start", "p12") && !task->address)
		return run_bundle(task);
	return run_details(task);
}

const struct step step_who = {
	.why = N_("The certificate ties a key to your mail address. The "
		  "address must be exactly the one you send from."),
	.secrecy = N_("Name and addresses are no secret. A .p12 and its "
		      "password are."),
	.action = N_("Save and go on"),
	.asks = asks,
	.nasks = ARRAY_LEN(asks),
	.state = state,
	.show = show,
	.run = run,
};
