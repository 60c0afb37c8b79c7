/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The command "authority": create, issue, show. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "journey/desk/issuer.h"
#include "journey/identity/workspace.h"
#include "journey/intake/intake.h"
#include "journey/page/show.h"
#include "ui/cmd/command.h"
#include "ui/line/out.h"

static int get_passphrase(struct cli *cli, struct task *task, bool fresh)
{
	struct secret_ask ask = {
		.file = OPT_PASSPHRASE_FILE,
		.fd = OPT_PASSPHRASE_FD,
		.label = fresh ? _("New passphrase for the authority")
			       : _("Authority's passphrase"),
		.fresh = fresh,
	};
	struct secret *s = NULL;

	if (cli_secret(cli, &ask, &s, &task->report) < 0)
		return -1;
	answers_take_secret(&task->answers, "authority-passphrase", s);
	if (secret_len(s))
		return 0;
	return report_fail(&task->report, FINDING_PASS_EMPTY, NULL, "");
}

static int print_root(const struct env *env, struct report *report)
{
	struct cert *root = NULL;
	struct page page = {0};
	struct buf pem = {0};
	char *path;

	if (issuer_root(env, &root, report) < 0)
		return -1;
	path = ws_authority_path(env);
	show_certificate(root, env->now, &page);
	page_field(&page, _("File"), "%s/%s", path, WS_CERT);
	page_add(&page, ROLE_HINT, "%s",
		 _("This root is public. Install it on each device that shall "
		   "trust what the authority issues; compare the fingerprint "
		   "there."));
	out_page(stderr, &page);
	cert_pem(root, &pem);
	if (out_bytes(pem.data, pem.len) < 0)
		report_add(report, FINDING_FILE_UNWRITABLE,
			   _("standard output"), "%s", strerror(errno));
	page_clear(&page);
	buf_clear(&pem);
	free(path);
	cert_free(root);
	return report_count(report, SEVERITY_BLOCKER) ? -1 : 0;
}

static int create(struct cli *cli, struct task *task)
{
	const char *name = cli->options->value[OPT_NAME];
	const char *type = cli->options->value[OPT_TYPE];
	int t = type ? key_type_by_name(type) : KEY_RSA_3072;

	if (t != KEY_RSA_3072 && t != KEY_RSA_4096 && t != KEY_P256)
		return report_fail(&task->report, FINDING_ANSWER_UNKNOWN,
				   "--type",
				   _("An authority takes rsa-3072, rsa-4096 or "
				     "p-256."));
	if (issuer_exists(&cli->env))
		return report_fail(&task->report, FINDING_AUTH_EXISTS, NULL,
				   "");
	if (get_passphrase(cli, task, true) < 0 ||
	    issuer_create(task, name ? name : issuer_default_name(),
			  (enum key_type)t) < 0)
		return -1;
	return print_root(&cli->env, &task->report);
}

static int request_of_file(const char *name, struct csr **out,
			   struct report *report)
{
	struct buf bytes = {0};
	int r = strcmp(name, "-") == 0
			? fsio_read_fd(0, _("standard input"), INTAKE_FILE_MAX,
				       &bytes, report)
			: fsio_read(place_of(name), INTAKE_FILE_MAX, &bytes,
				    report);

	if (r == 0)
		r = intake_request(&bytes, name, out, report);
	buf_clear(&bytes);
	return r;
}

static int request_of_identity(struct cli *cli, struct csr **out,
			       struct report *report)
{
	struct facts facts = {0};
	char *address = NULL;
	int r = -1;

	if (ws_choose(&cli->env, cli->options->value[OPT_IDENTITY], &address,
		      report) < 0)
		return -1;
	ws_scan(&cli->env, address, &facts);
	*out = facts_take_request(&facts);
	if (*out) {
		r = 0;
	} else {
		report_add(report, FINDING_STEP_NEEDS, address,
			   _("Missing: %s."), step_title(STEP_REQUEST));
	}
	facts_clear(&facts);
	free(address);
	return r;
}

static int days_of(const char *text, struct report *report)
{
	char *end;
	long n;

	if (!text)
		return AUTHORITY_DAYS_DEFAULT;
	errno = 0;
	n = strtol(text, &end, 10);
	if (errno || *end || n < 1 || n > AUTHORITY_DAYS_MAX)
		return report_fail(report, FINDING_AUTH_DAYS, text, "");
	return (int)n;
}

