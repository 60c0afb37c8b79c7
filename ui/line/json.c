/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Results as one JSON object, for scripts; see smime-setup-json(5). */
#include "ui/line/json.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "journey/steps/step.h"
#include "ui/line/json-impl.h"

static struct json_value *verdict_of(const struct client_verdict *v)
{
	struct json_value *o = json_map();
	struct json_value *because = json_list();

	for (size_t i = 0; i < v->because.n; i++)
		json_append(because,
			    json_text(finding_info(v->because.ids[i])->name));
	json_put_text(o, "client", v->client->name);
	json_put_text(o, "ability", ability_name(v->ability));
	json_put_text(o, "verdict", verdict_name(v->verdict));
	json_put(o, "because", because);
	return o;
}

static bool is_asked(const struct client_ops *client, enum ability a,
		     const char *clients)
{
	return client_has_rules(client, a) &&
	       (!clients || client_is_among(client, clients));
}

static struct json_value *verdicts_of(const struct subject *s,
				      const struct report *report,
				      const char *clients)
{
	struct json_value *list = json_list();
	struct client_verdict v;

	for (size_t c = 0; c < client_count(); c++)
		for (int a = 0; a < ABILITY_COUNT; a++)
			if (is_asked(client_at(c), (enum ability)a, clients) &&
			    client_verdict(client_at(c), (enum ability)a, s,
					   report, &v))
				json_append(list, verdict_of(&v));
	return list;
}

static struct json_value *unchecked_of(unsigned given)
{
	struct json_value *list = json_list();

	for (size_t i = 0; i < unchecked_count(); i++) {
		const struct unchecked *u = unchecked_at(i);
		struct json_value *o;

		if (!unchecked_arises(u, given))
			continue;
		o = json_map();
		json_put_text(o, "id", u->name);
		json_put_text(o, "text", tr(u->text));
		json_put_text(o, "why", tr(u->why));
		json_append(list, o);
	}
	return list;
}

static struct json_value *asked_of(const struct question *q)
{
	const struct finding_info *info = finding_info(q->finding);
	struct json_value *o = json_map();

	json_put_text(o, "id", info->name);
	json_put_text(o, "question", tr(q->text));
	json_put_text(o, "bad", q->bad == REPLY_YES ? "yes" : "no");
	json_put_text(o, "look", tr(q->look));
	json_put(o, "clients", json_words(q->clients));
	json_put_text(o, "source", info->source);
	return o;
}

static struct json_value *asks_of(const struct doubts *d)
{
	struct json_value *list = json_list();

	for (size_t i = 0; i < d->nasks; i++)
		json_append(list, asked_of(d->asks[i]));
	return list;
}

struct json_value *json_check(const struct json_subject *about,
			      const struct subject *s,
			      const struct report *report)
{
	struct doubts_ask ask = doubts_of(s, about->clients);
	struct json_value *o = json_map();
	struct doubts doubts;

	json_put(o, "schema", json_number(JSON_SCHEMA));
	json_put(o, "subject", json_subject_of(about));
	json_put(o, "verdicts", verdicts_of(s, report, about->clients));
	json_put(o, "findings", json_findings(report));
	json_put(o, "passed", json_strings(about->passed));
	json_put(o, "unchecked", unchecked_of(given_of(s)));
	doubts_find(&ask, &doubts);
	json_put(o, "ask", asks_of(&doubts));
	doubts_clear(&doubts);
	return o;
}

static struct json_value *encrypt_of(const struct recipients *r,
				     const struct recipient *one,
				     const char *clients)
{
	struct json_value *list = json_list();
	struct client_verdict v;

	for (size_t c = 0; c < client_count(); c++) {
		if (!is_asked(client_at(c), ABILITY_ENCRYPT, clients))
			continue;
		recipients_verdict(r, one, client_at(c), &v);
		json_append(list, verdict_of(&v));
	}
	return list;
}

/* What else there is for somebody to be written to, and what is wrong with it;
 * nothing is where another one is better. */
static struct json_value *others_of(const struct recipient *one)
{
	struct json_value *list = json_list();

	for (size_t i = 0; i < one->nothers; i++) {
		const struct rejected *r = &one->others[i];
		struct json_value *o = json_map();
		struct json_value *because = json_list();
		char *print = cert_fingerprint(r->offered->cert);

		for (size_t k = 0; k < r->report.n; k++)
			if (r->report.items[k].severity == SEVERITY_BLOCKER)
				json_append(
					because,
					json_text(finding_info(
							  r->report.items[k].id)
							  ->name));
		json_put_text(o, "fingerprint", print);
		json_put_text(o, "file", r->offered->file);
		json_put_date(o, "valid_until", r->offered->cert->not_after);
		json_put(o, "because", because);
		json_append(list, o);
		free(print);
	}
	return list;
}

