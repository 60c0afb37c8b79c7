/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One of many as one line: what hinders it, or what it can do. */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "journey/diagnose/batch.h"
#include "journey/page/verdicts.h"

/* Of several programs the worst counts: no, then not known, then yes. */
static bool judge(const char *clients, enum ability ability,
		  const struct diagnosis *d, enum verdict *out)
{
	static const int badness[] = {
		[VERDICT_YES] = 0, [VERDICT_UNKNOWN] = 1, [VERDICT_NO] = 2};
	struct client_verdict v;
	bool found = false;

	for (size_t i = 0; i < client_count(); i++) {
		const struct client_ops *client = client_at(i);

		if (!client_is_among(client, clients) ||
		    !client_verdict(client, ability, &d->subject, &d->report,
				    &v))
			continue;
		if (!found || badness[v.verdict] > badness[*out])
			*out = v.verdict;
		found = true;
	}
	return found;
}

static void put_verdicts(const struct diagnosis *d, const char *clients,
			 struct buf *out)
{
	const char *gap = "";
	enum verdict v;

	for (int a = 0; a < ABILITY_COUNT; a++) {
		if (!judge(clients, (enum ability)a, d, &v))
			continue;
		buf_addf(out, "%s%s: %s", gap, ability_title((enum ability)a),
			 verdict_word(v));
		gap = ", ";
	}
	if (!*gap)
		buf_adds(out, d->words);
}

static const struct finding *first_blocker(const struct report *r)
{
	for (size_t i = 0; i < r->n; i++)
		if (r->items[i].severity == SEVERITY_BLOCKER)
			return &r->items[i];
	return NULL;
}

char *batch_line(const struct batch_item *item, const char *clients)
{
	const struct diagnosis *d = item->diagnosis;
	const struct finding *f = first_blocker(&d->report);
	char *file = text_safe_str(item->file), *title;
	struct buf line = {0};

	if (item->number) {
		title = d->subject.leaf ? cert_title(d->subject.leaf)
					: xstrdup(d->words);
		/* TRANSLATORS: "all.pem, 17 (Alice Example): " */
		buf_addf(&line, _("%s, %zu (%s): "), file, item->number, title);
		free(title);
	} else {
		buf_addf(&line, "%s: ", file);
	}
	if (f)
		buf_addf(&line, "%s (%s)", tr(finding_info(f->id)->title),
			 finding_info(f->id)->name);
	else
		put_verdicts(d, clients ? clients : "generic", &line);
	free(file);
	return buf_take(&line);
}
