/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The address book as JSON. */
#include "ui/line/json.h"

#include <stdlib.h>

#include "base/text.h"
#include "ui/line/json-impl.h"

static void put_moment(struct json_value *o, const char *key, time_t t)
{
	char *date = t ? text_datetime(t) : NULL;

	json_put_text(o, key, date);
	free(date);
}

/* What others have written; NULL and "" are null. */
static void put_foreign(struct json_value *o, const char *key, const char *s)
{
	char *safe = text_safe_str(s);

	json_put_text(o, key, *safe ? safe : NULL);
	free(safe);
}

static struct json_value *foreign_strings(const struct strlist *l)
{
	struct json_value *list = json_list();

	for (size_t i = 0; i < l->n; i++) {
		char *safe = text_safe_str(l->items[i]);

		json_append(list, json_text(safe));
		free(safe);
	}
	return list;
}

struct json_value *json_book_taken(const struct book_taken *t,
				   const struct report *report)
{
	struct json_value *o = json_map();

	json_put(o, "schema", json_number(JSON_SCHEMA));
	json_put(o, "added", json_number((int64_t)t->added));
	json_put(o, "people", json_number((int64_t)t->people));
	json_put(o, "issuers", json_number((int64_t)t->issuers));
	json_put(o, "addresses", json_strings(&t->addresses));
	json_put(o, "findings", json_findings(report));
	return o;
}

/* What "encrypts" leaves out is the issuer: check --to says that. */
static struct json_value *person_of(const struct book_person *p, time_t now)
{
	struct json_value *o = json_map();
	char *state = book_state(p, now, NULL);

	put_foreign(o, "address", p->address);
	put_foreign(o, "name", p->name);
	json_put_text(o, "fingerprint", *p->address ? NULL : p->key);
	json_put(o, "certificates", json_number((int64_t)p->certificates));
	json_put_text(o, "usage", p->encrypts ? "encrypt" : "sign");
	json_put_date(o, "not_before", p->starts);
	json_put_date(o, "not_after", p->ends);
	json_put_text(o, "state", state);
	put_foreign(o, "note", p->note);
	free(state);
	return o;
}

struct json_value *json_book_list(const struct book_people *people, time_t now)
{
	struct json_value *o = json_map();
	struct json_value *list = json_list();

	for (size_t i = 0; i < people->n; i++)
		json_append(list, person_of(&people->items[i], now));
	json_put(o, "schema", json_number(JSON_SCHEMA));
	json_put(o, "people", list);
	return o;
}

static struct json_value *seen_of(const struct book_seen *s)
{
	struct json_value *o = json_map();

	put_moment(o, "at", s->at);
	put_foreign(o, "source", s->source);
	put_foreign(o, "folder", s->folder);
	put_foreign(o, "message_id", s->message);
	return o;
}

static struct json_value *entry_of(const struct book_entry *e)
{
	struct json_value *o = json_map();
	char *title = cert_title(e->cert);
	char *issuer = cert_issuer_title(e->cert);
	char *serial = cert_serial(e->cert);
	char *print = cert_fingerprint(e->cert);

	json_put_text(o, "name", title);
	json_put(o, "addresses", foreign_strings(&e->cert->emails));
	json_put_text(o, "issuer", issuer);
	json_put_text(o, "serial", serial);
	json_put_text(o, "fingerprint", print);
	json_put_date(o, "not_before", e->cert->not_before);
	json_put_date(o, "not_after", e->cert->not_after);
	json_put_text(o, "usage",
		      book_can_encrypt(e->cert) ? "encrypt" : "sign");
	json_put(o, "first_seen", seen_of(&e->first));
	json_put(o, "last_seen", seen_of(&e->last));
	json_put(o, "ciphers", e->announces ? json_ciphers(e->ciphers) : NULL);
	free(title);
	free(issuer);
	free(serial);
	free(print);
	return o;
}

struct json_value *json_book_person(const struct book_entries *e,
				    const char *note)
{
	struct json_value *o = json_map();
	struct json_value *list = json_list();

	for (size_t i = 0; i < e->n; i++)
		json_append(list, entry_of(&e->items[i]));
	json_put(o, "schema", json_number(JSON_SCHEMA));
	json_put(o, "certificates", list);
	put_foreign(o, "note", note);
	return o;
}
