/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The command "roots": whom the person chose to trust, after comparing. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/text.h"
#include "journey/identity/roots.h"
#include "journey/intake/intake.h"
#include "ui/cmd/command.h"
#include "ui/cmd/judge.h"
#include "ui/line/json.h"
#include "ui/line/out.h"
#include "ui/plain/plain-line.h"

struct call {
	struct cli *cli;
	const char *arg;	/* a file, or digits */
	struct report report;
	struct root_list about;	/* what was listed, added or removed */
};

/* Findings about what was brought, not about bringing it. */
static const enum finding_id found[] = {
	FINDING_ROOT_PERSONAL,	   FINDING_ROOT_INTERMEDIATE,
	FINDING_ROOT_NOT_CA,	   FINDING_ROOT_OUT_OF_DATE,
	FINDING_ROOT_SEVERAL,	   FINDING_ROOT_DIGITS_WRONG,
	FINDING_ROOT_NONE,	   FINDING_ROOT_FILE_SHARED,
	FINDING_TRUST_CA_WEAK_KEY, FINDING_KEY_WEAK_KNOWN,
};

static int status_of(const struct report *report)
{
	for (size_t i = 0; i < ARRAY_LEN(found); i++)
		if (report_has(report, found[i]))
			return EXIT_FOUND;
	return cli_status(report);
}

static bool wants_json(const struct call *c)
{
	return (c->cli->options->given & OPT(JSON)) != 0;
}

/* --- add --- */

static int read_certs(struct call *c, struct cert_list *out)
{
	struct buf bytes = {0};
	int r = judge_read(c->arg, &bytes, &c->report);

	if (r == 0)
		r = intake_certs(&bytes, c->arg, out, &c->report);
	report_remove(&c->report, FINDING_CERT_IS_PKCS7);
	buf_clear(&bytes);
	return r;
}

/* Enter alone is no answer. The caller frees *out. */
static int ask(struct call *c, const struct cert *root, char **out)
{
	struct page page = {0};
	char *question = xasprintf(
		trn("The first %d digit or more, as the issuer says it: ",
		    "The first %d digits or more, as the issuer says them: ",
		    ROOT_DIGITS_TYPED),
		ROOT_DIGITS_TYPED);

	root_page(root, c->cli->env.now, &page);
	out_page(stderr, &page);
	*out = plain_line(question);
	page_clear(&page);
	free(question);
	if (*out && **out)
		return 0;
	return report_fail(&c->report, FINDING_CANCELLED, NULL, "");
}

static int trust(struct call *c, const struct cert *root)
{
	const struct env *env = &c->cli->env;
	const char *given = c->cli->options->value[OPT_FINGERPRINT];
	char *typed = NULL;
	int r;

	/* Digits that are not its own were meant for another one. */
	if (given &&
	    root_compare(root, given, ROOT_DIGITS_GIVEN, &c->report) < 0)
		return -1;
	if (roots_know(env, root, &c->report))
		return 0;
	if (given)
		return roots_trust(env, root, given, ROOT_DIGITS_GIVEN,
				   &c->report);
	r = ask(c, root, &typed);
	if (r == 0)
		r = roots_trust(env, root, typed, ROOT_DIGITS_TYPED,
				&c->report);
	free(typed);
	return r;
}

static void tell_trusted(const struct cert *root)
{
	struct page page = {0};
	char *title = cert_title(root);

	page_add(&page, ROLE_DONE, _("The root %s is trusted here."), title);
	page_add(&page, ROLE_TODO, "%s",
		 _("Each device has to be told as well: smime-setup guide "
		   "says how, smime-setup profile makes a file for Apple "
		   "devices."));
	out_page(stdout, &page);
	page_clear(&page);
	free(title);
}

