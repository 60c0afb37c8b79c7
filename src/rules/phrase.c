/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Evidence put into words, for the details of findings. */
#include "rules/phrase.h"

#include <stdlib.h>

#include "base/text.h"

char *phrase_list(const struct strlist *list)
{
	struct buf text = {0};
	size_t n = list->n < PHRASE_LIST_MAX ? list->n : PHRASE_LIST_MAX;
	unsigned long more = list->n - n;

	for (size_t i = 0; i < n; i++)
		buf_addf(&text, "%s%s", i ? ", " : "", list->items[i]);
	if (more)
		buf_addf(&text, trn(" and %lu more", " and %lu more", more),
			 more);
	return buf_take(&text);
}

void phrase_addresses(const struct strlist *san, const char *subject_email,
		      struct strlist *out)
{
	strlist_copy(out, san);
	if (out->n == 0 && subject_email)
		strlist_add(out, subject_email);
}

const char *phrase_or_unknown(const char *s)
{
	return s && *s ? s : _("an unknown method");
}
