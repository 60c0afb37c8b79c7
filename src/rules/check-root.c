/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Checks of the root: who has it, and for what. */
#include "rules/check.h"

#include <stdlib.h>

#include "base/text.h"
#include "rules/phrase.h"

static void add_installed(const struct subject *s, struct report *report)
{
	const struct cert *root = subject_root(s);
	char *title = cert_title(root);
	char *fingerprint = cert_fingerprint(root);

	report_add(report, FINDING_TRUST_IMPORTED_NOT_TRUSTED, s->label,
		   _("The root is %s, fingerprint %s."), title, fingerprint);
	free(fingerprint);
	free(title);
}

/* Some list has it for other purposes than mail. */
static void add_no_email(const struct subject *s, const struct strlist *others,
			 bool is_mail_elsewhere, struct report *report)
{
	char *title = cert_title(subject_root(s));
	char *lists = phrase_list(others);

	report_add(report, FINDING_TRUST_ROOT_NO_EMAIL_BIT, s->label,
		   _("The root is %s; the list of %s has it without the "
		     "purpose of mail."),
		   title, lists);
	if (is_mail_elsewhere)
		report_lower(report);
	free(lists);
	free(title);
}

/* One finding for each list without it: they stand for different devices. */
static void add_differs(const struct subject *s, const struct strlist *having,
			const struct store_ops *lacking, struct report *report)
{
	const struct cert *root = subject_root(s);
	char *title = cert_title(root), *lists = phrase_list(having);
	char *fingerprint = cert_fingerprint(root);

	report_add(report, FINDING_TRUST_ROOT_STORE_DIFFERS, s->label,
		   _("The root %s is in the list of %s, not in that of %s "
		     "(%s). To be trusted by %s, install it there; its "
		     "fingerprint is %s."),
		   title, lists, lacking->title, lacking->release,
		   tr(lacking->programs), fingerprint);
	free(fingerprint);
	free(lists);
	free(title);
}

/* Which lists were looked into, and how old they are. */
static void add_unknown(const struct subject *s, struct report *report)
{
	const struct cert *root = subject_root(s);
	char *title = cert_title(root), *print = cert_fingerprint(root), *names;
	struct strlist lists = {0};

	for (size_t i = 0; i < store_count(); i++) {
		names = xasprintf("%s (%s)", store_at(i)->title,
				  store_at(i)->release);
		strlist_add(&lists, names);
		free(names);
	}
	names = phrase_list(&lists);
	report_add(report, FINDING_TRUST_ROOT_UNKNOWN, s->label,
		   store_system_has(root)
			   ? _("The root is %s, fingerprint %s. It is in none "
			       "of the lists for mail: %s. This computer's own "
			       "list has it, but mail programs do not go by "
			       "that.")
			   : _("The root is %s, fingerprint %s. It is in none "
			       "of the lists for mail: %s."),
		   title, print, names);
	free(names);
	strlist_clear(&lists);
	free(print);
	free(title);
}

/* What the lists say of a root that nobody has installed by hand. */
static void compare_lists(const struct subject *s, struct report *report)
{
	struct strlist mail = {0}, others = {0};

	for (size_t i = 0; i < store_count(); i++) {
		enum store_trust trust = subject_root_in(s, store_at(i));

		if (trust != STORE_UNKNOWN)
			strlist_add(trust == STORE_EMAIL ? &mail : &others,
				    store_at(i)->title);
	}
	if (others.n > 0)
		add_no_email(s, &others, mail.n > 0, report);
	else if (mail.n == 0)
		add_unknown(s, report);
	for (size_t i = 0; mail.n && i < store_count(); i++)
		if (subject_root_in(s, store_at(i)) == STORE_UNKNOWN)
			add_differs(s, &mail, store_at(i), report);
	strlist_clear(&others);
	strlist_clear(&mail);
}

static void check_lists(const struct subject *s, struct report *report)
{
	const struct cert *root = subject_root(s);

	if (!root)
		return;
	if (!subject_has_installed(s, root)) {
		store_look_closely();
		compare_lists(s, report);
	} else if (!subject_is_public(s)) {
		add_installed(s, report);
	}
}

static const struct check checks[] = {
	{N_("trust in the root"), NEEDS_CHAIN, check_lists},
};

struct check_table check_root(void)
{
	return (struct check_table){checks, ARRAY_LEN(checks)};
}
