/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands below a field: a hint, or what to type instead. */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "journey/page/page.h"
#include "ui/view/field-impl.h"

void field_hint(struct field *f, enum role role, char *text)
{
	free(f->hint);
	f->hint = text;
	f->hint_role = role;
}

char *field_what_to_type(const struct finding *found)
{
	const struct finding_info *info = finding_info(found->id);
	const char *what = *found->detail ? found->detail : tr(info->title);
	bool ends = *what && what[strlen(what) - 1] == '.';

	return xasprintf(ends ? "%s %s" : "%s. %s", what,
			 page_fix(found->id));
}
