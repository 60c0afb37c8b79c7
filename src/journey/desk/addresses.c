/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Several mail addresses typed in one line. */
#include "journey/desk/addresses.h"

#include <stdlib.h>
#include <string.h>

#include "x509/address.h"

int addresses_split(const char *typed, struct strlist *out,
		    struct report *report)
{
	static const char between[] = " \t,;\n";
	struct strlist list = {0};
	int r = -1;

	while (*(typed += strspn(typed, between))) {
		size_t n = strcspn(typed, between);
		char *one = xstrndup(typed, n);
		char *clean = NULL;
		int bad = address_clean(one, &clean, report);

		free(one);
		if (bad < 0)
			goto out;
		if (strlist_has(&list, clean))
			free(clean);
		else
			strlist_take(&list, clean);
		typed += n;
	}
	strlist_clear(out);
	*out = list;
	list = (struct strlist){0};
	r = 0;
out:
	strlist_clear(&list);
	return r;
}
