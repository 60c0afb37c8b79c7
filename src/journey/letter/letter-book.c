/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whom a letter is encrypted to, out of the address book. */
#include <stdlib.h>

#include "journey/identity/roots.h"
#include "journey/identity/workspace.h"
#include "journey/letter/letter.h"
#include "journey/recipients/recipients.h"
#include "x509/address.h"

/* What stands in the way of the best there is; sorted, the worst first. */
static int take_best(struct letter_to *to, const struct recipient *one,
		     struct report *report)
{
	const struct finding *worst = one->report.items;

	if (!report_count(&one->report, SEVERITY_BLOCKER)) {
		letter_to_take(to, cert_dup(one->offered->cert),
			       one->offered->ciphers);
		return 0;
	}
	return report_fail(report, worst->id, one->address, "%s",
			   worst->detail);
}

static int find(struct letter_to *to, const struct env *env,
		const struct strlist *whom, struct report *report)
{
	struct recipients r = {0};
	struct cert_list roots = {0};
	struct report said = {0};
	struct diagnose_ask with = {.env = env, .roots = &roots};
	struct recipients_ask ask = {.with = &with, .to = whom};
	struct book *b = NULL;
	int code = book_open(env, BOOK_READ, &b, report);

	ws_roots(env, &roots, &said);
	if (code == 0)
		code = recipients_take_book(&r, b, env, whom, report);
	if (code == 0) {
		recipients_judge(&r, &ask);
		code = take_best(to, &r.items[0], report);
	}
	if (code < 0)
		report_append(report, &r.files);
	if (code < 0 && roots_are_missed(report))
		report_append(report, &said);
	report_clear(&said);
	recipients_clear(&r);
	cert_list_clear(&roots);
	book_close(b);
	return code;
}

int letter_to_find(struct letter_to *to, const struct env *env,
		   const char *address, struct report *report)
{
	struct strlist whom = {0};
	char *clean = NULL;
	int r;

	if (address_clean(address, &clean, report) < 0)
		return -1;
	strlist_take(&whom, clean);
	r = find(to, env, &whom, report);
	strlist_clear(&whom);
	return r;
}