/* Certificate and root, so that what is taken in is whole. */
static int hand_out(struct cli *cli, const struct cert *c,
		    struct report *report)
{
	const char *out = cli->options->value[OPT_OUT];
	struct write_job job = {.flags = FSIO_NEW | FSIO_PUBLIC};
	struct cert *root = NULL;
	struct buf pem = {0};
	int r = -1;

	if (issuer_root(&cli->env, &root, report) < 0)
		goto out;
	cert_pem(c, &pem);
	cert_pem(root, &pem);
	if (out) {
		job.at = place_of(out);
		r = fsio_write(&job, &pem, report);
	} else {
		r = out_bytes(pem.data, pem.len);
		if (r < 0)
			report_add(report, FINDING_FILE_UNWRITABLE,
				   _("standard output"), "%s",
				   strerror(errno));
	}
out:
	cert_free(root);
	buf_clear(&pem);
	return r;
}

/* One's own is not taken in by being issued. */
static void tell_next(const struct cli *cli)
{
	const char *out = cli->options->value[OPT_OUT];
	struct page page = {0};
	char *safe;

	if (!out || cli->nargs > 1)
		return;
	safe = text_safe_full(out, strlen(out));
	page_add(&page, ROLE_TODO, _("Next: smime-setup import %s"), safe);
	out_page(stderr, &page);
	page_clear(&page);
	free(safe);
}

/* What will be signed is shown before the passphrase is asked for. */
static int issue(struct cli *cli, struct task *task)
{
	int days = days_of(cli->options->value[OPT_DAYS], &task->report);
	struct csr *request = NULL;
	struct cert *c = NULL;
	struct page page = {0};
	int r = -1;

	if (days < 0)
		return -1;
	if (!issuer_exists(&cli->env))
		return report_fail(&task->report, FINDING_AUTH_NONE, NULL, "");
	r = cli->nargs > 1
		    ? request_of_file(cli->args[1], &request, &task->report)
		    : request_of_identity(cli, &request, &task->report);
	if (r < 0)
		goto out;
	issuer_show(request, days, &page);
	out_page(stderr, &page);
	r = -1;
	if (get_passphrase(cli, task, false) < 0 ||
	    issuer_issue(task, request, days, &c) < 0 ||
	    hand_out(cli, c, &task->report) < 0)
		goto out;
	tell_next(cli);
	r = 0;
out:
	page_clear(&page);
	csr_free(request);
	cert_free(c);
	return r;
}

static int show(struct cli *cli, struct task *task)
{
	return print_root(&cli->env, &task->report);
}

static const struct act {
	const char *name;
	int (*run)(struct cli *cli, struct task *task);
	int max;
	unsigned long options;
} acts[] = {
	{"create", create, 1, OPT(NAME) | OPT(TYPE)},
	{"issue", issue, 2, OPT(OUT) | OPT(DAYS)},
	{"show", show, 1, 0},
};

static const struct act *find(const char *name)
{
	for (size_t i = 0; i < ARRAY_LEN(acts); i++)
		if (strcmp(acts[i].name, name) == 0)
			return &acts[i];
	return NULL;
}

int cmd_authority(struct cli *cli)
{
	const struct act *act = find(cli->args[0]);
	const unsigned long own = OPT(NAME) | OPT(TYPE) | OPT(OUT) | OPT(DAYS);
	struct task task = {.env = &cli->env};
	int r;

	if (!act)
		return usage_error(_("authority knows create, issue and show, "
				     "not: %s"),
				   cli->args[0]);
	if (cli->nargs > act->max)
		return usage_error(_("too many operands: %s"),
				   cli->args[act->max]);
	for (int i = 0; i < OPT_COUNT; i++)
		if (cli->options->given & own & ~act->options & 1ul << i)
			return usage_error(_("--%s is not for authority %s"),
					   option_row((enum option_id)i)->name,
					   act->name);
	r = act->run(cli, &task);
	if (r < 0) {
		out_failure(&task.report);
		r = cli_status(&task.report);
	}
	task_clear(&task);
	return r;
}
