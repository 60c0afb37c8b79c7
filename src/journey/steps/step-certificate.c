/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Step "certificate": bring the issuer's answer, or issue it yourself. */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "journey/desk/issuer.h"
#include "journey/intake/intake.h"
#include "journey/page/show.h"
#include "journey/steps/step-impl.h"

static bool is_brought(const struct facts *f, const struct answers *a)
{
	(void)f;
	return !answers_is(a, "source", "authority");
}

static bool is_issued_here(const struct facts *f, const struct answers *a)
{
	return f->has_authority && answers_is(a, "source", "authority");
}

static bool makes_authority(const struct facts *f, const struct answers *a)
{
	return !f->has_authority && answers_is(a, "source", "authority");
}

static const struct choice sources[] = {
	{"file", N_("The issuer sent it"), N_("choose the file or paste it")},
	{"authority", N_("Issue it here"),
	 N_("by an authority of your own, for a few people")},
	{0},
};

static const struct ask asks[] = {
	{.name = "source",
	 .kind = ASK_CHOICE,
	 .label = N_("Where from"),
	 .help = N_("Both ways lead to the same place. A certificate you "
		    "issue yourself is trusted only where you install your "
		    "authority's root."),
	 .choices = sources},
	{.name = "bring",
	 .kind = ASK_BRING,
	 .label = N_("File or text"),
	 .help = N_("The name of the file you received, or paste its text "
		    "here. Chain files may come with it."),
	 .arises = is_brought},
	{.name = "authority-passphrase",
	 .kind = ASK_PASSPHRASE,
	 .label = N_("Authority's passphrase"),
	 .help = N_("Of your own authority, not of your key."),
	 .arises = is_issued_here},
	{.name = "authority-passphrase",
	 .kind = ASK_NEW_PASSPHRASE,
	 .label = N_("New passphrase for the authority"),
	 .help = N_("Your authority is made now. Whoever has its key and this "
		    "passphrase can issue certificates you trust."),
	 .arises = makes_authority},
};

static enum step_state state(const struct facts *f)
{
	if (f->leaf)
		return report_has(&f->check, FINDING_CERT_EXPIRED) ||
				       report_has(&f->check,
						  FINDING_KEY_NOT_MATCHING)
			       ? STATE_TROUBLE
			       : STATE_DONE;
	return f->request ? STATE_WAITING : STATE_READY;
}

static char *line(const struct facts *f)
{
	char *date, *text;

	if (!f->leaf || !report_has(&f->check, FINDING_CERT_EXPIRED))
		return NULL;
	date = text_date(f->leaf->not_after);
	text = xasprintf(_("ended on %s"), date);
	free(date);
	return text;
}

static void show(const struct facts *f, const struct answers *a,
		 struct page *out)
{
	const struct csr *request = f->renewing ? f->renew_request
						: f->request;

	if (answers_is(a, "source", "authority") && request) {
		issuer_show(request, AUTHORITY_DAYS_DEFAULT, out);
		return;
	}
	if (f->renewing)
		page_add(out, ROLE_TODO, "%s",
			 _("A renewal has been asked for: bring its answer "
			   "here."));
	if (!f->leaf)
		return;
	page_add(out, ROLE_TITLE, "%s", _("The certificate that is here"));
	show_certificate(f->leaf, f->now, out);
	page_field(out, _("File"), "%s/%s", f->path, WS_CERT);
}

static int run_brought(struct task *task)
{
	const char *brought = answers_get(&task->answers, "bring");
	const char *label = strchr(brought, '\n') ? _("the pasted text")
						  : brought;
	struct cert_list certs = {0};
	struct buf bytes = {0};
	int r = -1;

	if (intake_read(task->env, brought, &bytes, &task->report) == 0 &&
	    intake_certs(&bytes, label, &certs, &task->report) == 0)
		r = intake_store(task, &certs, label);
	buf_clear(&bytes);
	cert_list_clear(&certs);
	return r;
}

/* The request of the task's identity, under no lock: intake takes it. */
static int own_request(struct task *task, struct csr **out)
{
	struct facts f = {0};
	int r;

	ws_scan(task->env, task->address, &f);
	*out = facts_take_request(&f);
	r = *out ? 0 : step_lacks(task, STEP_REQUEST);
	facts_clear(&f);
	return r;
}

static int run_issued(struct task *task)
{
	struct cert_list certs = {0};
	struct csr *request = NULL;
	struct cert *made = NULL, *root = NULL;
	int r = -1;

	if (own_request(task, &request) < 0)
		goto out;
	if (!issuer_exists(task->env) &&
	    issuer_create(task, issuer_default_name(), KEY_RSA_3072) < 0)
		goto out;
	if (issuer_issue(task, request, AUTHORITY_DAYS_DEFAULT, &made) < 0 ||
	    issuer_root(task->env, &root, &task->report) < 0)
		goto out;
	cert_list_take(&certs, made);
	cert_list_take(&certs, root);
	made = root = NULL;
	r = intake_store(task, &certs, _("your own authority"));
out:
	csr_free(request);
	cert_free(made);
	cert_free(root);
	cert_list_clear(&certs);
	return r;
}

static int run(struct task *task)
{
	if (answers_is(&task->answers, "source", "authority"))
		return run_issued(task);
	return run_brought(task);
}

const struct step step_certificate = {
	.why = N_("The issuer's answer: a signed statement that your public "
		  "key and your address belong together."),
	.secrecy = N_("A certificate is public. Everybody you write to gets "
		      "it."),
	.action = N_("Take in the certificate"),
	.busy = N_("Working on the certificate"),
	.usual = N_("usually under a second"),
	.needs = NEEDS(WHO) | NEEDS(KEY) | NEEDS(REQUEST),
	.asks = asks,
	.nasks = ARRAY_LEN(asks),
	.state = state,
	.line = line,
	.show = show,
	.run = run,
};
