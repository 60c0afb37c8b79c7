/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Step "chain": the way from the certificate up to its root, made whole. */
#include <stdlib.h>

#include "base/text.h"
#include "journey/intake/intake.h"
#include "journey/page/show.h"
#include "journey/steps/step-impl.h"

static bool is_incomplete(const struct facts *f, const struct answers *a)
{
	(void)a;
	return f->leaf && f->chain.end != CHAIN_ROOT;
}

static const struct ask asks[] = {
	{.name = "bring",
	 .kind = ASK_BRING,
	 .label = N_("Missing certificates"),
	 .help = N_("A file with the issuer's certificates (often called chain, "
		    "CA bundle or .p7b), or paste their text here."),
	 .arises = is_incomplete},
};

static enum step_state state(const struct facts *f)
{
	return f->leaf && f->chain.end == CHAIN_ROOT ? STATE_DONE
						     : STATE_READY;
}

static void show_where(const struct cert *last, struct page *out)
{
	for (size_t i = 0; i < last->issuer_urls.n; i++) {
		char *safe = text_safe_str(last->issuer_urls.items[i]);

		page_field(out, _("To be had at"), "%s", safe);
		free(safe);
	}
}

void step_show_root(const struct facts *f, struct page *out)
{
	const struct cert *root = facts_strange_root(f);
	char *title;

	if (root) {
		title = cert_title(root);
		page_add(out, ROLE_WARN,
			 _("The root %s is in no public list, and you have not "
			   "said that you trust it."),
			 title);
		free(title);
	} else if (report_has(&f->check, FINDING_TRUST_IMPORTED_NOT_TRUSTED)) {
		page_add(out, ROLE_DONE, "%s",
			 _("You trust its root here. Each device has to be told "
			   "as well: the step that hands over says how."));
	}
}

static void show(const struct facts *f, const struct answers *a,
		 struct page *out)
{
	(void)a;
	if (!f->leaf)
		return;
	show_chain(&f->chain, f->now, out);
	if (f->chain.end == CHAIN_ROOT) {
		page_add(out, ROLE_HINT, "%s",
			 _("The chain is whole. Whether a device trusts it "
			   "depends on the root: it must be known there."));
		step_show_root(f, out);
		return;
	}
	show_where(f->chain.links[f->chain.n - 1], out);
	page_add(out, ROLE_HINT, "%s",
		 _("Issuers offer their certificates for download. Without "
		   "the missing one, others may see \"not trusted\"."));
}

/* Only what is new and belongs to the chain's pool; the leaf stays. */
static int save(struct task *task, struct desk *desk, struct cert_list *certs)
{
	struct facts *f = &desk->facts;
	struct buf pem = {0};
	struct chain chain;
	int r;

	for (size_t i = 0; i < f->pool.n; i++)
		if (!cert_list_has(certs, f->pool.items[i]))
			cert_list_take(certs, cert_dup(f->pool.items[i]));
	chain_build(f->leaf, certs, &chain);
	for (size_t i = 1; i < chain.n; i++)
		cert_pem(chain.links[i], &pem);
	for (size_t i = 0; i < certs->n; i++)
		if (!chain_has(&chain, certs->items[i]) &&
		    !cert_equal(certs->items[i], f->leaf))
			cert_pem(certs->items[i], &pem);
	r = ws_write(&desk->ws, WS_CHAIN, FSIO_PUBLIC, &pem, &task->report);
	if (r == 0)
		show_chain(&chain, f->now, &task->outcome.page);
	buf_clear(&pem);
	return r;
}

static int run(struct task *task)
{
	const char *brought = answers_get(&task->answers, "bring");
	struct cert_list certs = {0};
	struct buf bytes = {0};
	struct desk desk;
	int r = -1;

	if (desk_open(task, &desk) < 0)
		goto out;
	if (!desk.facts.leaf) {
		step_lacks(task, STEP_CERTIFICATE);
		goto out;
	}
	if (!brought) {
		show_chain(&desk.facts.chain, task->env->now,
			   &task->outcome.page);
		r = 0;
		goto out;
	}
	if (intake_read(task->env, brought, &bytes, &task->report) == 0 &&
	    intake_certs(&bytes, _("what you brought"), &certs,
			 &task->report) == 0)
		r = save(task, &desk, &certs);
out:
	buf_clear(&bytes);
	cert_list_clear(&certs);
	desk_close(&desk);
	return r;
}

const struct step step_chain = {
	.why = N_("Mail programs follow the signatures from your certificate "
		  "up to a root they know. Every step in between must be "
		  "there."),
	.secrecy = N_("The chain is public."),
	.action = N_("Add the missing certificates"),
	.needs = NEEDS(CERTIFICATE),
	.asks = asks,
	.nasks = ARRAY_LEN(asks),
	.state = state,
	.show = show,
	.run = run,
};
