/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Trusting a root: its fingerprint, and the digits to be typed for it. */
#include <stdlib.h>

#include "base/text.h"
#include "journey/identity/roots.h"
#include "journey/intake/intake.h"
#include "ui/wizard/bring.h"
#include "ui/wizard/form.h"
#include "ui/wizard/people.h"

static const struct ask asks[] = {
	{.name = "digits",
	 .kind = ASK_TEXT,
	 .is_proof = true,
	 .label = N_("First digits"),
	 .help = N_("At least 8 digits of the fingerprint, 0 to 9 and A to F, "
		    "as the issuer says them. Copied from this screen they "
		    "prove nothing.")},
};

/* The one the form was opened for; the caller clears the list. */
static const struct cert *root_of(const struct answers *a,
				  struct cert_list *out, struct report *report)
{
	struct buf pem = {0};
	int r;

	buf_adds(&pem, answers_get(a, "root"));
	r = intake_certs(&pem, "", out, report);
	buf_clear(&pem);
	return r == 0 ? out->items[0] : NULL;
}

static void more(const struct env *env, const struct answers *a,
		 struct page *out)
{
	struct report ignored = {0};
	struct cert_list certs = {0};
	const struct cert *root = root_of(a, &certs, &ignored);

	if (root)
		root_page(root, env->now, out);
	cert_list_clear(&certs);
	report_clear(&ignored);
}

/* What is compared, where the whole of it stands further down. */
static void beside(const struct answers *a, struct page *out)
{
	struct report ignored = {0};
	struct cert_list certs = {0};
	const struct cert *root = root_of(a, &certs, &ignored);

	if (root)
		root_digits_page(root, out);
	cert_list_clear(&certs);
	report_clear(&ignored);
}

static int take(struct app *app, struct answers *answers,
		struct report *report)
{
	struct cert_list certs = {0};
	const struct cert *root = root_of(answers, &certs, report);
	char *title;
	int r = -1;

	if (root)
		r = roots_trust(app->options.env, root,
				answers_get(answers, "digits"),
				ROOT_DIGITS_TYPED, report);
	if (r == 0) {
		title = cert_title(root);
		app_back(app);
		if (app_top(app)->ops == &screen_brought)
			brought_trusted(app, app_top(app)->data);
		if (app_top(app)->ops == &screen_person)
			person_trusted(app_top(app)->data);
		app_scan(app);
		app_say(app, ROLE_DONE, _("The root %s is trusted here."),
			title);
		free(title);
	}
	cert_list_clear(&certs);
	return r;
}

static const struct form form = {
	.title = N_("Trust a root"),
	.intro = N_("All certificates below this root will be trusted here. "
		    "Compare its fingerprint first."),
	.action = N_("Trust it"),
	.asks = asks,
	.nasks = ARRAY_LEN(asks),
	.more = more,
	.more_stays = true,
	.beside = beside,
	.forgets = true,
	.take = take,
};

void root_open(struct app *app, const struct cert *root)
{
	struct report report = {0};
	struct answers preset = {0};
	struct page page = {0};
	struct buf pem = {0};
	char *title = cert_title(root);

	if (root_judge(root, app->options.env->now, title, &report) < 0) {
		page_finding(&page, &report.items[0]);
		app_open(app, &screen_text,
			 text_data_new(_("Trust a root"), &page));
	} else {
		cert_pem(root, &pem);
		answers_set(&preset, "root", pem.data);
		form_open(app, &form, &preset);
	}
	buf_clear(&pem);
	report_clear(&report);
	free(title);
}
