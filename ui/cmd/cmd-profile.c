/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The command "profile": the .mobileconfig for Apple devices. */
#include <stdlib.h>

#include "base/text.h"
#include "journey/identity/workspace.h"
#include "journey/profile/profile.h"
#include "ui/cmd/command.h"
#include "ui/line/out.h"

static const struct {
	enum option_id option;
	const char *answer;
} mail_answers[] = {
	{OPT_MAIL_TYPE, "mail-type"},   {OPT_MAIL_IN, "mail-in"},
	{OPT_MAIL_OUT, "mail-out"},     {OPT_MAIL_USER, "mail-user"},
	{OPT_MAIL_SMIME, "mail-smime"},
};

/* Where nobody has an identity yet, the authority's root is all there is. */
static bool is_for_nobody(struct cli *cli)
{
	struct strlist all = {0};
	bool none;

	ws_identities(&cli->env, &all);
	none = !all.n && !cli->options->value[OPT_IDENTITY] &&
	       !(cli->options->given & OPT(WITH_IDENTITY));
	strlist_clear(&all);
	return none;
}

static void set_answers(struct task *task, const struct options *o)
{
	char *name = ws_escape(task->address ? task->address : "authority");
	char *out = xasprintf("%s.mobileconfig", name);

	answers_set(&task->answers, "out",
		    o->value[OPT_OUT] ? o->value[OPT_OUT] : out);
	answers_set(&task->answers, "with-identity",
		    o->given & OPT(WITH_IDENTITY) ? "yes" : "no");
	for (size_t i = 0; i < ARRAY_LEN(mail_answers); i++)
		answers_set(&task->answers, mail_answers[i].answer,
			    o->value[mail_answers[i].option]);
	free(name);
	free(out);
}

static int get_secret(struct cli *cli, struct task *task,
		      const struct secret_ask *ask, const char *answer)
{
	struct secret *s = NULL;

	if (cli_secret(cli, ask, &s, &task->report) < 0)
		return -1;
	answers_take_secret(&task->answers, answer, s);
	return 0;
}

/* The bundle's password is made, unless an option brings one. */
static int get_secrets(struct cli *cli, struct task *task)
{
	const struct secret_ask phrase = {
		OPT_PASSPHRASE_FILE, OPT_PASSPHRASE_FD, _("Passphrase"), false};
	const struct secret_ask word = {OPT_PASSWORD_FILE, OPT_PASSWORD_FD,
					_("Password of the bundle"), false};

	if (!(cli->options->given & OPT(WITH_IDENTITY)))
		return 0;
	if (get_secret(cli, task, &phrase, "passphrase") < 0)
		return -1;
	if (!(cli->options->given & (OPT(PASSWORD_FILE) | OPT(PASSWORD_FD))))
		return 0;
	return get_secret(cli, task, &word, "password");
}

/* All that can be wrong is said before anybody types a passphrase. */
int cmd_profile(struct cli *cli)
{
	struct task task = {.env = &cli->env};
	char *address = NULL;
	int r = EXIT_FINE;

	if (!is_for_nobody(cli) && cli_identity(cli, &address) < 0)
		return EXIT_USAGE;
	task.address = address;
	set_answers(&task, cli->options);
	if (profile_check(&task) < 0 || get_secrets(cli, &task) < 0 ||
	    profile_save(&task) < 0) {
		out_failure(&task.report);
		r = cli_status(&task.report);
	} else {
		out_page(stdout, &task.outcome.page);
		if (task.outcome.reveal)
			out_secret(task.outcome.reveal_label,
				   task.outcome.reveal);
		out_remarks(&task.report);
	}
	task_clear(&task);
	free(address);
	return r;
}
