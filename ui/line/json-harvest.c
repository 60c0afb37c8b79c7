/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What came of a scan as JSON. */
#include "ui/line/json.h"

#include "journey/harvest/harvest.h"
#include "ui/line/json-impl.h"

static struct json_value *note_of(const struct harvest_note *n)
{
	struct json_value *o = json_map();

	json_put_text(o, "file", n->path);
	if (n->at >= 0)
		json_put(o, "offset", json_number(n->at));
	json_put_text(o, "reason",
		      n->fate ? harvest_fate_name(n->fate)
			      : harvest_reason_name(n->reason));
	return o;
}

static struct json_value *fates_of(const struct harvest *h)
{
	struct json_value *o = json_map();

	for (size_t i = 0; i < SIGNERS_FATES; i++)
		json_put(o, harvest_fate_name((enum signers_fate)i),
			 json_number((int64_t)h->fates[i]));
	return o;
}

static struct json_value *passed_of(const struct harvest *h)
{
	struct json_value *o = json_map();

	for (size_t i = 0; i < HARVEST_REASONS; i++)
		json_put(o, harvest_reason_name((enum harvest_reason)i),
			 json_number((int64_t)h->passed[i]));
	return o;
}

struct json_value *json_harvest(const struct harvest *h,
				const struct report *report)
{
	struct json_value *o = json_map(), *list = json_list();

	json_put(o, "schema", json_number(JSON_SCHEMA));
	json_put(o, "added", json_number((int64_t)h->fresh));
	json_put(o, "stopped", json_number(h->is_stopped));
	json_put(o, "bytes", json_number((int64_t)h->bytes));
	json_put(o, "files", json_number((int64_t)h->files));
	json_put(o, "known", json_number((int64_t)h->known));
	json_put(o, "letters", json_number((int64_t)h->letters));
	json_put(o, "signatures", fates_of(h));
	json_put(o, "passed", passed_of(h));
	for (size_t i = 0; i < h->nnotes; i++)
		json_append(list, note_of(&h->notes[i]));
	json_put(o, "notes", list);
	json_put(o, "findings", json_findings(report));
	return o;
}
