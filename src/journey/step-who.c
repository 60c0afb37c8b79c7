/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Step "who": name and addresses; makes the identity. */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "journey/addresses.h"
#include "journey/conf.h"
#include "journey/show.h"
#include "journey/step-impl.h"
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

static const struct ask asks[] = {
	{.name = "address",
	 .kind = ASK_ADDRESS,
	 .label = N_("Mail address"),
	 .help = N_("Exactly the address you send from. Mail programs compare "
		    "it with the one in the certificate, letter by letter."),
	 .preset = preset_address},
	{.name = "name",
	 .kind = ASK_TEXT,
	 .label = N_("Your name"),
	 .help = N_("As it should stand in the certificate. Many issuers leave "
		    "it out and use only the address. It may be empty."),
	 .optional = true,
	 .preset = preset_name},
	{.name = "aliases",
	 .kind = ASK_ADDRESSES,
	 .label = N_("Other addresses"),
	 .help = N_("Further addresses you send from, separated by blanks. "
		    "Many issuers allow one address only."),
	 .optional = true,
	 .preset = preset_aliases},
};

static enum step_state state(const struct facts *f)
{
	return f->address ? STATE_DONE : STATE_READY;
}

/* What the program makes of the address is shown where it differs. */
static void show(const struct facts *f, const struct answers *a,
		 struct page *out)
{
	const char *typed = answers_get(a, "address");
	struct report ignored = {0};
	char *clean = NULL, *safe;

	(void)f;
	if (!typed || !*typed || address_clean(typed, &clean, &ignored) < 0)
		goto out;
	if (strcmp(clean, typed) != 0) {
		safe = text_safe_str(clean);
		page_field(out, _("Written as"), "%s", safe);
		free(safe);
	}
out:
	free(clean);
	report_clear(&ignored);
}

static void write_conf(const char *address, const char *name,
		       const struct strlist *aliases, struct buf *out)
{
	buf_adds(out, "# smime-setup: one identity; see smime-setup(1)\n");
	conf_put(out, "address", address);
	if (name && *name)
		conf_put(out, "name", name);
	for (size_t i = 0; i < aliases->n; i++)
		if (strcmp(aliases->items[i], address) != 0)
			conf_put(out, "alias", aliases->items[i]);
}

static int save(struct task *task, const char *address, const struct buf *conf)
{
	char *path = ws_identity_path(task->env, address);
	struct workspace ws = {.dirfd = -1, .lockfd = -1};
	int r = ws_open(task->env, path, &ws, &task->report);

	if (r == 0)
		r = ws_write(&ws, WS_CONF, 0, conf, &task->report);
	ws_close(&ws);
	free(path);
	return r;
}

static int run(struct task *task)
{
	const char *typed = answers_get(&task->answers, "address");
	const char *name = answers_get(&task->answers, "name");
	const char *more = answers_get(&task->answers, "aliases");
	struct strlist aliases = {0};
	struct buf conf = {0};
	char *address = NULL;
	int r = -1;

	if (address_clean(typed, &address, &task->report) < 0 ||
	    addresses_split(more ? more : "", &aliases, &task->report) < 0)
		goto out;
	write_conf(address, name, &aliases, &conf);
	if (save(task, address, &conf) < 0)
		goto out;
	task->outcome.identity = address;
	address = NULL;
	r = 0;
out:
	free(address);
	strlist_clear(&aliases);
	buf_clear(&conf);
	return r;
}

const struct step step_who = {
	.name = "who",
	.title = N_("Your details"),
	.why = N_("The certificate ties a key to your mail address. The "
		  "address must be exactly the one you send from."),
	.secrecy = N_("Nothing here is secret."),
	.action = N_("Save your details"),
	.asks = asks,
	.nasks = ARRAY_LEN(asks),
	.state = state,
	.show = show,
	.run = run,
};
