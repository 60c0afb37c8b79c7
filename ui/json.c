/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Results as one JSON object, for scripts; see smime-setup-json(5). */
#include "ui/json.h"

#include <stdlib.h>
#include <string.h>

#include <json-c/json.h>

#include "base/text.h"
#include "journey/step.h"
#include "ui/out.h"

/* json-c's object under our own name, so that no header of ours needs it. */
static json_object *native(struct json_value *v)
{
	return (json_object *)v;
}

static struct json_value *value_of(json_object *o)
{
	return (struct json_value *)o;
}

/* JSON is UTF-8; a file name need not be. */
static json_object *string_of(const char *s)
{
	char *safe;
	json_object *o;

	if (!s)
		return NULL;
	if (text_is_utf8(s, strlen(s)))
		return json_object_new_string(s);
	safe = text_safe_str(s);
	o = json_object_new_string(safe);
	free(safe);
	return o;
}

static void put(json_object *to, const char *key, json_object *value)
{
	json_object_object_add(to, key, value);
}

static void put_string(json_object *to, const char *key, const char *s)
{
	put(to, key, string_of(s));
}

static json_object *strings_of(const struct strlist *l)
{
	json_object *list = json_object_new_array();

	for (size_t i = 0; l && i < l->n; i++)
		json_object_array_add(list, string_of(l->items[i]));
	return list;
}

static json_object *words_of(const char *s)
{
	json_object *list = json_object_new_array();

	while (*(s += strspn(s, " "))) {
		size_t n = strcspn(s, " ");

		json_object_array_add(list,
				      json_object_new_string_len(s, (int)n));
		s += n;
	}
	return list;
}

static json_object *finding_of(const struct finding *f)
{
	const struct finding_info *info = finding_info(f->id);
	json_object *o = json_object_new_object();

	put_string(o, "id", info->name);
	put_string(o, "severity", severity_name(f->severity));
	put_string(o, "step", info->step);
	put_string(o, "subject", f->subject);
	put_string(o, "title", tr(info->title));
	put_string(o, "detail", f->detail);
	put_string(o, "cause", tr(info->cause));
	put_string(o, "fix", tr(info->fix));
	put(o, "clients", words_of(info->clients));
	put_string(o, "source", info->source);
	return o;
}

static json_object *findings_of(const struct report *report)
{
	json_object *list = json_object_new_array();

	for (size_t i = 0; i < report->n; i++)
		json_object_array_add(list, finding_of(&report->items[i]));
	return list;
}

static json_object *verdict_of(const struct client_verdict *v)
{
	json_object *o = json_object_new_object();
	json_object *because = json_object_new_array();

	for (size_t i = 0; i < v->because.n; i++)
		json_object_array_add(
			because,
			string_of(finding_info(v->because.ids[i])->name));
	put_string(o, "client", v->client->name);
	put_string(o, "ability", ability_name(v->ability));
	put_string(o, "verdict", verdict_name(v->verdict));
	put(o, "because", because);
	return o;
}

static bool is_asked(const struct client_ops *client, enum ability a,
		     const char *clients)
{
	return client_has_rules(client, a) &&
	       (!clients || client_is_among(client, clients));
}

static json_object *verdicts_of(const struct subject *s,
				const struct report *report,
				const char *clients)
{
	json_object *list = json_object_new_array();
	struct client_verdict v;

	for (size_t c = 0; c < client_count(); c++)
		for (int a = 0; a < ABILITY_COUNT; a++)
			if (is_asked(client_at(c), (enum ability)a, clients) &&
			    client_verdict(client_at(c), (enum ability)a, s,
					   report, &v))
				json_object_array_add(list, verdict_of(&v));
	return list;
}

static json_object *subject_of(const struct json_subject *about)
{
	json_object *o = json_object_new_object();
	char *fingerprint = about->leaf ? cert_fingerprint(about->leaf) : NULL;

	put_string(o, "kind", about->kind);
	put_string(o, "address", about->address);
	put_string(o, "file", about->file);
	put_string(o, "fingerprint", fingerprint);
	free(fingerprint);
	return o;
}

