/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one door for files: what somebody brought, and which step takes it. */
#include "journey/steps/bring-impl.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "journey/diagnose/diagnose.h"
#include "journey/identity/roots.h"
#include "journey/identity/workspace.h"
#include "journey/intake/intake.h"

void bringing_clear(struct bringing *b)
{
	free(b->identity);
	cert_free(b->root);
	page_clear(&b->page);
	bring_list_clear(b);
	*b = (struct bringing){0};
}

static bool are_authorities(const struct cert_list *certs)
{
	for (size_t i = 0; i < certs->n; i++)
		if (!certs->items[i]->is_ca)
			return false;
	return certs->n > 0;
}

static bool lacks_issuers(const struct env *env, const char *address)
{
	struct facts f = {0};
	bool lacks;

	ws_scan(env, address, &f);
	lacks = f.leaf && f.chain.end != CHAIN_ROOT;
	facts_clear(&f);
	return lacks;
}

/* Where it is all about one root: trusted here already, or that may be. */
static void take_root(const struct env *env, const struct cert_list *certs,
		      struct bringing *out)
{
	struct report ignored = {0}, refused = {0};
	const struct cert *root = NULL;

	if (roots_pick(certs, NULL, "", &root, &refused) == 0) {
		out->has_trusted = roots_know(env, root, &ignored);
		if (!out->has_trusted &&
		    root_judge(root, env->now, "", &refused) == 0)
			out->root = cert_dup(root);
	}
	if (refused.n && are_authorities(certs))
		out->refused = (int)refused.items[0].id;
	report_clear(&refused);
	report_clear(&ignored);
}

static void place_certs(const struct env *env, const char *address,
			const struct parts *parts, struct bringing *out)
{
	struct report ignored = {0};
	struct cert_list certs = {0};

	if (intake_parts(parts, "", &certs, &ignored) == 0) {
		out->identity = intake_owner(env, address, &certs);
		if (out->identity) {
			out->step = STEP_CERTIFICATE;
		} else if (address && are_authorities(&certs) &&
			   lacks_issuers(env, address)) {
			out->identity = xstrdup(address);
			out->step = STEP_CHAIN;
		} else {
			take_root(env, &certs, out);
		}
	}
	cert_list_clear(&certs);
	report_clear(&ignored);
}

static bool are_certs(const struct parts *parts)
{
	return parts_first(parts, ITEM_CERT) || parts_first(parts, ITEM_PKCS7);
}

/* Why nothing is done with it, where somebody may expect that. */
static void show_why_not(const struct parts *parts, struct bringing *out)
{
	struct page *page = &out->page;
	bool is_one = out->nfound == 1;

	if (is_one && out->root)
		page_add(page, ROLE_TODO, "%s",
			 _("It is the root of an issuer. It is trusted only "
			   "after its fingerprint was compared."));
	else if (is_one && out->has_trusted)
		page_add(page, ROLE_DONE, "%s",
			 _("It is the root of an issuer, and you trust it "
			   "here."));
	else if (out->refused >= 0)
		page_add(page, ROLE_TODO, _("It cannot be trusted here: %s. %s"),
			 tr(finding_info((enum finding_id)out->refused)->title),
			 page_fix((enum finding_id)out->refused));
	else if (are_certs(parts))
		page_add(page, ROLE_TODO, "%s",
			 _("No key that was made here belongs to it, so it is "
			   "only shown. If it should be yours, bring it to "
			   "where its request was written."));
	else if (parts_first(parts, ITEM_CSR))
		page_add(page, ROLE_TODO, "%s",
			 _("A request is for the issuer: bring here what comes "
			   "back for it."));
}

static void show_whole(const struct env *env, const struct buf *bytes,
		       const char *name, struct page *out)
{
	struct diagnose_ask ask = {.env = env, .file = name};
	struct cert_list roots = {0};
	struct report said = {0};
	struct diagnosis d;

	ws_roots(env, &roots, &said);
	ask.roots = &roots;
	diagnose(bytes, &ask, &d);
	if (roots_are_missed(&d.report))
		report_append(&d.report, &said);
	diagnosis_page(&d, &ask, out);
	diagnosis_clear(&d);
	report_clear(&said);
	cert_list_clear(&roots);
}

int bring_look(const struct env *env, const char *address, const char *brought,
	       struct bringing *out, struct report *report)
{
	const char *name = strchr(brought, '\n') ? _("the pasted text")
						 : brought;
	struct parts parts;
	struct buf bytes = {0};

	if (intake_read(env, brought, &bytes, report) < 0)
		return -1;
	*out = (struct bringing){.step = STEP_COUNT, .refused = -1};
	unpack(bytes.data, bytes.len, &parts);
	out->words = parts_words(&parts, &bytes);
	if (parts_first(&parts, ITEM_P12))
		out->step = STEP_WHO;
	else
		place_certs(env, address, &parts, out);
	if (out->step == STEP_COUNT) {
		out->is_others = are_certs(&parts);
		bring_list(env, &parts, out);
		show_why_not(&parts, out);
		show_whole(env, &bytes, name, &out->page);
	}
	parts_clear(&parts);
	buf_clear(&bytes);
	return 0;
}

void bring_answers(const struct bringing *b, const char *brought,
		   struct answers *a)
{
	if (b->step == STEP_WHO)
		answers_set(a, "start", "p12");
	else if (b->step == STEP_CERTIFICATE)
		answers_set(a, "source", "file");
	answers_set(a, "bring", brought);
}
