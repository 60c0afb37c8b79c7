/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Trusting a root, as a question of the plain journey. */
#include "ui/plain/plain-roots.h"

#include <stdlib.h>

#include "base/text.h"
#include "journey/identity/roots.h"
#include "journey/identity/workspace.h"
#include "ui/line/out.h"
#include "ui/plain/plain-line.h"

static void show(struct page *page)
{
	out_page(stdout, page);
	fflush(stdout);
	page_clear(page);
}

static void trust(const struct env *env, const struct cert *root,
		  const char *digits)
{
	struct report report = {0};
	struct page page = {0};
	char *title = cert_title(root);

	if (roots_trust(env, root, digits, ROOT_DIGITS_TYPED, &report) == 0)
		page_add(&page, ROLE_DONE, _("The root %s is trusted here."),
			 title);
	show(&page);
	out_failure(&report);
	out_remarks(&report);
	report_clear(&report);
	free(title);
}

bool plain_root(const struct env *env, const struct cert *root)
{
	struct page page = {0};
	char *digits;

	page_gap(&page);
	root_page(root, env->now, &page);
	show(&page);
	digits = plain_line(_("Trust this root? Its first digits, as the "
			      "issuer says them, or Enter to leave it: "));
	if (digits && *digits)
		trust(env, root, digits);
	free(digits);
	return digits != NULL;
}

bool plain_root_of(const struct env *env, const char *identity)
{
	struct report ignored = {0};
	struct facts f = {0};
	const struct cert *root;
	bool goes_on = true;

	ws_scan(env, identity, &f);
	root = facts_strange_root(&f);
	if (root && root_judge(root, env->now, "", &ignored) == 0)
		goes_on = plain_root(env, root);
	report_clear(&ignored);
	facts_clear(&f);
	return goes_on;
}