static json_object *unchecked_of(unsigned given)
{
	json_object *list = json_object_new_array();

	for (size_t i = 0; i < unchecked_count(); i++) {
		const struct unchecked *u = unchecked_at(i);
		json_object *o;

		if (!unchecked_arises(u, given))
			continue;
		o = json_object_new_object();
		put_string(o, "id", u->name);
		put_string(o, "text", tr(u->text));
		put_string(o, "why", tr(u->why));
		json_object_array_add(list, o);
	}
	return list;
}

static json_object *asked_of(const struct question *q)
{
	const struct finding_info *info = finding_info(q->finding);
	json_object *o = json_object_new_object();

	put_string(o, "id", info->name);
	put_string(o, "question", tr(q->text));
	put_string(o, "bad", q->bad == REPLY_YES ? "yes" : "no");
	put_string(o, "look", tr(q->look));
	put(o, "clients", words_of(q->clients));
	put_string(o, "source", info->source);
	return o;
}

static json_object *asks_of(const struct doubts *d)
{
	json_object *list = json_object_new_array();

	for (size_t i = 0; i < d->nasks; i++)
		json_object_array_add(list, asked_of(d->asks[i]));
	return list;
}

struct json_value *json_check(const struct json_subject *about,
			      const struct subject *s,
			      const struct report *report)
{
	struct doubts_ask ask = doubts_of(s, about->clients);
	json_object *o = json_object_new_object();
	struct doubts doubts;

	put(o, "schema", json_object_new_int(JSON_SCHEMA));
	put(o, "subject", subject_of(about));
	put(o, "verdicts", verdicts_of(s, report, about->clients));
	put(o, "findings", findings_of(report));
	put(o, "passed", strings_of(about->passed));
	put(o, "unchecked", unchecked_of(given_of(s)));
	doubts_find(&ask, &doubts);
	put(o, "ask", asks_of(&doubts));
	doubts_clear(&doubts);
	return value_of(o);
}

static json_object *encrypt_of(const struct recipients *r,
			       const struct recipient *one,
			       const char *clients)
{
	json_object *list = json_object_new_array();
	struct client_verdict v;

	for (size_t c = 0; c < client_count(); c++) {
		if (!is_asked(client_at(c), ABILITY_ENCRYPT, clients))
			continue;
		recipients_verdict(r, one, client_at(c), &v);
		json_object_array_add(list, verdict_of(&v));
	}
	return list;
}

static json_object *recipient_of(const struct recipients *r,
				 const struct recipient *one,
				 const char *clients)
{
	const struct cert *c = one->offered ? one->offered->cert : NULL;
	struct json_subject about = {"recipient", one->address,
				     c ? one->offered->file : NULL, c, NULL,
				     NULL};
	char *until = c ? text_date(c->not_after) : NULL;
	json_object *o = subject_of(&about);

	put_string(o, "valid_until", until);
	put(o, "verdicts", encrypt_of(r, one, clients));
	free(until);
	return o;
}

struct json_value *json_recipients(const struct recipients *r,
				   const char *clients)
{
	const struct recipient *one = r->n == 1 ? &r->items[0] : NULL;
	const struct offered *got = one ? one->offered : NULL;
	struct json_subject about = {"recipients", one ? one->address : NULL,
				     got ? got->file : NULL,
				     got ? got->cert : NULL, NULL, NULL};
	struct json_subject own = {"identity", r->own.address, NULL,
				   r->own.leaf, NULL, NULL};
	json_object *o = json_object_new_object();
	json_object *list = json_object_new_array();

	for (size_t i = 0; i < r->n; i++)
		json_object_array_add(list,
				      recipient_of(r, &r->items[i], clients));
	put(o, "schema", json_object_new_int(JSON_SCHEMA));
	put(o, "subject", subject_of(&about));
	put(o, "recipients", list);
	put(o, "own", own.address ? subject_of(&own) : NULL);
	put(o, "verdicts", encrypt_of(r, NULL, clients));
	put(o, "findings", findings_of(&r->all));
	put(o, "passed", strings_of(&r->passed));
	put(o, "unchecked", unchecked_of(r->given));
	put(o, "ask", asks_of(&r->doubts));
	return value_of(o);
}