static int do_add(struct call *c)
{
	struct cert_list certs = {0};
	const struct cert *root = NULL;
	int r = read_certs(c, &certs);

	if (r == 0)
		r = roots_pick(&certs, c->cli->options->value[OPT_FINGERPRINT],
			       c->arg, &root, &c->report);
	if (r == 0)
		r = root_judge(root, c->cli->env.now, c->arg, &c->report);
	if (r == 0)
		r = trust(c, root);
	if (r == 0)
		root_list_take(&c->about, cert_dup(root), NULL, false);
	if (r == 0 && !wants_json(c))
		tell_trusted(root);
	cert_list_clear(&certs);
	return r;
}

/* --- list, remove --- */

static int do_list(struct call *c)
{
	struct page page = {0};

	roots_read(&c->cli->env, &c->about, &c->report);
	if (wants_json(c))
		return 0;
	roots_list_page(&c->about, c->cli->env.now, &page);
	for (size_t i = 0; i < c->report.n; i++) {
		page_gap(&page);
		page_finding(&page, &c->report.items[i]);
	}
	report_clear(&c->report);
	out_page(stdout, &page);
	page_clear(&page);
	return 0;
}

static int do_remove(struct call *c)
{
	struct page page = {0};
	struct cert *root = NULL;
	char *title;

	if (roots_remove(&c->cli->env, c->arg, &root, &c->report) < 0)
		return -1;
	root_list_take(&c->about, root, NULL, false);
	title = cert_title(root);
	page_add(&page, ROLE_DONE, _("The root %s is not trusted here any "
				     "more."), title);
	if (!wants_json(c))
		out_page(stdout, &page);
	page_clear(&page);
	free(title);
	return 0;
}

/* --- which --- */

static const struct deed {
	const char *name;
	int (*run)(struct call *c);
	int operands;
	unsigned long options;
} deeds[] = {
	{"add", do_add, 1, OPT(FINGERPRINT)},
	{"list", do_list, 0, 0},
	{"remove", do_remove, 1, 0},
};

static const struct deed *deed_of(const char *name)
{
	for (size_t i = 0; i < ARRAY_LEN(deeds); i++)
		if (strcmp(deeds[i].name, name) == 0)
			return &deeds[i];
	return NULL;
}

/* 0, or the exit status of a call that was made wrongly. */
static int check(const struct deed *deed, const struct cli *cli)
{
	const bool has_print = cli->options->given & OPT(FINGERPRINT);

	if (has_print && !(deed->options & OPT(FINGERPRINT)))
		return usage_error(_("--%s is not for roots %s"),
				   option_row(OPT_FINGERPRINT)->name,
				   deed->name);
	if (cli->nargs - 1 < deed->operands)
		return usage_error(_("roots %s needs more words"), deed->name);
	if (cli->nargs - 1 > deed->operands)
		return usage_error(_("too many operands: %s"),
				   cli->args[deed->operands + 1]);
	if (deed->run == do_add && !has_print &&
	    (!isatty(STDIN_FILENO) || !isatty(STDERR_FILENO)))
		return usage_error(
			_("without a terminal to ask on, roots add needs "
			  "--fingerprint with at least %d digits"),
			ROOT_DIGITS_GIVEN);
	return 0;
}

int cmd_roots(struct cli *cli)
{
	struct call c = {.cli = cli};
	const struct deed *deed = deed_of(cli->args[0]);
	int status = EXIT_FINE, r;

	if (!deed)
		return usage_error(_("roots knows add, list and remove, not: "
				     "%s"),
				   cli->args[0]);
	r = check(deed, cli);
	if (r)
		return r;
	c.arg = cli->nargs > 1 ? cli->args[1] : NULL;
	if (deed->run(&c) < 0)
		status = status_of(&c.report);
	out_failure(&c.report);
	if (wants_json(&c) && json_print(json_roots(&c.about, &c.report)) < 0)
		status = EXIT_FAILED;
	else if (!wants_json(&c))
		out_remarks(&c.report);
	root_list_clear(&c.about);
	report_clear(&c.report);
	return status;
}