static struct json_value *recipient_of(const struct recipients *r,
				       const struct recipient *one,
				       const char *clients)
{
	const struct cert *c = one->offered ? one->offered->cert : NULL;
	struct json_subject about = {
		"recipient", one->address, c ? one->offered->file : NULL,
		c,           NULL,         NULL};
	char *until = c ? text_date(c->not_after) : NULL;
	struct json_value *o = json_subject_of(&about);

	json_put_text(o, "valid_until", until);
	json_put_text(o, "seen", c ? one->offered->seen : NULL);
	json_put(o, "others", others_of(one));
	json_put(o, "verdicts", encrypt_of(r, one, clients));
	free(until);
	return o;
}

struct json_value *json_recipients(const struct recipients *r,
				   const char *clients)
{
	const struct recipient *one = r->n == 1 ? &r->items[0] : NULL;
	const struct offered *got = one ? one->offered : NULL;
	struct json_subject about = {"recipients",
				     one ? one->address : NULL,
				     got ? got->file : NULL,
				     got ? got->cert : NULL,
				     NULL,
				     NULL};
	struct json_subject own = {"identity",  r->own.address, NULL,
				   r->own.leaf, NULL,           NULL};
	struct json_value *o = json_map();
	struct json_value *list = json_list();

	for (size_t i = 0; i < r->n; i++)
		json_append(list, recipient_of(r, &r->items[i], clients));
	json_put(o, "schema", json_number(JSON_SCHEMA));
	json_put(o, "subject", json_subject_of(&about));
	json_put(o, "recipients", list);
	json_put(o, "own", own.address ? json_subject_of(&own) : NULL);
	json_put(o, "verdicts", encrypt_of(r, NULL, clients));
	json_put(o, "findings", json_findings(&r->all));
	json_put(o, "passed", json_strings(&r->passed));
	json_put(o, "unchecked", unchecked_of(r->given));
	json_put(o, "ask", asks_of(&r->doubts));
	return o;
}

static struct json_value *steps_of(const struct facts *f)
{
	static const char *const states[] = {"later", "ready", "waiting",
					     "done", "trouble"};
	struct json_value *list = json_list();

	for (int i = 0; i < STEP_COUNT; i++) {
		enum step_id id = (enum step_id)i;
		struct json_value *o = json_map();
		char *line = step_line(id, f);

		json_put_text(o, "step", step_name(id));
		json_put_text(o, "state", states[step_state(id, f)]);
		json_put_text(o, "text", line);
		json_append(list, o);
		free(line);
	}
	return list;
}

static struct json_value *ends_of(const struct facts *f,
				  const struct endings *ends)
{
	struct json_value *list = json_list();

	for (size_t i = 0; i < ends->n; i++) {
		const struct ending *e = &ends->items[i];
		struct json_value *o = json_map();
		char *title = cert_title(e->cert);
		char *print = cert_fingerprint(e->cert);
		char *last = text_date(e->cert->not_after);

		json_put_text(o, "what", ending_name(e->kind));
		json_put_text(o, "name", title);
		json_put_text(o, "fingerprint", print);
		json_put_text(o, "valid_until", last);
		json_put(o, "days", json_number(e->days));
		json_put_text(o, "fix", ending_act(e, f));
		json_append(list, o);
		free(last);
		free(print);
		free(title);
	}
	return list;
}

struct json_value *json_identity(const struct facts *f,
				 const struct endings *ends)
{
	struct json_value *o = json_map();
	struct subject s = facts_subject(f);
	enum step_id next = step_next(f);
	char *until = f->leaf ? text_date(f->leaf->not_after) : NULL;

	json_put_text(o, "address", f->address);
	json_put_text(o, "name", f->name);
	json_put_text(o, "directory", f->path);
	json_put_text(o, "valid_until", until);
	json_put(o, "steps", steps_of(f));
	json_put_text(o, "next", next == STEP_COUNT ? NULL : step_name(next));
	json_put(o, "ends", ends_of(f, ends));
	json_put(o, "verdicts", verdicts_of(&s, &f->check, NULL));
	json_put(o, "findings", json_findings(&f->check));
	free(until);
	return o;
}

struct json_value *json_status(struct json_value **identities, size_t n,
			       long within)
{
	struct json_value *o = json_map();
	struct json_value *list = json_list();

	for (size_t i = 0; i < n; i++)
		json_append(list, identities[i]);
	json_put(o, "schema", json_number(JSON_SCHEMA));
	json_put(o, "within", json_number(within));
	json_put(o, "identities", list);
	return o;
}