static json_object *steps_of(const struct facts *f)
{
	static const char *const states[] = {"later", "ready", "waiting",
					     "done", "trouble"};
	json_object *list = json_object_new_array();

	for (int i = 0; i < STEP_COUNT; i++) {
		enum step_id id = (enum step_id)i;
		json_object *o = json_object_new_object();
		char *line = step_line(id, f);

		put_string(o, "step", step_get(id)->name);
		put_string(o, "state", states[step_state(id, f)]);
		put_string(o, "text", line);
		json_object_array_add(list, o);
		free(line);
	}
	return list;
}

static json_object *ends_of(const struct facts *f, const struct endings *ends)
{
	json_object *list = json_object_new_array();

	for (size_t i = 0; i < ends->n; i++) {
		const struct ending *e = &ends->items[i];
		json_object *o = json_object_new_object();
		char *title = cert_title(e->cert);
		char *print = cert_fingerprint(e->cert);
		char *last = text_date(e->cert->not_after);

		put_string(o, "what", ending_name(e->kind));
		put_string(o, "name", title);
		put_string(o, "fingerprint", print);
		put_string(o, "valid_until", last);
		put(o, "days", json_object_new_int64(e->days));
		put_string(o, "fix", ending_act(e, f));
		json_object_array_add(list, o);
		free(last);
		free(print);
		free(title);
	}
	return list;
}

struct json_value *json_identity(const struct facts *f,
				 const struct endings *ends)
{
	json_object *o = json_object_new_object();
	struct subject s = facts_subject(f);
	enum step_id next = step_next(f);
	char *until = f->leaf ? text_date(f->leaf->not_after) : NULL;

	put_string(o, "address", f->address);
	put_string(o, "name", f->name);
	put_string(o, "directory", f->path);
	put_string(o, "valid_until", until);
	put(o, "steps", steps_of(f));
	put_string(o, "next",
		   next == STEP_COUNT ? NULL : step_get(next)->name);
	put(o, "ends", ends_of(f, ends));
	put(o, "verdicts", verdicts_of(&s, &f->check, NULL));
	put(o, "findings", findings_of(&f->check));
	free(until);
	return value_of(o);
}

struct json_value *json_status(struct json_value **identities, size_t n,
			       long within)
{
	json_object *o = json_object_new_object();
	json_object *list = json_object_new_array();

	for (size_t i = 0; i < n; i++)
		json_object_array_add(list, native(identities[i]));
	put(o, "schema", json_object_new_int(JSON_SCHEMA));
	put(o, "within", json_object_new_int64(within));
	put(o, "identities", list);
	return value_of(o);
}

static json_object *questions_of(const struct tree_result *r)
{
	json_object *list = json_object_new_array();

	for (size_t i = 0; i < r->nopen; i++) {
		json_object *o = json_object_new_object();

		put_string(o, "finding",
			   finding_info(r->open[i]->finding)->name);
		put_string(o, "text", tr(r->open[i]->text));
		put_string(o, "look", tr(r->open[i]->look));
		json_object_array_add(list, o);
	}
	return list;
}

static json_object *walk_step_of(const struct walk *w, size_t step)
{
	const struct tree_result *r = &w->results[step];
	json_object *o = json_object_new_object();

	put_string(o, "text", tr(w->tree->steps[step].text));
	put_string(o, "state", tree_state_name(r->state));
	put_string(o, "finding",
		   r->found < 0
			   ? NULL
			   : finding_info((enum finding_id)r->found)->name);
	put(o, "questions", questions_of(r));
	put_string(o, "unchecked", r->why ? tr(r->why) : NULL);
	return o;
}

