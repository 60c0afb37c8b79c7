/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A symptom that was walked to its cause, as JSON. */
#include "ui/line/json.h"

#include "base/text.h"
#include "journey/identity/roots.h"
#include "ui/line/json-impl.h"

static struct json_value *questions_of(const struct tree_result *r)
{
	struct json_value *list = json_list();

	for (size_t i = 0; i < r->nopen; i++) {
		struct json_value *o = json_map();

		json_put_text(o, "finding",
			      finding_info(r->open[i]->finding)->name);
		json_put_text(o, "text", tr(r->open[i]->text));
		json_put_text(o, "look", tr(r->open[i]->look));
		json_append(list, o);
	}
	return list;
}

static struct json_value *walk_step_of(const struct walk *w, size_t step)
{
	const struct tree_result *r = &w->results[step];
	struct json_value *o = json_map();

	json_put_text(o, "text", tr(w->tree->steps[step].text));
	json_put_text(o, "state", tree_state_name(r->state));
	json_put_text(o, "finding",
		      r->found < 0
			      ? NULL
			      : finding_info((enum finding_id)r->found)->name);
	json_put(o, "questions", questions_of(r));
	json_put_text(o, "unchecked", r->why ? tr(r->why) : NULL);
	return o;
}

struct json_value *json_walk(const struct walk *w, const char *client)
{
	struct json_value *o = json_map();
	struct json_value *steps = json_list();
	struct json_value *found = json_list();
	bool is_missed = false;

	for (size_t i = 0; i < w->tree->n; i++) {
		json_append(steps, walk_step_of(w, i));
		if (!w->results[i].evidence)
			continue;
		json_append(found, json_finding(w->results[i].evidence));
		is_missed = is_missed ||
			    root_is_missed(w->results[i].evidence->id);
	}
	for (size_t i = 0; i < w->report.n && is_missed; i++)
		if (root_is_trouble(w->report.items[i].id))
			json_append(found, json_finding(&w->report.items[i]));
	json_put(o, "schema", json_number(JSON_SCHEMA));
	json_put_text(o, "symptom", w->tree->name);
	json_put_text(o, "client", client);
	json_put_text(o, "verdict",
		      verdict_name(tree_verdict(w->results, w->tree->n)));
	json_put(o, "steps", steps);
	json_put(o, "findings", found);
	return o;
}
