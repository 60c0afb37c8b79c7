/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who may have been meant, told with the way in which the addresses differ. */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "journey/book/book-find.h"
#include "x509/lookalike.h"

static const char *const ways[] = {
	[DIFFERS_NOT] = "",
	[DIFFERS_CASE] = N_("%s was asked for, %s is there: they differ in "
			    "capital letters only."),
	[DIFFERS_IDN] = N_("%s was asked for, %s is there: the same domain, "
			   "written in two ways."),
	[DIFFERS_TAG] = N_("%s was asked for, %s is there: they differ in dots, "
			   "or in what follows a plus sign, before the @."),
	[DIFFERS_LETTERS] = N_("%s was asked for, %s is there: they differ in "
			       "letters that only look alike."),
	[DIFFERS_OTHERWISE] = N_("%s was asked for, %s is there: the holder's "
				 "name fits."),
};

/* Letters that a person could take for others are written as what they are:
 * "b[U+043E]b". A backslash would be escaped once more by the report. */
static char *unmistakable(const char *address)
{
	char *plain = text_ascii(address);
	struct buf out = {0};

	for (const char *p = plain; *p; p++) {
		if (strncmp(p, "\\u{", 3) == 0) {
			buf_adds(&out, "[U+");
			p += 2;
		} else {
			buf_addc(&out, *p == '}' ? ']' : *p);
		}
	}
	free(plain);
	return buf_take(&out);
}

int book_tell_alike(struct book *b, const char *address, time_t now,
		    struct report *report)
{
	struct book_people alike = {0};
	char *asked;

	if (book_alike(b, address, now, &alike, report) < 0)
		return -1;
	asked = unmistakable(address);
	for (size_t i = 0; i < alike.n; i++) {
		const char *is = alike.items[i].address;
		char *there = unmistakable(is);

		if (*is)
			report_add(report, FINDING_RCPT_ALIKE, address,
				   tr(ways[address_difference(address, is)]),
				   asked, there);
		free(there);
	}
	free(asked);
	book_people_clear(&alike);
	return 0;
}

int book_nobody(struct book *b, const char *address, time_t now,
		struct report *report)
{
	int r = book_tell_alike(b, address, now, report);

	if (r == 0)
		report_add(report, FINDING_RCPT_NO_CERT, address, "%s",
			   _("It is not in your address book."));
	return -1;
}
