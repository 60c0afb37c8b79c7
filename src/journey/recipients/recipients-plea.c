/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The text to send to people whose certificate is missing or of no use. */
#include <stdlib.h>

#include "base/text.h"
#include "journey/recipients/recipients.h"

/* What a signed mail of theirs would mend. */
static bool lacks_mail(const struct recipient *one)
{
	return report_count(&one->report, SEVERITY_BLOCKER) > 0 &&
	       !report_has(&one->report, FINDING_RCPT_UNTRUSTED);
}

bool recipients_plea(const struct recipients *r, struct page *out)
{
	struct strlist whom = {0};
	bool any;

	for (size_t i = 0; i < r->n; i++)
		if (lacks_mail(&r->items[i]))
			strlist_take(&whom, text_safe_str(r->items[i].address));
	any = whom.n > 0;
	if (any) {
		page_gap(out);
		page_add(out, ROLE_TITLE, "%s",
			 _("Ask them for a signed mail, in your own words or "
			   "with this"));
		page_strlist(out, _("To"), &whom);
		page_field(out, _("Subject"), "%s",
			   _("Please send me a signed mail"));
		page_field(out, _("Text"), "%s",
			   _("Hello, I would like to send you encrypted mail. "
			     "For that my mail program needs your S/MIME "
			     "certificate. Please answer this mail with one "
			     "that is signed: your certificate comes with it by "
			     "itself. Please do not send a .p12 or .pfx file: "
			     "that would be your secret key. If you have no "
			     "certificate yet, tell me."));
		page_add(out, ROLE_HINT, "%s",
			 _("When the answer is here: smime-setup recipients "
			   "add FILE, with the saved mail as the file."));
	}
	strlist_clear(&whom);
	return any;
}