struct json_value *json_walk(const struct walk *w, const char *client)
{
	json_object *o = json_object_new_object();
	json_object *steps = json_object_new_array();
	json_object *found = json_object_new_array();

	for (size_t i = 0; i < w->tree->n; i++) {
		json_object_array_add(steps, walk_step_of(w, i));
		if (w->results[i].evidence)
			json_object_array_add(
				found, finding_of(w->results[i].evidence));
	}
	put(o, "schema", json_object_new_int(JSON_SCHEMA));
	put_string(o, "symptom", w->tree->name);
	put_string(o, "client", client);
	put_string(o, "verdict",
		   verdict_name(tree_verdict(w->results, w->tree->n)));
	put(o, "steps", steps);
	put(o, "findings", found);
	return value_of(o);
}

static void put_hex(json_object *to, const char *key, const struct buf *b)
{
	char *text = b->len ? hex_text(b->data, b->len, 0) : NULL;

	put_string(to, key, text);
	free(text);
}

static json_object *recipients_in(const struct cms_look *l)
{
	json_object *list = json_object_new_array();

	for (size_t i = 0; i < l->nrecipients; i++) {
		const struct cms_id *id = &l->recipients[i].id;
		json_object *o = json_object_new_object();
		char *how = cms_recipient_text(&l->recipients[i]);
		char *issuer = letter_issuer(id);

		put_string(o, "issuer", issuer);
		put_hex(o, "serial", &id->serial);
		put_hex(o, "key_id", &id->key_id);
		put_string(o, "method", how);
		json_object_array_add(list, o);
		free(issuer);
		free(how);
	}
	return list;
}

static json_object *signers_in(const struct cms_look *l)
{
	static const char *const verdicts[] = {"unchecked", "good",  "changed",
					       "forged", "unknown", "unknown"};
	json_object *list = json_object_new_array();

	for (size_t i = 0; i < l->nsigners; i++) {
		const struct cms_signer *s = &l->signers[i];
		json_object *o = json_object_new_object();
		char *print = s->cert ? cert_fingerprint(s->cert) : NULL;
		char *when = s->has_time ? text_datetime(s->time) : NULL;

		put_string(o, "fingerprint", print);
		put(o, "addresses", s->cert ? strings_of(&s->cert->emails) : NULL);
		put_string(o, "time", when);
		put_string(o, "digest", cms_digest_name(s->digest));
		put_string(o, "verdict", verdicts[s->verdict]);
		json_object_array_add(list, o);
		free(when);
		free(print);
	}
	return list;
}

struct json_value *json_message(const struct inspection *i, const char *file)
{
	static const char *const kinds[] = {"other",	 "signed", "encrypted",
					    "encrypted", "other",  "other"};
	struct json_subject about = {.kind = "message", .file = file};
	json_object *o = json_object_new_object(), *list = json_object_new_array();

	for (size_t k = 0; k < i->message.n; k++) {
		const struct cms_look *l = &i->message.layers[k]->look;
		json_object *one = json_object_new_object();

		put_string(one, "kind", kinds[l->kind]);
		put_string(one, "cipher",
			   l->cipher_oid ? cms_cipher_name(l->cipher) : NULL);
		put(one, "recipients", recipients_in(l));
		put(one, "signers", signers_in(l));
		json_object_array_add(list, one);
	}
	put(o, "schema", json_object_new_int(JSON_SCHEMA));
	put(o, "subject", subject_of(&about));
	put(o, "layers", list);
	put(o, "findings", findings_of(&i->report));
	return value_of(o);
}

int json_print(struct json_value *v)
{
	const char *text = json_object_to_json_string_ext(
		native(v), JSON_C_TO_STRING_PRETTY | JSON_C_TO_STRING_SPACED |
				   JSON_C_TO_STRING_NOSLASHESCAPE);
	int r = out_bytes(text, strlen(text));

	if (r == 0)
		r = out_bytes("\n", 1);
	json_object_put(native(v));
	return r;
}
